// SPDX-License-Identifier: MIT
// t-SNE in two dimensions.
#pragma once

#include <functional>

#include "map/affinities.h"
#include "map/table.h"

namespace clasp {

struct TsneSettings {
  double perplexity = 30.0;
  double theta = 0.5;  ///< of RepulsionTree
  double exaggeration = 12.0;
  int early_iterations = 250;  ///< with exaggerated attraction
  int iterations = 500;        ///< after them
  int threads = 1;
};

/// Where an optimisation stands: all that it needs to go on as if it had never stopped.
struct TsneState {
  int iteration = 0;          ///< done, early ones included
  Table places;               ///< [n, 2]
  std::vector<float> update;  ///< [2 n] last step
  std::vector<float> gain;    ///< [2 n]
};

/// The beginning: `start` [n, 2] around 0, scaled to a small spread.
TsneState tsne_start(Table start);

/// Optimises to the end: momentum 0.8, gains, learning rate n / exaggeration (Belkina et al., Nat.
/// Commun. 10 (2019) 5415), as openTSNE does by default. The result does not depend on the number
/// of threads, nor on where the state was kept on the way.
/// @param progress  is called after every iteration
void tsne(const Affinities& affinities, const TsneSettings& settings, TsneState& state,
          const std::function<void(const TsneState&)>& progress = {});

}  // namespace clasp
