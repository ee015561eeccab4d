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
  void evaluate();
  clasp::Scores score_snapshot();
  void record(const clasp::Scores& scores);

  std::string where_;  // "fix ID clasp/score", begins every message
  std::string compute_id_;
  class ComputeClaspEmbed* compute_ = nullptr;
  std::vector<std::string> prompts_;
  std::string tag_file_name_;
  double tag_percentile_ = 95.0;
  int average_ = 1;

  // rank 0 alone
  std::unique_ptr<clasp::PromptScorer> scorer_;
  std::unique_ptr<clasp::RunningMean> mean_;
  std::unique_ptr<clasp::TagFile> tag_file_;
  std::string scorer_model_;
  std::string last_tag_;

  // all ranks
  std::vector<double> values_;  // percentiles, then cosines
  clasp::PromptTable table_;    // with peratom
  int tag_ = 0;                 // 1-based prompt, 0: unknown
  bigint evaluated_at_ = -1, set_up_at_ = -1;
};

}  // namespace LAMMPS_NS

#endif
#endif
