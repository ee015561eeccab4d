// SPDX-License-Identifier: GPL-2.0-or-later
// fix clasp/score: compares the snapshot with prompts every N steps and names what it looks like.
#ifdef FIX_CLASS
// clang-format off
FixStyle(clasp/score,FixClaspScore);
// clang-format on
#else

#ifndef LMP_FIX_CLASP_SCORE_H
#define LMP_FIX_CLASP_SCORE_H

#include <memory>
#include <string>
#include <vector>

#include "encoder/prompt_table.h"
#include "fix.h"

namespace clasp {
class PromptScorer;
class RunningMean;
class TagFile;
struct Scores;
}  // namespace clasp

namespace LAMMPS_NS {

class FixClaspScore : public Fix {
 public:
  FixClaspScore(class LAMMPS*, int, char**);
  ~FixClaspScore() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void min_setup(int) override;
  void end_of_step() override;
  void min_post_force(int) override;
  void post_run() override;
  void write_restart(FILE*) override;
  void restart(char*) override;
  double compute_scalar() override;
  double compute_vector(int) override;
  void grow_arrays(int) override;
  void copy_arrays(int, int, int) override;
  void set_arrays(int) override;
  int pack_exchange(int, double*) override;
  int unpack_exchange(int, double*) override;
  double memory_usage() override;

 private:
  void parse_arguments(int narg, char** arg);
  int parse_keyword(int iarg, int narg, char** arg);
  void find_compute();
  void encode_prompts();
  void score();
  void score_embedding();
  void record();
  void record_pending();

  std::string where_;  // "fix ID clasp/score", begins every message
  std::string compute_id_;
  class ComputeClaspEmbed* compute_ = nullptr;
  std::vector<std::string> prompts_;
  std::string tag_file_name_;
  double tag_percentile_ = 95.0;
  double hysteresis_ = 0.0;
  int average_ = 1;

  // rank 0 alone
  std::unique_ptr<clasp::PromptScorer> scorer_;
  std::unique_ptr<clasp::RunningMean> mean_;
  std::unique_ptr<clasp::TagFile> tag_file_;
  std::unique_ptr<clasp::Scores> scores_;  // of the last comparison
  std::string scorer_model_;

  // all ranks
  std::vector<double> values_;  // percentiles, then cosines
  clasp::PromptTable table_;    // with peratom
  int tag_ = 0;                 // 1-based prompt, 0: unknown
  int last_tag_ = -1;           // of the last record, -1: there is none
  bigint scored_at_ = -1, set_up_at_ = -1;
  double scored_time_ = 0.0;
  bool to_record_ = false;  // a minimizer may come back to the step
};

}  // namespace LAMMPS_NS

#endif
#endif
