// SPDX-License-Identifier: GPL-2.0-or-later
#include "compute_clasp_embed.h"

#include <algorithm>

#include "update.h"

using namespace LAMMPS_NS;

/* ---------------------------------------------------------------------- */

ComputeClaspEmbed::ComputeClaspEmbed(LAMMPS* lmp, int narg, char** arg, clasp::Place place)
    : ComputeClasp(lmp, narg, arg, {}, place) {
  for (int iarg = first_keyword_; iarg < narg;) iarg = parse_keyword(iarg, narg, arg);
  load_model(arg[3]);
  vector_flag = 1;
  size_vector = encoder_->embedding_size();
  extvector = 0;
  vector = new double[size_vector]();
}

/* ---------------------------------------------------------------------- */

ComputeClaspEmbed::~ComputeClaspEmbed() {
  delete[] vector;
}

/* ---------------------------------------------------------------------- */

void ComputeClaspEmbed::compute_vector() {
  invoked_vector = update->ntimestep;
  atoms_ = collect_snapshot();
  const std::vector<double> embedding = encoder_->embed(atoms_, *exchange_);
  has_embedding_ = !embedding.empty();
  if (has_embedding_)
    std::copy(embedding.begin(), embedding.end(), vector);
  else
    std::fill_n(vector, size_vector, 0.0);
}

/* ---------------------------------------------------------------------- */

void ComputeClaspEmbed::attribute(const clasp::PromptTable& prompts, double* values) const {
  encoder_->attribute(atoms_, prompts, values);
}
