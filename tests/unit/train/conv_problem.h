// SPDX-License-Identifier: MIT
// A small batch of crystals for a convolution.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <vector>

#include "train/conv_function.h"

namespace clasp::test {

using torch::Tensor;

inline const RankGroup kAlone;
inline const Pass kPass{&kAlone};

struct Problem {
  Tensor x, ab, table;
  ConvNorms norms;
  GraphTensors graph;
};

/// Three crystals of 5, 1 and 7 atoms, some atoms with fewer than 4 neighbours, one with none.
inline Problem make_problem(int parts = 1, std::uint64_t seed = 3) {
  torch::manual_seed(seed);
  Problem p;
  const std::vector<std::int64_t> first = {0, 5, 6, 13};
  p.graph.crystal = torch::tensor(first, torch::kInt64);
  p.graph.part =
      parts == 1 ? torch::tensor({0, 13}, torch::kInt64) : torch::tensor({0, 6, 13}, torch::kInt64);
  p.graph.neighbour = torch::full({13, 4}, -1, torch::kInt32);
  p.graph.bin = torch::randint(0, 30, {13, 4}, torch::kInt16);
  for (std::size_t c = 0; c + 1 < first.size(); ++c)
    for (std::int64_t i = first[c]; i < first[c + 1]; ++i) {
      const int present = i == 2 ? 0 : static_cast<int>(4 - i % 3);
      for (int m = 0; m < present; ++m)
        p.graph.neighbour[i][m] =
            static_cast<int>(first[c] + (3 * i + 2 * m) % (first[c + 1] - first[c]));
    }
  const auto leaf = [](Tensor t) { return t.requires_grad_(true); };
  p.x = leaf(torch::randn({13, 64}));
  p.ab = leaf(torch::randn({13, 256}));
  p.table = leaf(torch::randn({30, 128}));
  p.norms.gamma1 = leaf(1 + 0.3 * torch::randn({128}));
  p.norms.beta1 = leaf(0.3 * torch::randn({128}));
  p.norms.gamma2 = leaf(1 + 0.3 * torch::randn({64}));
  p.norms.beta2 = leaf(0.3 * torch::randn({64}));
  p.norms.mean1 = torch::zeros({128});
  p.norms.variance1 = torch::ones({128});
  p.norms.mean2 = torch::zeros({64});
  p.norms.variance2 = torch::ones({64});
  return p;
}

inline std::vector<Tensor> leaves(const Problem& p) {
  return {p.x, p.ab, p.table, p.norms.gamma1, p.norms.beta1, p.norms.gamma2, p.norms.beta2};
}

inline double relative(const Tensor& a, const Tensor& b) {
  return ((a - b).norm() / b.norm().clamp_min(1e-12)).item<double>();
}

}  // namespace clasp::test
