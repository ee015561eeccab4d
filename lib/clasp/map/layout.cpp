// SPDX-License-Identifier: MIT
#include "map/layout.h"

#include <algorithm>

#include "map/nearest_points.h"
#include "map/principal_components.h"
#include "map/tsne.h"

namespace clasp {
namespace {

constexpr std::size_t kFewestPoints = 5;  ///< with fewer there is nothing to arrange
constexpr std::size_t kMostComparedWithAll = 100000;

Table first_columns(const Table& t, std::size_t k) {
  Table result(t.rows, k);
  for (std::size_t r = 0; r < t.rows; ++r)
    std::copy_n(t.row(r), std::min(k, t.cols), result.row(r));
  return result;
}

NearestPoints neighbours(const Table& points, std::size_t k, int threads,
                         const std::function<void(std::size_t)>& progress) {
  return points.rows > kMostComparedWithAll
             ? probably_nearest_points(points, k, threads, progress)
             : nearest_points(points, points, k, true, threads, progress);
}

}  // namespace

Layout lay_out(const Table& points, const LayoutSettings& settings, const LayoutHooks& hooks,
               TsneState kept) {
  const std::size_t n = points.rows;
  Layout result;
  result.components = principal_components(points, std::min(settings.components, points.cols));
  result.places = first_columns(result.components, 2);
  if (n < kFewestPoints) return result;
  const auto tell = [&](const char* what, std::size_t done, std::size_t total) {
    if (hooks.progress) hooks.progress(what, done, total);
  };
  TsneSettings tsne_settings;
  tsne_settings.perplexity = std::min(settings.perplexity, static_cast<double>(n - 1) / 3.0);
  tsne_settings.iterations = settings.iterations;
  tsne_settings.threads = settings.threads;
  const int total = tsne_settings.early_iterations + tsne_settings.iterations;
  TsneState state = kept.places.rows == n && kept.iteration <= total
                        ? std::move(kept)
                        : tsne_start(std::move(result.places));
  if (state.iteration < total) {
    const NearestPoints near = neighbours(
        result.components, static_cast<std::size_t>(3.0 * tsne_settings.perplexity),
        settings.threads, [&](std::size_t done) { tell("points with neighbours", done, n); });
    tsne(affinities(near, tsne_settings.perplexity, settings.threads), tsne_settings, state,
         [&](const TsneState& s) {
           tell("iterations of t-SNE", static_cast<std::size_t>(s.iteration),
                static_cast<std::size_t>(total));
           if (hooks.keep) hooks.keep(s, s.iteration == total);
         });
  }
  result.places = std::move(state.places);
  return result;
}

}  // namespace clasp
