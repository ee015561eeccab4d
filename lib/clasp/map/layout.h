// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "map/table.h"
#include "map/tsne.h"

namespace clasp {

struct LayoutSettings {
  std::size_t components = 50;  ///< principal components that neighbours are sought in
  double perplexity = 30.0;     ///< less where there are fewer than three times as many points
  int iterations = 500;         ///< of t-SNE after the early ones
  int threads = 1;
};

struct Layout {
  Table components;  ///< [n, components]
  Table places;      ///< [n, 2]
};

struct LayoutHooks {
  /// Is told what is being done, how far it is, and of how much.
  std::function<void(const char* what, std::size_t done, std::size_t total)> progress;
  /// Is given the state of t-SNE after every iteration, and whether that was the last one.
  std::function<void(const TsneState&, bool last)> keep;
};

/// A map of the points in the plane: principal components, then t-SNE that starts from the first
/// two.
/// @param kept  a state that an earlier call for the same points and perplexity gave to `keep`:
///              goes on from there; by default from the beginning
Layout lay_out(const Table& points, const LayoutSettings& settings, const LayoutHooks& hooks = {},
               TsneState kept = {});

}  // namespace clasp
