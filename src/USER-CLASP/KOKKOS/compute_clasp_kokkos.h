// SPDX-License-Identifier: GPL-2.0-or-later
// A compute of this package with positions, kinds and features in the memory of the device.
#ifndef LMP_COMPUTE_CLASP_KOKKOS_H
#define LMP_COMPUTE_CLASP_KOKKOS_H

#include "clasp_ghosts_kokkos.h"
#include "clasp_rank_encoder.h"
#include "kokkos_type.h"

namespace LAMMPS_NS {

/// `Style` is ComputeClaspEmbed or ComputeClaspAtom.
template <class DeviceType, class Style>
class ComputeClaspKokkos : public Style {
 public:
  ComputeClaspKokkos(class LAMMPS*, int, char**);

 protected:
  clasp::RankAtoms collect() override;
  void collect_on_host() override;
  void fill_ghosts(void* rows, std::size_t bytes) override { ghosts_.fill(rows, bytes); }
  int first_atom(int& kind) override;

 private:
  ClaspGhosts<DeviceType> ghosts_;
  Kokkos::View<int*, DeviceType> device_kind_of_type_;
  Kokkos::View<double* [3], Kokkos::LayoutRight, DeviceType> device_positions_;
  Kokkos::View<int*, DeviceType> device_kind_, device_pooled_;
};

}  // namespace LAMMPS_NS

#endif
