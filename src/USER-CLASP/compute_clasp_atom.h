// SPDX-License-Identifier: GPL-2.0-or-later
// compute clasp/atom: what the surroundings of each atom look like, as percentiles of prompts.
#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(clasp/atom,ComputeClaspAtom);
// clang-format on
#else

#ifndef LMP_COMPUTE_CLASP_ATOM_H
#define LMP_COMPUTE_CLASP_ATOM_H

#include "compute_clasp.h"

namespace LAMMPS_NS {

class ComputeClaspAtom : public ComputeClasp {
 public:
  ComputeClaspAtom(class LAMMPS*, int, char**, clasp::Place = clasp::Place::kHost);
  ~ComputeClaspAtom() override;
  void compute_peratom() override;
  double memory_usage() override;

 private:
  int parse_keyword(int iarg, int narg, char** arg);
  void encode_prompts();

  double radius_ = 0.0;  // Angstrom
  double tag_percentile_ = 95.0;
  std::vector<std::string> prompts_;
  int nmax_ = 0;  // rows of array_atom
};

}  // namespace LAMMPS_NS

#endif
#endif
