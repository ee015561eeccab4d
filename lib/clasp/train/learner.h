// SPDX-License-Identifier: MIT
// Network, optimiser and weight average as one thing that learns from batches and can be saved in
// the middle.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/safetensors.h"
#include "train/batch.h"
#include "train/settings.h"

namespace clasp {

/// One training step's input.
struct StepInput {
  GraphBatch graphs;
  std::vector<float> captions;         ///< [draws, text width]
  std::vector<std::uint8_t> excluded;  ///< [draws, draws] or empty, see false_negatives()
};

class Learner {
 public:
  /// Seeds torch's generator and makes the network. `settings` must outlive the learner.
  Learner(const PretrainSettings& settings, int text_width);
  ~Learner();

  /// One step of AdamW; returns the loss. Throws Error when the loss is not finite.
  double step(const StepInput& input, double rate);
  /// Unnormalised crystal embeddings [draws, embedding], as in evaluation.
  std::vector<float> embed(const GraphBatch& graphs);
  double scale() const;  ///< the loss' scale

  /// Tensors of the model file, from the weight average if there is one.
  std::map<std::string, TensorData> tensors() const;

  /// Weights, moments, average, random state and `note`, written atomically. Throws Error.
  void save(const std::string& path, const std::string& note) const;
  /// Restores what save() wrote; returns the note. Throws Error for a file that is no checkpoint or
  /// of another network.
  std::string load(const std::string& path);

 private:
  struct State;
  std::unique_ptr<State> state_;
  const PretrainSettings* settings_;
};

}  // namespace clasp
