// SPDX-License-Identifier: GPL-2.0-or-later
// The differences between LAMMPS versions, found by what the headers offer: version strings of
// distribution packages do not tell (Debian 12's "6 Jan 2022" is a later development snapshot).
#ifndef LMP_CLASP_COMPAT_H
#define LMP_CLASP_COMPAT_H

#include <string>

#include "comm.h"
#include "compute.h"
#include "fix.h"
#include "modify.h"

namespace LAMMPS_NS {
namespace CLASP_COMPAT {

// since May 2022 forward_comm() is overloaded, before it was one function for each kind of style

template <class C, class Style>
auto call_forward_comm(C* comm, Style* style, int) -> decltype(comm->forward_comm(style), void()) {
  comm->forward_comm(style);
}
template <class C>
auto call_forward_comm(C* comm, Compute* compute, long)
    -> decltype(comm->forward_comm_compute(compute), void()) {
  comm->forward_comm_compute(compute);
}
template <class C>
auto call_forward_comm(C* comm, Fix* fix, long) -> decltype(comm->forward_comm_fix(fix), void()) {
  comm->forward_comm_fix(fix);
}

/// Forward communication of `size` values per atom, not more than comm_forward of a style was at
/// init().
template <class Style>
void forward_comm(Comm* comm, Style* style, int size) {
  const int largest = style->comm_forward;
  style->comm_forward = size;  // older versions have no size argument
  call_forward_comm(comm, style, 0);
  style->comm_forward = largest;
}

// since February 2022 computes are found by get_compute_by_id(), before by find_compute()

template <class M>
auto call_find_compute(M* modify, const std::string& id, int)
    -> decltype(modify->get_compute_by_id(id)) {
  return modify->get_compute_by_id(id);
}
template <class M>
Compute* call_find_compute(M* modify, const std::string& id, long) {
  const int i = modify->find_compute(id);
  return i < 0 ? nullptr : modify->compute[i];
}

/// The compute with this ID, or null.
inline Compute* find_compute(Modify* modify, const std::string& id) {
  return call_find_compute(modify, id, 0);
}

// until 2026 there was comm_modify mode multi/old, a ghost cut-off per type

template <class C>
auto call_has_cutoff_per_type(const C* comm, int) -> decltype(C::MULTIOLD, bool()) {
  return comm->mode == C::MULTIOLD;
}
template <class C>
bool call_has_cutoff_per_type(const C*, long) {
  return false;
}

inline bool has_cutoff_per_type(const Comm* comm) {
  return call_has_cutoff_per_type(comm, 0);
}

// comm_modify group is a protected member in all versions

class BorderGroup : public Comm {
 public:
  static int of(const Comm* comm) { return comm->*(&BorderGroup::bordergroup); }
};

}  // namespace CLASP_COMPAT
}  // namespace LAMMPS_NS

#endif
