// SPDX-License-Identifier: GPL-2.0-or-later
// Rows of owned atoms to their ghosts, on the device: LAMMPS communicates there for pair styles and
// fixes, not for computes, so this is a fix, though one that no input script sees.
#ifndef LMP_CLASP_GHOSTS_KOKKOS_H
#define LMP_CLASP_GHOSTS_KOKKOS_H

#include <cstdint>
#include <type_traits>

#include "atom.h"
#include "atom_masks.h"
#include "clasp_compat.h"
#include "clasp_kernels_kokkos.h"
#include "clasp_rows.h"
#include "fix.h"
#include "kokkos_base.h"
#include "kokkos_type.h"

namespace LAMMPS_NS {

// the argument lists of LAMMPS' functions for packing differ between versions, so they are deduced;
// older versions have functions for fixes alone, newer ones the same for pairs, fixes and computes

template <class Derived, class = decltype(&KokkosBase::pack_forward_comm_kokkos)>
class PacksRows;

template <class Derived, class... Arguments>
class PacksRows<Derived, int (KokkosBase::*)(Arguments...)> : public KokkosBase {
 public:
  int pack_forward_comm_fix_kokkos(Arguments... arguments) {
    return static_cast<Derived*>(this)->pack(arguments...);
  }
  int pack_forward_comm_kokkos(Arguments... arguments) {
    return static_cast<Derived*>(this)->pack(arguments...);
  }
};

template <class Derived, class = decltype(&KokkosBase::unpack_forward_comm_kokkos)>
class UnpacksRows;

template <class Derived, class... Arguments>
class UnpacksRows<Derived, void (KokkosBase::*)(Arguments...)> : public PacksRows<Derived> {
 public:
  void unpack_forward_comm_fix_kokkos(Arguments... arguments) {
    static_cast<Derived*>(this)->unpack(arguments...);
  }
  void unpack_forward_comm_kokkos(Arguments... arguments) {
    static_cast<Derived*>(this)->unpack(arguments...);
  }
};

template <class DeviceType>
class ClaspGhosts : public Fix, public UnpacksRows<ClaspGhosts<DeviceType>> {
 public:
  explicit ClaspGhosts(class LAMMPS*);
  int setmask() override { return 0; }
  /// Copies rows [n_all][bytes] in the device's memory from owned atoms to ghosts everywhere.
  void fill(void* rows, std::size_t bytes);

  // where the communication style or a switch keeps LAMMPS on the host

  int pack_forward_comm(int n, int* list, double* buf, int, int*) override {
    return pack_rows(on_host(), bytes(), n, list, buf);
  }
  void unpack_forward_comm(int n, int first, double* buf) override {
    unpack_rows(on_host(), bytes(), n, first, buf);
  }

  // on the device: lists of all swaps in older versions, of one swap in newer ones

  template <class Lists, class Buffer>
  int pack(int n, const Lists& lists, int swap, Buffer& buffer, int, int*) {
    return pack_list(n, Kokkos::subview(lists.template view<DeviceType>(), swap, Kokkos::ALL),
                     buffer);
  }
  template <class List, class Buffer>
  int pack(int n, const List& list, Buffer& buffer, int, int*) {
    return pack_list(n, list.template view<DeviceType>(), buffer);
  }
  template <class Buffer>
  void unpack(int n, int first, Buffer& buffer);

 private:
  using Memory = typename DeviceType::memory_space;
  template <class... Where>
  using Words = Kokkos::View<std::uint32_t**, Kokkos::LayoutRight, Where...>;
  using Unmanaged = Words<Memory, Kokkos::MemoryUnmanaged>;

  template <class List, class Buffer>
  int pack_list(int n, const List& list, Buffer& buffer);
  template <class Buffer>
  Unmanaged words_of(Buffer& buffer, int n) const;
  int words() const { return static_cast<int>(rows_.extent(1)); }
  std::size_t bytes() const { return rows_.extent(1) * sizeof(std::uint32_t); }
  char* on_host();

  Unmanaged rows_;
  Words<Kokkos::HostSpace> host_copy_;  // empty unless LAMMPS asked for it
};

/* ---------------------------------------------------------------------- */

static char* const GHOSTS_FIX[] = {const_cast<char*>("clasp_ghosts"), const_cast<char*>("all"),
                                   const_cast<char*>("clasp/ghosts/kk")};

template <class DeviceType>
ClaspGhosts<DeviceType>::ClaspGhosts(LAMMPS* lmp) : Fix(lmp, 3, const_cast<char**>(GHOSTS_FIX)) {
  kokkosable = 1;
  // in a LAMMPS without a GPU too, where "package kokkos comm device" asks for it
  execution_space = std::is_same_v<DeviceType, LMPDeviceType> ? Device : Host;
  forward_comm_device = 1;
  datamask_read = EMPTY_MASK;
  datamask_modify = EMPTY_MASK;
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
void ClaspGhosts<DeviceType>::fill(void* rows, std::size_t bytes) {
  rows_ = Unmanaged(static_cast<std::uint32_t*>(rows), atom->nlocal + atom->nghost,
                    bytes / sizeof(std::uint32_t));
  CLASP_COMPAT::forward_comm(comm, static_cast<Fix*>(this), buffer_size(bytes));
  if (host_copy_.size() == 0) return;
  Kokkos::deep_copy(rows_, host_copy_);
  host_copy_ = {};
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
char* ClaspGhosts<DeviceType>::on_host() {
  if (std::is_same_v<Memory, Kokkos::HostSpace>) return reinterpret_cast<char*>(rows_.data());
  if (host_copy_.size() == 0) {
    host_copy_ = Words<Kokkos::HostSpace>("clasp::ghosts", rows_.extent(0), rows_.extent(1));
    Kokkos::deep_copy(host_copy_, rows_);
  }
  return reinterpret_cast<char*>(host_copy_.data());
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
template <class Buffer>
typename ClaspGhosts<DeviceType>::Unmanaged ClaspGhosts<DeviceType>::words_of(Buffer& buffer,
                                                                              int n) const {
  static_assert(sizeof(typename Buffer::t_dev::value_type) == sizeof(double),
                "LAMMPS communicates in double precision");
  const int row = buffer_size(bytes()) * static_cast<int>(sizeof(double) / sizeof(std::uint32_t));
  return Unmanaged(reinterpret_cast<std::uint32_t*>(buffer.template view<DeviceType>().data()), n,
                   row);
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
template <class List, class Buffer>
int ClaspGhosts<DeviceType>::pack_list(int n, const List& list, Buffer& buffer) {
  Kokkos::parallel_for(
      "clasp::PackRows", Kokkos::RangePolicy<DeviceType>(0, n * words()),
      PackRows<Unmanaged, List, Unmanaged>{rows_, list, words_of(buffer, n), words()});
  return n * buffer_size(bytes());
}

/* ---------------------------------------------------------------------- */

template <class DeviceType>
template <class Buffer>
void ClaspGhosts<DeviceType>::unpack(int n, int first, Buffer& buffer) {
  Kokkos::parallel_for(
      "clasp::UnpackRows", Kokkos::RangePolicy<DeviceType>(0, n * words()),
      UnpackRows<Unmanaged, Unmanaged>{rows_, words_of(buffer, n), words(), first});
}

}  // namespace LAMMPS_NS

#endif
