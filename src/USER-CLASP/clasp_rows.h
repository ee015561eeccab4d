// SPDX-License-Identifier: GPL-2.0-or-later
// Rows of plain values in LAMMPS' communication buffers, bit by bit.
#ifndef LMP_CLASP_ROWS_H
#define LMP_CLASP_ROWS_H

#include <cstddef>
#include <cstring>

namespace LAMMPS_NS {

/// Values of a communication buffer that hold a row of so many bytes.
inline int buffer_size(std::size_t bytes) {
  return static_cast<int>((bytes + sizeof(double) - 1) / sizeof(double));
}

/// Rows of the listed atoms into a buffer; returns the number of its values.
inline int pack_rows(const char* rows, std::size_t bytes, int n, const int* list, double* buf) {
  const std::size_t size = buffer_size(bytes);
  for (int i = 0; i < n; ++i) memcpy(buf + i * size, rows + list[i] * bytes, bytes);
  return static_cast<int>(n * size);
}

/// The rows of a buffer to n atoms from `first` on.
inline void unpack_rows(char* rows, std::size_t bytes, int n, int first, const double* buf) {
  const std::size_t size = buffer_size(bytes);
  for (int i = 0; i < n; ++i) memcpy(rows + (first + i) * bytes, buf + i * size, bytes);
}

}  // namespace LAMMPS_NS

#endif
