// SPDX-License-Identifier: MIT
// What a learner consists of.
#pragma once

#include <torch/torch.h>

#include "train/learner.h"
#include "train/model.h"

namespace clasp {

struct Learner::State {
  torch::Device device;
  ClaspNetwork network;
  torch::optim::AdamW optimiser;
  std::vector<std::pair<std::string, torch::Tensor>> live;  ///< share memory with the network
  std::vector<torch::Tensor> average;                       ///< of `live`, empty without averaging
  std::vector<torch::Tensor> best;                          ///< of `live`, empty until there are
  std::int64_t steps = 0;

  State(const PretrainSettings& settings, int text_width, const RankGroup& ranks);
  /// What is exported: the average, or the live values.
  torch::Tensor exported(std::size_t i) const {
    return average.empty() ? live[i].second : average[i];
  }
};

/// A tensor that shares the vector's memory.
template <class T>
torch::Tensor share(const std::vector<T>& v, torch::ScalarType type,
                    std::vector<std::int64_t> shape) {
  return torch::from_blob(const_cast<T*>(v.data()), shape, torch::TensorOptions(type));
}

inline GraphTensors graph_tensors(const GraphBatch& b, const torch::Device& device) {
  return {
      share(b.neighbour, torch::kInt32, {b.atoms, b.places}).to(device),
      share(b.bin, torch::kInt16, {b.atoms, b.places}).to(device),
      share(b.part, torch::kInt64, {static_cast<std::int64_t>(b.part.size())}),
      share(b.crystal, torch::kInt64, {static_cast<std::int64_t>(b.crystal.size())}).to(device)};
}

}  // namespace clasp
