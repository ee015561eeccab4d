// SPDX-License-Identifier: GPL-2.0-or-later
// lmp_clasp: LAMMPS with the styles, linked to a liblammps that can neither load plugins nor be
// rebuilt, such as a distribution's.
#include <dlfcn.h>
#include <mpi.h>

#include <cstdio>
#include <exception>

#include "compute_clasp_atom.h"
#include "compute_clasp_embed.h"
#include "fix_clasp_score.h"
#include "input.h"
#include "lammps.h"
#include "modify.h"

using namespace LAMMPS_NS;

/* ---------------------------------------------------------------------- */

template <class Style>
static Compute* create_compute(LAMMPS* lmp, int narg, char** arg) {
  return new Style(lmp, narg, arg);
}

static Fix* create_fix(LAMMPS* lmp, int narg, char** arg) {
  return new FixClaspScore(lmp, narg, arg);
}

/* ----------------------------------------------------------------------
   LAMMPS calls this when it starts and after each "clear", which forgets
   styles that were added: the executable's definition comes before that of
   the library, and calls it
------------------------------------------------------------------------- */

void LAMMPS::post_create() {
  (*modify->compute_map)["clasp/embed"] = &create_compute<ComputeClaspEmbed>;
  (*modify->compute_map)["clasp/atom"] = &create_compute<ComputeClaspAtom>;
  (*modify->fix_map)["clasp/score"] = &create_fix;

  using PostCreate = void (*)(LAMMPS*);
  static const auto of_library =
      reinterpret_cast<PostCreate>(dlsym(RTLD_NEXT, "_ZN9LAMMPS_NS6LAMMPS11post_createEv"));
  of_library(this);
}

/* ---------------------------------------------------------------------- */

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int status = 0;
  try {
    LAMMPS lammps(argc, argv, MPI_COMM_WORLD);
    lammps.input->file();
  } catch (const std::exception& e) {
    // LAMMPS has printed the message, or one rank alone has failed
    fprintf(stderr, "lmp_clasp: %s\n", e.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
    status = 1;
  }
  MPI_Finalize();
  return status;
}
