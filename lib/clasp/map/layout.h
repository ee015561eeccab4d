// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "map/table.h"

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

/// Is told what is being done, how far it is, and of how much.
using LayoutProgress = std::function<void(const char* what, std::size_t done, std::size_t total)>;

/// A map of the points in the plane: principal components, then t-SNE that starts from the first
/// two.
Layout lay_out(const Table& points, const LayoutSettings& settings,
               const LayoutProgress& progress = {});

}  // namespace clasp
