// SPDX-License-Identifier: GPL-2.0-or-later
#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(clasp/atom/kk,ComputeClaspAtomKokkos<LMPDeviceType>);
ComputeStyle(clasp/atom/kk/device,ComputeClaspAtomKokkos<LMPDeviceType>);
ComputeStyle(clasp/atom/kk/host,ComputeClaspAtomKokkos<LMPHostType>);
// clang-format on
#else

#ifndef LMP_COMPUTE_CLASP_ATOM_KOKKOS_H
#define LMP_COMPUTE_CLASP_ATOM_KOKKOS_H

#include "compute_clasp_atom.h"
#include "compute_clasp_kokkos.h"

namespace LAMMPS_NS {

template <class DeviceType>
using ComputeClaspAtomKokkos = ComputeClaspKokkos<DeviceType, ComputeClaspAtom>;

}  // namespace LAMMPS_NS

#endif
#endif
