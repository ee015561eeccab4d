// SPDX-License-Identifier: GPL-2.0-or-later
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
#include "compute_clasp_kokkos.h"

namespace LAMMPS_NS {

template <class DeviceType>
using ComputeClaspEmbedKokkos = ComputeClaspKokkos<DeviceType, ComputeClaspEmbed>;

}  // namespace LAMMPS_NS

#endif
#endif
