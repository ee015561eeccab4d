// SPDX-License-Identifier: GPL-2.0-or-later
#include "compute_clasp_embed_kokkos.h"

#include <type_traits>

#include "atom_kokkos.h"
#include "atom_masks.h"
#include "clasp_rank_encoder.h"

using namespace LAMMPS_NS;

/* ----------------------------------------------------------------------
   positions in Angstrom, rows of the element table, and what is pooled
------------------------------------------------------------------------- */

template <class DeviceType, class X, class Numbers>
struct CollectAtoms {
  X x;
  Numbers type, mask;
  Kokkos::View<int*, DeviceType> kind_of_type;
  Kokkos::View<double* [3], Kokkos::LayoutRight, DeviceType> position;
  Kokkos::View<int*, DeviceType> kind, pooled;
  double length;
  int groupbit, nlocal;

  KOKKOS_INLINE_FUNCTION void operator()(const int i) const {
    for (int d = 0; d < 3; ++d) position(i, d) = length * x(i, d);
    kind(i) = kind_of_type(type(i));
    if (i < nlocal) pooled(i) = mask(i) & groupbit ? 1 : 0;
  }
};

/* ---------------------------------------------------------------------- */

template <class View>
static void copy_to_device(const std::vector<int>& values, const View& view) {
  Kokkos::deep_copy(view, Kokkos::View<const int*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(
                              values.data(), values.size()));
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
ComputeClaspEmbedKokkos<DeviceType>::ComputeClaspEmbedKokkos(LAMMPS* lmp, int narg, char** arg)
    : ComputeClaspEmbed(lmp, narg, arg, !std::is_same_v<DeviceType, LMPHostType>),
      device_kind_of_type_("clasp::kind_of_type", kind_of_type_.size()) {
  kokkosable = 1;
  atomKK = dynamic_cast<AtomKokkos*>(atom);
  execution_space = ExecutionSpaceFromDevice<DeviceType>::space;
  datamask_read = EMPTY_MASK;
  datamask_modify = EMPTY_MASK;
  copy_to_device(kind_of_type_, device_kind_of_type_);
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
clasp::RankAtoms ComputeClaspEmbedKokkos<DeviceType>::collect() {
  atomKK->sync(execution_space, X_MASK | TYPE_MASK | MASK_MASK);
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  Kokkos::resize(Kokkos::WithoutInitializing, device_positions_, nall);
  Kokkos::resize(Kokkos::WithoutInitializing, device_kind_, nall);
  Kokkos::resize(Kokkos::WithoutInitializing, device_pooled_, nlocal);

  auto x = atomKK->k_x.template view<DeviceType>();
  auto type = atomKK->k_type.template view<DeviceType>();
  auto mask = atomKK->k_mask.template view<DeviceType>();
  Kokkos::parallel_for("clasp::CollectAtoms", Kokkos::RangePolicy<DeviceType>(0, nall),
                       CollectAtoms<DeviceType, decltype(x), decltype(type)>{
                           x, type, mask, device_kind_of_type_, device_positions_, device_kind_,
                           device_pooled_, length_factor_, groupbit, nlocal});
  if (graph_of_group_) {
    collect_on_host();  // groups of ghosts may be out of date
    copy_to_device(kind_, device_kind_);
  }

  clasp::RankAtoms atoms;
  atoms.n_local = nlocal;
  atoms.n_all = nall;
  atoms.x = device_positions_.data();
  atoms.kind = device_kind_.data();
  atoms.pooled = device_pooled_.data();
  return atoms;
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
void ComputeClaspEmbedKokkos<DeviceType>::collect_on_host() {
  atomKK->sync(Host, X_MASK | TYPE_MASK | MASK_MASK);
  ComputeClaspEmbed::collect_on_host();
}

/* ----------------------------------------------------------------------
   LAMMPS has forward communication on the device for pairs and fixes only
------------------------------------------------------------------------- */

template <class DeviceType>
template <class T>
void ComputeClaspEmbedKokkos<DeviceType>::fill_ghosts_of(T* rows, int width) {
  const std::size_t size = static_cast<std::size_t>(width) * (atom->nlocal + atom->nghost);
  const Kokkos::View<T*, Memory, Kokkos::MemoryUnmanaged> view(rows, size);
  const auto host = Kokkos::create_mirror_view_and_copy(Kokkos::HostSpace(), view);
  ComputeClaspEmbed::fill_ghosts(host.data(), width);
  Kokkos::deep_copy(view, host);
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
int ComputeClaspEmbedKokkos<DeviceType>::first_atom(int& kind) {
  atomKK->sync(Host, TAG_MASK);
  collect_on_host();
  return ComputeClaspEmbed::first_atom(kind);
}

/* ---------------------------------------------------------------------- */

namespace LAMMPS_NS {
template class ComputeClaspEmbedKokkos<LMPDeviceType>;
#ifdef LMP_KOKKOS_GPU
template class ComputeClaspEmbedKokkos<LMPHostType>;
#endif
}  // namespace LAMMPS_NS
