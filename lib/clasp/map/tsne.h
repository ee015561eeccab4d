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

/// Optimises `start` [n, 2] (scaled to a small spread first): momentum 0.8, gains, learning rate n
/// / exaggeration (Belkina et al., Nat. Commun. 10 (2019) 5415), as openTSNE does by default. The
/// result does not depend on the number of threads.
/// @param progress  is told the number of iterations done
Table tsne(const Affinities& affinities, const Table& start, const TsneSettings& settings,
           const std::function<void(int)>& progress = {});

}  // namespace clasp
