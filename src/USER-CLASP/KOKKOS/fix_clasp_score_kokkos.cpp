// SPDX-License-Identifier: GPL-2.0-or-later
#include "fix_clasp_score_kokkos.h"

#include "atom_masks.h"

using namespace LAMMPS_NS;

/* ---------------------------------------------------------------------- */

FixClaspScoreKokkos::FixClaspScoreKokkos(LAMMPS* lmp, int narg, char** arg)
    : FixClaspScore(lmp, narg, arg) {
  kokkosable = 1;
  datamask_read = EMPTY_MASK;
  datamask_modify = EMPTY_MASK;
}
