// SPDX-License-Identifier: GPL-2.0-or-later
// Work that rank 0 does for all: what goes wrong there stops every rank with the same message.
#ifndef LMP_CLASP_RANK_ZERO_H
#define LMP_CLASP_RANK_ZERO_H

#include <mpi.h>

#include <exception>
#include <string>
#include <vector>

#include "error.h"

namespace LAMMPS_NS {

/// Copies text from rank 0 to all.
inline void broadcast(std::string& text, MPI_Comm world) {
  int size = static_cast<int>(text.size());
  MPI_Bcast(&size, 1, MPI_INT, 0, world);
  text.resize(size);
  MPI_Bcast(&text[0], size, MPI_CHAR, 0, world);
}

/// Copies plain values from rank 0 to all, under 2 GiB.
template <class T>
void broadcast(std::vector<T>& values, MPI_Comm world) {
  int size = static_cast<int>(values.size());
  MPI_Bcast(&size, 1, MPI_INT, 0, world);
  values.resize(size);
  MPI_Bcast(values.data(), size * static_cast<int>(sizeof(T)), MPI_BYTE, 0, world);
}

/// Runs `work` on rank 0; its exception becomes error->all() with "`where`: message". `work` must
/// not call error-> itself.
template <class Work>
void on_rank_zero(MPI_Comm world, Error* error, const std::string& where, Work&& work) {
  int me;
  MPI_Comm_rank(world, &me);
  std::string message;
  if (me == 0) {
    try {
      work();
    } catch (const std::exception& e) {
      message = where + ": " + e.what();
    }
  }
  broadcast(message, world);
  if (!message.empty()) error->all(FLERR, message);
}

}  // namespace LAMMPS_NS

#endif
