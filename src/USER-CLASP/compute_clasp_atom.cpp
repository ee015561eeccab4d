// SPDX-License-Identifier: GPL-2.0-or-later
#include "compute_clasp_atom.h"

#include "atom.h"
#include "clasp_prompts.h"
#include "error.h"
#include "memory.h"
#include "update.h"

using namespace LAMMPS_NS;

/* ---------------------------------------------------------------------- */

ComputeClaspAtom::ComputeClaspAtom(LAMMPS* lmp, int narg, char** arg, clasp::Place place)
    : ComputeClasp(lmp, narg, arg, {"radius", "prompts", "prompts/file", "tag"}, place) {
  for (int iarg = first_keyword_; iarg < narg;) iarg = parse_keyword(iarg, narg, arg);
  if (radius_ == 0.0)
    error->all(FLERR,
               where_ + ": no radius; add radius R, the size of what counts as surroundings");
  if (prompts_.empty())
    error->all(FLERR, where_ + ": no prompts; add prompts \"...\" or prompts/file FILE");
  load_model(arg[3]);
  encode_prompts();

  peratom_flag = 1;
  size_peratom_cols = static_cast<int>(prompts_.size()) + 1;
}

/* ---------------------------------------------------------------------- */

ComputeClaspAtom::~ComputeClaspAtom() {
  memory->destroy(array_atom);
}

/* ----------------------------------------------------------------------
   reads the keyword at iarg with its values, returns the place after them
------------------------------------------------------------------------- */

int ComputeClaspAtom::parse_keyword(int iarg, int narg, char** arg) {
  const std::string keyword = arg[iarg];
  if (keyword == "prompts") {
    for (++iarg; iarg < narg && !is_keyword(arg[iarg]); ++iarg) prompts_.emplace_back(arg[iarg]);
    return iarg;
  }
  const int next = ComputeClasp::parse_keyword(iarg, narg, arg);
  const std::string value = arg[iarg + 1];
  if (keyword == "prompts/file") {
    const std::vector<std::string> more = read_prompt_file(world, error, where_, value);
    prompts_.insert(prompts_.end(), more.begin(), more.end());
  } else if (keyword == "radius") {
    radius_ = length_factor_ * utils::numeric(FLERR, value.c_str(), false, lmp);
    if (!(radius_ > 0.0))
      error->all(FLERR, where_ + ": radius is " + value + "; give a distance above 0");
  } else if (keyword == "tag") {
    tag_percentile_ = utils::numeric(FLERR, value.c_str(), false, lmp);
    if (!(tag_percentile_ >= 0.0 && tag_percentile_ <= 100.0))
      error->all(FLERR, where_ + ": tag percentile is " + value + "; give a value from 0 to 100");
  }
  return next;
}

/* ----------------------------------------------------------------------
   rank 0 turns prompts into embeddings, all ranks compare with them
------------------------------------------------------------------------- */

void ComputeClaspAtom::encode_prompts() {
  clasp::PromptTable table;
  std::unique_ptr<clasp::PromptScorer> scorer;  // on rank 0
  on_rank_zero(world, error, where_, [&] {
    scorer = std::make_unique<clasp::PromptScorer>(model_path(), prompts_);
    table = scorer->table();
  });
  if (scorer) warn_of_cut_prompts(error, where_, *scorer);
  broadcast(table, world);
  encoder_->set_prompts(table);
}

/* ---------------------------------------------------------------------- */

void ComputeClaspAtom::compute_peratom() {
  invoked_peratom = update->ntimestep;
  if (atom->nmax > nmax_) {
    nmax_ = atom->nmax;
    memory->destroy(array_atom);
    memory->create(array_atom, nmax_, size_peratom_cols, "clasp/atom:array_atom");
  }
  const clasp::RankAtoms atoms = collect_snapshot();
  encoder_->match(atoms, *exchange_, radius_, tag_percentile_, nmax_ ? array_atom[0] : nullptr);
}

/* ---------------------------------------------------------------------- */

double ComputeClaspAtom::memory_usage() {
  return ComputeClasp::memory_usage() +
         static_cast<double>(nmax_) * size_peratom_cols * sizeof(double);
}
