// SPDX-License-Identifier: GPL-2.0-or-later
// compute clasp/embed with positions, kinds and features in the memory of the device.
#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(clasp/embed/kk,ComputeClaspEmbedKokkos<LMPDeviceType>);
ComputeStyle(clasp/embed/kk/device,ComputeClaspEmbedKokkos<LMPDeviceType>);
ComputeStyle(clasp/embed/kk/host,ComputeClaspEmbedKokkos<LMPHostType>);
// clang-format on
#else

#ifndef LMP_COMPUTE_CLASP_EMBED_KOKKOS_H
#define LMP_COMPUTE_CLASP_EMBED_KOKKOS_H

#include "compute_clasp_embed.h"
#include "kokkos_type.h"

namespace LAMMPS_NS {

template <class DeviceType>
class ComputeClaspEmbedKokkos : public ComputeClaspEmbed {
 public:
  ComputeClaspEmbedKokkos(class LAMMPS*, int, char**);

 protected:
  clasp::RankAtoms collect() override;
  void collect_on_host() override;
  void fill_ghosts(float* rows, int width) override { fill_ghosts_of(rows, width); }
  void fill_ghosts(double* rows, int width) override { fill_ghosts_of(rows, width); }
  int first_atom(int& kind) override;

 private:
  using Memory = typename DeviceType::memory_space;

  template <class T>
  void fill_ghosts_of(T* rows, int width);

  Kokkos::View<int*, DeviceType> device_kind_of_type_;
  Kokkos::View<double* [3], Kokkos::LayoutRight, DeviceType> device_positions_;
  Kokkos::View<int*, DeviceType> device_kind_, device_pooled_;
};

}  // namespace LAMMPS_NS

#endif
#endif
