// SPDX-License-Identifier: MIT
#include "corpus/structure_json.h"

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;

bool full(const Site& site) {
  return site.occupants.size() == 1 && site.occupants[0].occupancy == 1.0;
}

Site site_from_json(const json& j) {
  Site site;
  site.frac = {j.at(0).get<double>(), j.at(1).get<double>(), j.at(2).get<double>()};
  if (j.size() == 4) {
    site.occupants.push_back({j.at(3).get<int>(), 1.0});
    return site;
  }
  for (std::size_t k = 3; k < j.size(); k += 2)
    site.occupants.push_back({j.at(k).get<int>(), j.at(k + 1).get<double>()});
  return site;
}

}  // namespace

std::string lattice_to_json(const Structure& s) {
  json j = json::array();
  for (const Vec3& row : s.lattice)
    for (const double x : row) j.push_back(x);
  return j.dump();
}

std::string sites_to_json(const Structure& s) {
  json all = json::array();
  for (const Site& site : s.sites) {
    json j = {site.frac[0], site.frac[1], site.frac[2]};
    for (const Occupant& o : site.occupants) {
      j.push_back(o.z);
      if (!full(site)) j.push_back(o.occupancy);
    }
    all.push_back(std::move(j));
  }
  return all.dump();
}

Structure structure_from_json(const std::string& lattice, const std::string& sites,
                              const std::string& name) {
  Structure s;
  try {
    const json cell = json::parse(lattice);
    for (int i = 0; i < 3; ++i)
      for (int k = 0; k < 3; ++k) s.lattice[i][k] = cell.at(3 * i + k).get<double>();
    for (const json& j : json::parse(sites)) s.sites.push_back(site_from_json(j));
  } catch (const json::exception& e) {
    throw Error(name, "stored structure", e.what(), "the corpus is damaged: ingest it again");
  }
  return s;
}

}  // namespace clasp
