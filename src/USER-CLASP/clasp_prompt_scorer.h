// SPDX-License-Identifier: GPL-2.0-or-later
// Prompts against an embedding: cosines, percentiles, and the best prompt. Neither LAMMPS nor a
// third-party header appears here.
#ifndef LMP_CLASP_PROMPT_SCORER_H
#define LMP_CLASP_PROMPT_SCORER_H

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "encoder/prompt_table.h"

namespace clasp {

struct Scores {
  std::vector<double> percentile;  ///< per prompt, 0..100
  std::vector<double> cosine;      ///< per prompt
  int best = 0;  ///< 1-based prompt of the highest percentile (equal ones: of the highest cosine);
                 ///< 0 without an embedding
};

/// The prompt that becomes the tag, 0 for none: the best one if it reaches `threshold`, but not
/// while the present tag (0: none) stays within `hysteresis` percentile points of both.
int choose_tag(int present, const Scores& scores, double threshold, double hysteresis);

class PromptScorer {
 public:
  /// Reads the model, encodes the prompts once, and sorts the reference crystals by each. Throws
  /// Error: no such model, no text encoder, no reference embeddings, an empty prompt.
  PromptScorer(const std::string& model_path, const std::vector<std::string>& prompts);
  ~PromptScorer();

  /// Indices of prompts that were longer than the model reads, and have been cut.
  const std::vector<int>& truncated() const;
  int max_tokens() const;
  /// What other ranks need to compare atoms with the prompts.
  PromptTable table() const;
  /// Differs between models and between lists of prompts; a whole number.
  double fingerprint() const;
  /// Scores of an L2-normalised embedding; an empty one (no atoms) scores 0 everywhere.
  Scores score(const std::vector<double>& embedding) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// Mean of the last embeddings, brought back to unit length: averages thermal noise away.
class RunningMean {
 public:
  explicit RunningMean(int length) : length_(length) {}
  /// Adds the embedding of a step (empty: no atoms, not counted); a step that comes again replaces
  /// its earlier embedding. Returns the mean, empty if there is none.
  std::vector<double> add(long long step, const std::vector<double>& embedding);
  double bytes() const;

  /// All embeddings, as restore() takes them back: step and values of each, oldest first.
  std::vector<double> state() const;
  /// Takes the newest embeddings of a state() of embeddings with `size` values.
  void restore(const std::vector<double>& state, int size);

 private:
  struct Sample {
    long long step;
    std::vector<double> embedding;
  };
  int length_;
  std::deque<Sample> samples_;
};

}  // namespace clasp

#endif
