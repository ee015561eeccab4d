// SPDX-License-Identifier: GPL-2.0-or-later
#include "compute_clasp_kokkos.h"

#include <type_traits>

#include "atom_kokkos.h"
#include "atom_masks.h"
#include "clasp_kernels_kokkos.h"
#include "compute_clasp_atom.h"
#include "compute_clasp_embed.h"

using namespace LAMMPS_NS;

/* ---------------------------------------------------------------------- */

template <class View>
static void copy_to_device(const std::vector<int>& values, const View& view) {
  Kokkos::deep_copy(view, Kokkos::View<const int*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>(
                              values.data(), values.size()));
}

/* ---------------------------------------------------------------------- */

template <class DeviceType, class Style>
ComputeClaspKokkos<DeviceType, Style>::ComputeClaspKokkos(LAMMPS* lmp, int narg, char** arg)
    : Style(lmp, narg, arg,
            std::is_same_v<DeviceType, LMPHostType> ? clasp::Place::kHost : clasp::Place::kDevice),
      ghosts_(lmp),
      device_kind_of_type_("clasp::kind_of_type", this->kind_of_type_.size()) {
  this->kokkosable = 1;
  this->atomKK = dynamic_cast<AtomKokkos*>(this->atom);
  this->execution_space = ExecutionSpaceFromDevice<DeviceType>::space;
  this->datamask_read = EMPTY_MASK;
  this->datamask_modify = EMPTY_MASK;
  copy_to_device(this->kind_of_type_, device_kind_of_type_);
}

/* ---------------------------------------------------------------------- */

template <class DeviceType, class Style>
clasp::RankAtoms ComputeClaspKokkos<DeviceType, Style>::collect() {
  AtomKokkos* const atoms = this->atomKK;
  atoms->sync(this->execution_space, X_MASK | TYPE_MASK | MASK_MASK);
  const int nlocal = atoms->nlocal, nall = nlocal + atoms->nghost;
  Kokkos::resize(Kokkos::WithoutInitializing, device_positions_, nall);
  Kokkos::resize(Kokkos::WithoutInitializing, device_kind_, nall);
  Kokkos::resize(Kokkos::WithoutInitializing, device_pooled_, nlocal);

  auto x = atoms->k_x.template view<DeviceType>();
  auto type = atoms->k_type.template view<DeviceType>();
  auto mask = atoms->k_mask.template view<DeviceType>();
  Kokkos::parallel_for("clasp::CollectAtoms", Kokkos::RangePolicy<DeviceType>(0, nall),
                       CollectAtoms<DeviceType, decltype(x), decltype(type)>{
                           x, type, mask, device_kind_of_type_, device_positions_, device_kind_,
                           device_pooled_, this->length_factor_, this->groupbit, nlocal});
  if (this->graph_of_group_) {
    collect_on_host();  // groups of ghosts may be out of date
    copy_to_device(this->kind_, device_kind_);
  }

  clasp::RankAtoms share;
  share.n_local = nlocal;
  share.n_all = nall;
  share.x = device_positions_.data();
  share.kind = device_kind_.data();
  share.pooled = device_pooled_.data();
  return share;
}

/* ---------------------------------------------------------------------- */

template <class DeviceType, class Style>
void ComputeClaspKokkos<DeviceType, Style>::collect_on_host() {
  this->atomKK->sync(Host, X_MASK | TYPE_MASK | MASK_MASK);
  Style::collect_on_host();
}

/* ---------------------------------------------------------------------- */

template <class DeviceType, class Style>
int ComputeClaspKokkos<DeviceType, Style>::first_atom(int& kind) {
  this->atomKK->sync(Host, TAG_MASK);
  collect_on_host();
  return Style::first_atom(kind);
}

/* ---------------------------------------------------------------------- */

namespace LAMMPS_NS {
template class ComputeClaspKokkos<LMPDeviceType, ComputeClaspEmbed>;
template class ComputeClaspKokkos<LMPDeviceType, ComputeClaspAtom>;
#ifdef LMP_KOKKOS_GPU
template class ComputeClaspKokkos<LMPHostType, ComputeClaspEmbed>;
template class ComputeClaspKokkos<LMPHostType, ComputeClaspAtom>;
#endif
}  // namespace LAMMPS_NS
