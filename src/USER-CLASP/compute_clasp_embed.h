// SPDX-License-Identifier: GPL-2.0-or-later
// compute clasp/embed: the running snapshot as a vector in the space that crystals and texts share.
#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(clasp/embed,ComputeClaspEmbed);
// clang-format on
#else

#ifndef LMP_COMPUTE_CLASP_EMBED_H
#define LMP_COMPUTE_CLASP_EMBED_H

#include "compute_clasp.h"

namespace LAMMPS_NS {

class ComputeClaspEmbed : public ComputeClasp {
 public:
  ComputeClaspEmbed(class LAMMPS*, int, char**, clasp::Place = clasp::Place::kHost);
  ~ComputeClaspEmbed() override;
  void compute_vector() override;

  bool has_embedding() const { return has_embedding_; }  ///< false if no atom was pooled
  /// Contribution of each atom to the cosine of the embedding just computed with each prompt:
  /// values[nlocal][prompts].
  void attribute(const clasp::PromptTable& prompts, double* values) const;

 private:
  bool has_embedding_ = false;
  clasp::RankAtoms atoms_;  // of the embedding
};

}  // namespace LAMMPS_NS

#endif
#endif
