// SPDX-License-Identifier: MIT
#include "map/layout.h"

#include <algorithm>

#include "map/nearest_points.h"
#include "map/principal_components.h"
#include "map/tsne.h"

namespace clasp {
namespace {

constexpr std::size_t kFewestPoints = 5;  ///< with fewer there is nothing to arrange

Table first_columns(const Table& t, std::size_t k) {
  Table result(t.rows, k);
  for (std::size_t r = 0; r < t.rows; ++r)
    std::copy_n(t.row(r), std::min(k, t.cols), result.row(r));
  return result;
}

}  // namespace

Layout lay_out(const Table& points, const LayoutSettings& settings,
               const LayoutProgress& progress) {
  const std::size_t n = points.rows;
  Layout result;
  result.components = principal_components(points, std::min(settings.components, points.cols));
  result.places = first_columns(result.components, 2);
  if (n < kFewestPoints) return result;
  const double perplexity = std::min(settings.perplexity, static_cast<double>(n - 1) / 3.0);
  const auto k = static_cast<std::size_t>(3.0 * perplexity);
  const auto tell = [&](const char* what, std::size_t done, std::size_t total) {
    if (progress) progress(what, done, total);
  };
  const NearestPoints near =
      nearest_points(result.components, result.components, k, true, settings.threads,
                     [&](std::size_t done) { tell("points with neighbours", done, n); });
  TsneSettings tsne_settings;
  tsne_settings.perplexity = perplexity;
  tsne_settings.iterations = settings.iterations;
  tsne_settings.threads = settings.threads;
  const auto total =
      static_cast<std::size_t>(tsne_settings.early_iterations + tsne_settings.iterations);
  result.places =
      tsne(affinities(near, perplexity, settings.threads), result.places, tsne_settings,
           [&](int done) { tell("iterations of t-SNE", static_cast<std::size_t>(done), total); });
  return result;
}

}  // namespace clasp
