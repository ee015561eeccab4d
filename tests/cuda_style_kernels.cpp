// SPDX-License-Identifier: MIT
// The kernels of the /kk styles for a GPU, over views as LAMMPS has them. Compiled by
// cuda_compile.sh.
#include "clasp_kernels_kokkos.h"

using namespace LAMMPS_NS;
using Device = Kokkos::Cuda;
using Positions = Kokkos::View<double* [3], Kokkos::LayoutRight, Device>;
using Numbers = Kokkos::View<int*, Device>;
using Words = Kokkos::View<unsigned**, Kokkos::LayoutRight, Device>;

void run_style_kernels(int n) {
  using Policy = Kokkos::RangePolicy<Device>;
  Kokkos::parallel_for(Policy(0, n), CollectAtoms<Device, Positions, Numbers>{});
  Kokkos::parallel_for(Policy(0, n), PackRows<Words, Numbers, Words>{});
  Kokkos::parallel_for(Policy(0, n), UnpackRows<Words, Words>{});
}
