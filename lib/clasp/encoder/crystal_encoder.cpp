// SPDX-License-Identifier: MIT
// Whole crystals: kinds of sites, periodic images, and a search radius that grows until it is
// provably complete.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/elements.h"
#include "core/error.h"
#include "core/periodic.h"
#include "encoder/neighbour_search.h"
#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

bool model_knows(int z, const ModelSettings& settings) {
  return z >= 1 && z <= kFeatureElements &&
         std::find(settings.elements.begin(), settings.elements.end(), element_symbol(z)) !=
             settings.elements.end();
}

[[noreturn]] void unknown_element(const std::string& subject, const std::string& place,
                                  const std::string& symbol) {
  throw Error(subject, place, "the model does not know element " + symbol,
              "see `clasp model info` for the elements it knows");
}

void check_embeddable(const Structure& s, const std::string& name) {
  if (s.sites.empty())
    throw Error(name, "", "has no sites", "give a structure with at least one atom");
  if (!(s.volume() > 1e-3))
    throw Error(name, "", "the cell has zero volume", "check the cell parameters");
  for (const Site& site : s.sites)
    for (const double f : site.frac)
      if (!std::isfinite(f))
        throw Error(name, "", "a coordinate is not a number", "check the atom list");
}

/// Calls search(cloud), which returns the distance it needs, with growing clouds until all it needs
/// is there.
template <class Search>
void search_complete(const Structure& s, int k, double cutoff, const Search& search) {
  for (double radius = starting_radius(s, k, cutoff);; radius = std::min(cutoff, 1.4 * radius)) {
    const double needed = search(points_within(s, radius + kTieTolerance));
    if (needed <= radius + kTieTolerance || radius >= cutoff) return;
  }
}

}  // namespace

KindFeatures kinds_of(const Structure& s, const ModelSettings& settings, const std::string& name,
                      std::vector<int>& kind_of_site) {
  KindFeatures kinds;
  std::map<std::vector<std::pair<int, double>>, int> known;
  kind_of_site.clear();
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    std::vector<std::pair<int, double>> mixture;
    for (const Occupant& o : s.sites[i].occupants) mixture.emplace_back(o.z, o.occupancy);
    const auto [entry, fresh] = known.try_emplace(mixture, static_cast<int>(kinds.size()));
    kind_of_site.push_back(entry->second);
    if (!fresh) continue;
    for (const auto& [z, occupancy] : mixture)
      if (!model_knows(z, settings))
        unknown_element(
            name, "site " + std::to_string(i + 1),
            z >= 1 && z <= kElements ? std::string(element_symbol(z)) : std::to_string(z));
    std::array<float, kElementFeatures> row{};
    for (const auto& [z, occupancy] : mixture) {
      const auto features = element_features(z);
      for (int k = 0; k < kElementFeatures; ++k)
        row[k] += static_cast<float>(occupancy) * features[k];
    }
    kinds.push_back(row);
  }
  return kinds;
}

std::array<float, 92> element_row(const std::string& symbol, const ModelFile& model) {
  const int z = atomic_number(symbol);
  if (!model_knows(z, model.settings())) unknown_element(model.name(), "", symbol);
  return element_features(z);
}

CrystalEncoder::CrystalEncoder(const ModelFile& model)
    : settings_(model.settings()), encoder_(model, KindFeatures(1)) {}

std::vector<float> CrystalEncoder::embed(const Structure& s, const std::string& name) {
  check_embeddable(s, name);
  std::vector<int> kind;
  encoder_.set_kinds(kinds_of(s, settings_, name, kind));
  const int n = static_cast<int>(s.sites.size());
  search_complete(
      s, settings_.graph.max_neighbours, settings_.graph.cutoff, [&](const PointCloud& cloud) {
        std::vector<int> kinds(cloud.owner.size());
        std::transform(cloud.owner.begin(), cloud.owner.end(), kinds.begin(),
                       [&](int o) { return kind[o]; });
        return encoder_.set_points(n, static_cast<int>(kinds.size()), cloud.position.data()->data(),
                                   kinds.data(), cloud.owner.data());
      });
  if (encoder_.has_ties())
    for (int round = 0; round < encoder_.tie_rounds(); ++round) encoder_.refine_ties();
  encoder_.resolve_ties();
  encoder_.begin();
  for (int layer = 0; layer < encoder_.layers(); ++layer) encoder_.convolve(layer);
  std::vector<double> mean(encoder_.width());
  const long count = encoder_.pool(nullptr, mean.data());
  for (double& v : mean) v /= static_cast<double>(count);
  return encoder_.head(mean.data());
}

}  // namespace clasp
