// SPDX-License-Identifier: MIT
// Network, optimiser and weight average as one thing that learns from batches and can be saved in
// the middle.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/safetensors.h"
#include "train/batch.h"
#include "train/origin.h"
#include "train/rank_group.h"
#include "train/settings.h"

namespace clasp {

/// What is embedded at a time: crystals and captions, or without a text width each crystal's two
/// views, one after the other.
struct MicroBatch {
  GraphBatch graphs;
  std::vector<float> captions;  ///< [draws, text width]
};

/// This rank's part of one training step. Rows are those of the whole batch.
struct StepInput {
  std::int64_t rows = 0;           ///< of the whole batch
  std::vector<std::int64_t> cuts;  ///< micro-batch p has rows cuts[p]..cuts[p+1]-1; as many on all
                                   ///< ranks, some perhaps empty
  std::function<MicroBatch(std::int64_t begin, std::int64_t end)> micro_batch;
  std::function<FalseNegatives(std::int64_t begin, std::int64_t end)> excluded;  ///< or empty
};

/// Cuts rows begin..end-1 into parts of at most `size` (0: one part), as many as the rank with most
/// rows needs.
std::vector<std::int64_t> cut_rows(std::int64_t rows, int size, const RankGroup& ranks);

class Learner {
 public:
  /// Seeds torch's generator and makes the network, the same on every device. With a text width of
  /// 0 it has no text head, and what else would be the captions' embeddings are those of the first
  /// views. `settings` and `ranks` must outlive the learner.
  Learner(const PretrainSettings& settings, int text_width, const RankGroup& ranks);
  ~Learner();

  /// Takes the weights of a model or checkpoint of the same shapes. Throws Error.
  void start_from(const Origin& origin);
  /// One step of AdamW; returns the loss of the whole batch. With several micro-batches each is
  /// embedded twice, first without and then with gradients (Gao et al., GradCache, 2021): the
  /// gradient is that of the whole batch, but that batch norms see a micro-batch, of all ranks, at
  /// a time. Throws Error when the loss is not finite, or the memory of a GPU does not suffice.
  double step(const StepInput& input, double rate);
  /// Unnormalised crystal embeddings [draws, embedding], as in evaluation.
  std::vector<float> embed(const GraphBatch& graphs);
  double scale() const;  ///< the loss' scale
  /// The last step's gradients of all parameters, summed over ranks, one after another.
  std::vector<float> gradient() const;

  /// Tensors of the model file, from the weight average if there is one.
  std::map<std::string, TensorData> tensors() const;
  /// Remembers the present tensors() as the best; best_tensors() returns them, or the present ones
  /// if there never were best ones.
  void keep_best();
  std::map<std::string, TensorData> best_tensors() const;

  /// Weights, moments, average, best and `note`, written atomically. Throws Error.
  void save(const std::string& path, const std::string& note) const;
  /// Restores what save() wrote. Calls check(note) before it takes any tensor, which may throw.
  /// Throws Error for a file that is no checkpoint or of another network.
  void load(const std::string& path, const std::function<void(const std::string&)>& check);

 private:
  double try_step(const StepInput& input, double rate);

  struct State;
  std::unique_ptr<State> state_;
  const PretrainSettings* settings_;
  const RankGroup* ranks_;
};

}  // namespace clasp
