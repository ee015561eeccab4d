// SPDX-License-Identifier: GPL-2.0-or-later
#include "fix_clasp_score.h"

#include <algorithm>
#include <cstring>

#include "atom.h"
#include "citeme.h"
#include "clasp_compat.h"
#include "clasp_prompts.h"
#include "clasp_tag_file.h"
#include "comm.h"
#include "compute_clasp_embed.h"
#include "error.h"
#include "memory.h"
#include "modify.h"
#include "update.h"

using namespace LAMMPS_NS;
using namespace FixConst;

static const char cite_fix_clasp_score[] =
    "fix clasp/score command: doi:10.1088/2632-2153/ade58c\n\n"
    "@Article{Suzuki2025,\n"
    " author = {Yuta Suzuki and Tatsunori Taniai and Ryo Igarashi and Kotaro Saito and Naoya "
    "Chiba\n"
    "  and Yoshitaka Ushiku and Kanta Ono},\n"
    " title = {Bridging text and crystal structures: literature-driven contrastive learning for\n"
    "  materials science},\n"
    " journal = {Mach.\\ Learn.: Sci.\\ Technol.},\n"
    " year = 2025,\n"
    " volume = 6,\n"
    " pages = {035006}\n"
    "}\n\n";

static const char* const KEYWORDS[] = {"prompts",    "prompts/file", "file",   "tag",
                                       "hysteresis", "ave",          "peratom"};

// what restart files hold, before the values and the averaged embeddings
struct RestartHead {
  double fingerprint, tag, step, embedding_size, sample_values;
};

static bool is_keyword(const char* word) {
  return std::any_of(std::begin(KEYWORDS), std::end(KEYWORDS),
                     [word](const char* keyword) { return strcmp(word, keyword) == 0; });
}

/* ---------------------------------------------------------------------- */

FixClaspScore::FixClaspScore(LAMMPS* lmp, int narg, char** arg)
    : Fix(lmp, narg, arg), where_(std::string("fix ") + arg[0] + " clasp/score") {
  if (lmp->citeme) lmp->citeme->add(cite_fix_clasp_score);
  parse_arguments(narg, arg);
  find_compute();
  encode_prompts();

  scalar_flag = 1;
  extscalar = 0;
  vector_flag = 1;
  size_vector = 2 * static_cast<int>(prompts_.size());
  extvector = 0;
  global_freq = nevery;
  values_.assign(size_vector, 0.0);
  dynamic_group_allow = 1;
  restart_global = 1;

  // contributions of atoms stay with their atoms until the next step that has new ones

  if (peratom_flag) {
    size_peratom_cols = static_cast<int>(prompts_.size());
    peratom_freq = nevery;
    create_attribute = 1;
    maxexchange = size_peratom_cols;
    grow_arrays(atom->nmax);
    for (int i = 0; i < atom->nlocal; ++i) set_arrays(i);
    atom->add_callback(Atom::GROW);
  }

  // the embedding needs fresh ghosts: a shorter ghost cut-off suffices where lists are new

  force_reneighbor = 1;
  next_reneighbor = -1;
}

/* ---------------------------------------------------------------------- */

FixClaspScore::~FixClaspScore() {
  if (!peratom_flag) return;
  atom->delete_callback(id, Atom::GROW);
  memory->destroy(array_atom);
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::parse_arguments(int narg, char** arg) {
  if (narg < 5)
    error->all(FLERR, where_ +
                          ": arguments are missing; they are N, the ID of a compute "
                          "clasp/embed, and prompts");
  nevery = utils::inumeric(FLERR, arg[3], false, lmp);
  if (nevery <= 0)
    error->all(FLERR, where_ + ": N is " + arg[3] + "; give a number of steps above 0");
  compute_id_ = arg[4];
  if (compute_id_.rfind("c_", 0) == 0) compute_id_.erase(0, 2);

  for (int iarg = 5; iarg < narg;) iarg = parse_keyword(iarg, narg, arg);
  if (prompts_.empty())
    error->all(FLERR, where_ + ": no prompts; add prompts \"...\" or prompts/file FILE");
}

/* ----------------------------------------------------------------------
   reads the keyword at iarg with its values, returns the place after them
------------------------------------------------------------------------- */

int FixClaspScore::parse_keyword(int iarg, int narg, char** arg) {
  const std::string keyword = arg[iarg];
  if (!is_keyword(arg[iarg]))
    error->all(FLERR, where_ + ": unknown keyword " + keyword +
                          "; known: prompts, prompts/file, file, tag, hysteresis, ave, peratom");
  if (iarg + 1 >= narg) error->all(FLERR, where_ + ": keyword " + keyword + " has no value");

  if (keyword == "prompts") {
    for (++iarg; iarg < narg && !is_keyword(arg[iarg]); ++iarg) prompts_.emplace_back(arg[iarg]);
    return iarg;
  }
  const std::string value = arg[iarg + 1];
  if (keyword == "prompts/file") {
    const std::vector<std::string> more = read_prompt_file(world, error, where_, value);
    prompts_.insert(prompts_.end(), more.begin(), more.end());
  } else if (keyword == "file") {
    tag_file_name_ = value;
  } else if (keyword == "tag") {
    tag_percentile_ = utils::numeric(FLERR, value.c_str(), false, lmp);
    if (!(tag_percentile_ >= 0.0 && tag_percentile_ <= 100.0))
      error->all(FLERR, where_ + ": tag percentile is " + value + "; give a value from 0 to 100");
  } else if (keyword == "peratom") {
    if (value != "yes" && value != "no")
      error->all(FLERR, where_ + ": peratom is " + value + "; give yes or no");
    peratom_flag = value == "yes" ? 1 : 0;
  } else if (keyword == "hysteresis") {
    hysteresis_ = utils::numeric(FLERR, value.c_str(), false, lmp);
    if (!(hysteresis_ >= 0.0 && hysteresis_ <= 100.0))
      error->all(FLERR, where_ + ": hysteresis is " + value +
                            "; give a number of percentile points from 0 to 100");
  } else {
    average_ = utils::inumeric(FLERR, value.c_str(), false, lmp);
    if (average_ <= 0)
      error->all(FLERR, where_ + ": ave is " + value + "; give a number of embeddings above 0");
  }
  return iarg + 2;
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::find_compute() {
  Compute* compute = CLASP_COMPAT::find_compute(modify, compute_id_);
  if (!compute)
    error->all(FLERR, where_ + ": there is no compute " + compute_id_ +
                          "; define it first with compute " + compute_id_ +
                          " all clasp/embed MODEL ...");
  compute_ = dynamic_cast<ComputeClaspEmbed*>(compute);
  if (!compute_)
    error->all(FLERR, where_ + ": compute " + compute_id_ + " is of style " + compute->style +
                          "; give the ID of a compute clasp/embed");
}

/* ----------------------------------------------------------------------
   rank 0 turns prompts into embeddings, once per model
------------------------------------------------------------------------- */

void FixClaspScore::encode_prompts() {
  bool fresh = false;
  on_rank_zero(world, error, where_, [&] {
    if (scorer_ && scorer_model_ == compute_->model_path()) return;
    scorer_ = std::make_unique<clasp::PromptScorer>(compute_->model_path(), prompts_);
    scorer_model_ = compute_->model_path();
    mean_ = std::make_unique<clasp::RunningMean>(average_);
    scores_ = std::make_unique<clasp::Scores>();
    fresh = true;
  });
  if (fresh) warn_of_cut_prompts(error, where_, *scorer_);
  if (!peratom_flag) return;
  if (scorer_) table_ = scorer_->table();
  broadcast(table_, world);
}

/* ---------------------------------------------------------------------- */

int FixClaspScore::setmask() {
  return END_OF_STEP | MIN_POST_FORCE;
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::init() {
  find_compute();
  encode_prompts();
}

/* ----------------------------------------------------------------------
   values for the output before the first step
------------------------------------------------------------------------- */

void FixClaspScore::setup(int /*vflag*/) {
  const bigint step = update->ntimestep;
  set_up_at_ = -1;
  next_reneighbor = (step / nevery + 1) * nevery;
  if (step % nevery != 0 && scored_at_ >= 0) return;
  score();
  record();
  set_up_at_ = step;
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::min_setup(int vflag) {
  setup(vflag);
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::end_of_step() {
  next_reneighbor = update->ntimestep + nevery;
  if (update->ntimestep == set_up_at_) return;  // rerun calls both setup() and this
  score();
  record();
}

/* ----------------------------------------------------------------------
   a line search tries several places in one step and keeps the last one
------------------------------------------------------------------------- */

void FixClaspScore::min_post_force(int /*vflag*/) {
  const bigint step = update->ntimestep;
  if (step != scored_at_) record_pending();
  if (step % nevery == 0) {
    score();
    to_record_ = true;
  }
  if (step % nevery != 0 || nevery == 1) next_reneighbor = (step / nevery + 1) * nevery;
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::post_run() {
  record_pending();
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::score() {
  modify->clearstep_compute();
  if (!(compute_->invoked_flag & Compute::INVOKED_VECTOR)) {
    compute_->compute_vector();
    compute_->invoked_flag |= Compute::INVOKED_VECTOR;
  }
  modify->addstep_compute(next_reneighbor);
  if (peratom_flag) compute_->attribute(table_, array_atom ? array_atom[0] : nullptr);

  scored_at_ = update->ntimestep;
  scored_time_ = update->atime + (update->ntimestep - update->atimestep) * update->dt;
  if (comm->me == 0) score_embedding();
  MPI_Bcast(&tag_, 1, MPI_INT, 0, world);
  MPI_Bcast(values_.data(), size_vector, MPI_DOUBLE, 0, world);
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::score_embedding() {
  std::vector<double> embedding;
  if (compute_->has_embedding())
    embedding.assign(compute_->vector, compute_->vector + compute_->size_vector);
  *scores_ = scorer_->score(mean_->add(scored_at_, embedding));
  tag_ = clasp::choose_tag(last_tag_, *scores_, tag_percentile_, hysteresis_);
  std::copy(scores_->percentile.begin(), scores_->percentile.end(), values_.begin());
  std::copy(scores_->cosine.begin(), scores_->cosine.end(), values_.begin() + prompts_.size());
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::record_pending() {
  if (to_record_) record();
  to_record_ = false;
}

/* ----------------------------------------------------------------------
   a row of the tag file, and a line in the log where the tag changes
------------------------------------------------------------------------- */

void FixClaspScore::record() {
  const std::string tag = tag_ > 0 ? prompts_[tag_ - 1] : "unknown";
  on_rank_zero(world, error, where_, [&] {
    if (tag_file_name_.empty()) return;
    if (!tag_file_)
      tag_file_ = std::make_unique<clasp::TagFile>(tag_file_name_, scorer_model_, tag_percentile_,
                                                   prompts_);
    tag_file_->add(scored_at_, scored_time_, tag, *scores_);
  });
  if (comm->me == 0 && tag_ != last_tag_) {
    char level[32] = "";
    if (tag_ > 0) snprintf(level, sizeof level, " (%.1f %%)", values_[tag_ - 1]);
    utils::logmesg(lmp,
                   where_ + ": step " + std::to_string(scored_at_) + ": " + tag + level + "\n");
  }
  last_tag_ = tag_;
}

/* ----------------------------------------------------------------------
   what a later run needs to go on: tag, values, averaged embeddings
------------------------------------------------------------------------- */

void FixClaspScore::write_restart(FILE* fp) {
  if (comm->me != 0) return;
  const std::vector<double> samples = mean_->state();
  const RestartHead head = {
      scorer_->fingerprint(), static_cast<double>(last_tag_), static_cast<double>(scored_at_),
      static_cast<double>(compute_->size_vector), static_cast<double>(samples.size())};
  const int bytes =
      static_cast<int>(sizeof head + (values_.size() + samples.size()) * sizeof(double));
  fwrite(&bytes, sizeof(int), 1, fp);
  fwrite(&head, sizeof head, 1, fp);
  fwrite(values_.data(), sizeof(double), values_.size(), fp);
  fwrite(samples.data(), sizeof(double), samples.size(), fp);
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::restart(char* buf) {
  RestartHead head;
  memcpy(&head, buf, sizeof head);
  buf += sizeof head;
  int same = comm->me == 0 && head.fingerprint == scorer_->fingerprint();
  MPI_Bcast(&same, 1, MPI_INT, 0, world);
  if (!same) {
    if (comm->me == 0)
      error->warning(FLERR, where_ +
                                ": the restart file has scores of other prompts or of another "
                                "model; tag and average start anew");
    return;
  }
  last_tag_ = tag_ = static_cast<int>(head.tag);
  scored_at_ = static_cast<bigint>(head.step);
  memcpy(values_.data(), buf, values_.size() * sizeof(double));
  if (comm->me != 0) return;
  std::vector<double> samples(static_cast<std::size_t>(head.sample_values));
  memcpy(samples.data(), buf + values_.size() * sizeof(double), samples.size() * sizeof(double));
  mean_->restore(samples, static_cast<int>(head.embedding_size));
}

/* ---------------------------------------------------------------------- */

double FixClaspScore::compute_scalar() {
  return tag_;
}

/* ---------------------------------------------------------------------- */

double FixClaspScore::compute_vector(int i) {
  return values_[i];
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::grow_arrays(int nmax) {
  memory->grow(array_atom, nmax, size_peratom_cols, "clasp/score:array_atom");
}

/* ---------------------------------------------------------------------- */

void FixClaspScore::copy_arrays(int i, int j, int /*delflag*/) {
  std::copy_n(array_atom[i], size_peratom_cols, array_atom[j]);
}

/* ----------------------------------------------------------------------
   an atom that is new has contributed nothing yet
------------------------------------------------------------------------- */

void FixClaspScore::set_arrays(int i) {
  std::fill_n(array_atom[i], size_peratom_cols, 0.0);
}

/* ---------------------------------------------------------------------- */

int FixClaspScore::pack_exchange(int i, double* buf) {
  std::copy_n(array_atom[i], size_peratom_cols, buf);
  return size_peratom_cols;
}

/* ---------------------------------------------------------------------- */

int FixClaspScore::unpack_exchange(int nlocal, double* buf) {
  std::copy_n(buf, size_peratom_cols, array_atom[nlocal]);
  return size_peratom_cols;
}

/* ---------------------------------------------------------------------- */

double FixClaspScore::memory_usage() {
  double bytes = values_.capacity() * sizeof(double) + (mean_ ? mean_->bytes() : 0.0);
  if (peratom_flag) bytes += static_cast<double>(atom->nmax) * size_peratom_cols * sizeof(double);
  return bytes;
}
