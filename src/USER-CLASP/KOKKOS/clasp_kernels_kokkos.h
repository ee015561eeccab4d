// SPDX-License-Identifier: GPL-2.0-or-later
// What the /kk styles do on the device apart from the encoder. No LAMMPS header appears here.
#ifndef LMP_CLASP_KERNELS_KOKKOS_H
#define LMP_CLASP_KERNELS_KOKKOS_H

#include <Kokkos_Core.hpp>

namespace LAMMPS_NS {

/// Positions in Angstrom, rows of the element table, and what is pooled.
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

/// buffer(k, word) = rows(list(k), word)
template <class Rows, class List, class Buffer>
struct PackRows {
  Rows rows;
  List list;
  Buffer buffer;
  int words;

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    const int k = item / words, word = item % words;
    buffer(k, word) = rows(list(k), word);
  }
};

/// rows(first + k, word) = buffer(k, word)
template <class Rows, class Buffer>
struct UnpackRows {
  Rows rows;
  Buffer buffer;
  int words, first;

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    const int k = item / words, word = item % words;
    rows(first + k, word) = buffer(k, word);
  }
};

}  // namespace LAMMPS_NS

#endif
