// SPDX-License-Identifier: MIT
// CIF texts and their conventional standard cells against pymatgen's
// (tests/reference/standard_cells.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/elements.h"
#include "core/error.h"
#include "core/periodic.h"
#include "corpus/cif.h"
#include "corpus/lattice_reduction.h"

namespace clasp {
namespace {

using nlohmann::json;

json reference_records() {
  std::ifstream in(std::string(CLASP_SOURCE_DIR) + "/tests/reference/data/standard_cells.json");
  return json::parse(in);
}

Structure structure_of(const json& record) {
  Structure s;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) s.lattice[i][k] = record.at("lattice")[i][k].get<double>();
  for (std::size_t i = 0; i < record.at("frac").size(); ++i) {
    Site site;
    for (int k = 0; k < 3; ++k) site.frac[k] = record.at("frac")[i][k].get<double>();
    std::map<int, double> amounts;
    for (const auto& [symbol, amount] : record.at("species")[i].items())
      amounts[atomic_number(symbol)] += amount.get<double>();
    for (const auto& [z, amount] : amounts) site.occupants.push_back({z, amount});
    s.sites.push_back(site);
  }
  return s;
}

bool same_occupants(const Site& a, const Site& b) {
  if (a.occupants.size() != b.occupants.size()) return false;
  for (std::size_t i = 0; i < a.occupants.size(); ++i)
    if (a.occupants[i].z != b.occupants[i].z ||
        std::abs(a.occupants[i].occupancy - b.occupants[i].occupancy) > 1e-9)
      return false;
  return true;
}

/// Sorted distances to the twelve nearest neighbours, per site.
std::vector<std::vector<double>> neighbour_distances(const Structure& s) {
  const PointCloud cloud = points_within(s, 12.0);
  std::vector<std::vector<double>> all;
  for (int i = 0; i < cloud.n_local; ++i) {
    std::vector<double> d;
    for (std::size_t k = 0; k < cloud.position.size(); ++k)
      if (static_cast<int>(k) != i) d.push_back(norm(cloud.position[k] - cloud.position[i]));
    std::sort(d.begin(), d.end());
    d.resize(12);
    all.push_back(d);
  }
  return all;
}

/// Every site of a has one in b with the same occupants and the same distances.
void expect_environments_in(const Structure& a, const Structure& b) {
  const auto mine = neighbour_distances(a), theirs = neighbour_distances(b);
  for (std::size_t i = 0; i < mine.size(); ++i) {
    bool found = false;
    for (std::size_t k = 0; k < theirs.size() && !found; ++k)
      found = same_occupants(a.sites[i], b.sites[k]) &&
              std::equal(mine[i].begin(), mine[i].end(), theirs[k].begin(),
                         [](double x, double y) { return std::abs(x - y) < 1e-4; });
    EXPECT_TRUE(found) << "site " << i;
  }
}

TEST(StandardCell, AgreesWithPymatgen) {
  int compared = 0;
  for (const json& record : reference_records()) {
    if (record.contains("error")) continue;
    SCOPED_TRACE(record.at("name").get<std::string>());
    const auto entries = read_cif(record.at("cif").get<std::string>(), "test.cif");
    EXPECT_EQ(entries.at(0).structure.sites.size(), record.at("read_sites").get<std::size_t>());
    int group = 0;
    const Structure mine =
        conventional_standard_cell(entries[0].structure, "test.cif", &group, entries[0].kinds);
    const Structure theirs = structure_of(record);
    EXPECT_EQ(group, record.at("space_group").get<int>());
    ASSERT_EQ(mine.sites.size(), theirs.sites.size());
    const auto p = parameters_of(mine.lattice), q = parameters_of(theirs.lattice);
    for (int i = 0; i < 3; ++i) {
      EXPECT_NEAR(p.length[i], q.length[i], 1e-5);
      EXPECT_NEAR(p.angle[i], q.angle[i], 1e-4);
    }
    for (std::size_t i = 0; i < mine.sites.size(); ++i)
      EXPECT_TRUE(same_occupants(mine.sites[i], theirs.sites[i])) << "order of sites, " << i;
    expect_environments_in(mine, theirs);
    expect_environments_in(theirs, mine);
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

TEST(StandardCell, RefusesWhatPymatgenRefuses) {
  int refused = 0;
  for (const json& record : reference_records()) {
    if (!record.contains("error")) continue;
    SCOPED_TRACE(record.at("name").get<std::string>());
    EXPECT_THROW(
        {
          const auto entries = read_cif(record.at("cif").get<std::string>(), "test.cif");
          conventional_standard_cell(entries.at(0).structure, "test.cif", nullptr,
                                     entries[0].kinds);
        },
        Error);
    ++refused;
  }
  EXPECT_GE(refused, 5);
}

TEST(StandardCell, WithoutKindsChargesAreForgotten) {
  for (const json& record : reference_records()) {
    if (record.at("name") != "charges break the symmetry") continue;
    const auto entry = read_cif(record.at("cif").get<std::string>(), "test.cif").at(0);
    int with = 0, without = 0;
    conventional_standard_cell(entry.structure, "test.cif", &with, entry.kinds);
    conventional_standard_cell(entry.structure, "test.cif", &without);
    EXPECT_EQ(with, 221);
    EXPECT_EQ(without, 229);
    EXPECT_NE(entry.kinds.at(0), entry.kinds.at(1));
    EXPECT_EQ(entry.structure.sites[0].occupants, entry.structure.sites[1].occupants);
    return;
  }
  FAIL() << "no such record";
}

TEST(LatticeReduction, FindsTheShortVectors) {
  // A cubic lattice, badly described.
  const Mat3 reduced = lll_reduced({{{3, 0, 0}, {12, 3, 0}, {-21, 9, 3}}});
  const auto p = parameters_of(reduced);
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(p.length[i], 3.0, 1e-12);
    EXPECT_NEAR(p.angle[i], 90.0, 1e-9);
  }
}

}  // namespace
}  // namespace clasp
