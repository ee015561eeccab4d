// SPDX-License-Identifier: GPL-2.0-or-later
// fix clasp/score for compute clasp/embed/kk: it reads no atoms, so nothing leaves the device for
// its sake.
#ifdef FIX_CLASS
// clang-format off
FixStyle(clasp/score/kk,FixClaspScoreKokkos);
FixStyle(clasp/score/kk/device,FixClaspScoreKokkos);
FixStyle(clasp/score/kk/host,FixClaspScoreKokkos);
// clang-format on
#else

#ifndef LMP_FIX_CLASP_SCORE_KOKKOS_H
#define LMP_FIX_CLASP_SCORE_KOKKOS_H

#include "fix_clasp_score.h"

namespace LAMMPS_NS {

class FixClaspScoreKokkos : public FixClaspScore {
 public:
  FixClaspScoreKokkos(class LAMMPS*, int, char**);
};

}  // namespace LAMMPS_NS

#endif
#endif
