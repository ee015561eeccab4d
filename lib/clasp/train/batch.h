// SPDX-License-Identifier: MIT
// Joins the graphs of a batch's draws into the arrays of one training step.
#pragma once

#include <cstdint>
#include <vector>

#include "train/neighbour_store.h"
#include "train/sampler.h"

namespace clasp {

struct GraphBatch {
  int atoms = 0;
  int places = 0;
  std::vector<float> features;          ///< [atoms, 92]
  std::vector<std::int32_t> neighbour;  ///< [atoms, places], rows of the batch
  std::vector<std::int16_t> bin;        ///< [atoms, places]
  std::vector<std::int64_t> crystal;    ///< [draws + 1] first atom of each
  std::vector<std::int64_t> part;       ///< [threads + 1] first atom of each part, whole crystals
};

/// Geometry of every draw, distorted as its seed says, on `threads` threads; the result does not
/// depend on their number but for `part`.
GraphBatch make_graphs(const CorpusView& corpus, const NeighbourStore& store,
                       const DrawBatch& draws, const PretrainSettings& settings);

}  // namespace clasp
