// SPDX-License-Identifier: MIT
#include "corpus/duplicates.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/periodic.h"
#include "corpus/sqlite.h"
#include "corpus/structure_json.h"

namespace clasp {
namespace {

constexpr double kRadius = 5.0;             ///< Angstrom
constexpr double kTolerance = 0.01;         ///< Angstrom
constexpr double kEdgeDifference = 0.002;   ///< relative, of cell edges
constexpr double kVolumeDifference = 0.01;  ///< relative
constexpr double kOccupancyStep = 1e-3;

/// Equal for sites with equal occupants.
using Kind = std::vector<std::pair<int, long>>;

Kind kind_of(const Site& site) {
  Kind kind;
  for (const Occupant& o : site.occupants)
    kind.emplace_back(o.z, std::lround(o.occupancy / kOccupancyStep));
  return kind;
}

/// What a site sees: distances to the sites of every kind, ascending.
struct Surroundings {
  const Kind* kind = nullptr;
  std::map<Kind, std::vector<double>> distances;
};

std::vector<Surroundings> surroundings_of(const Structure& s, const std::vector<Kind>& kinds) {
  const PointCloud cloud = points_within(s, kRadius);
  std::vector<Surroundings> all(s.sites.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].kind = &kinds[i];
    for (std::size_t k = 0; k < cloud.position.size(); ++k) {
      const Vec3 d = cloud.position[k] - cloud.position[i];
      const double squared = dot(d, d);
      if (k != i && squared <= kRadius * kRadius)
        all[i].distances[kinds[cloud.owner[k]]].push_back(std::sqrt(squared));
    }
    for (auto& [kind, list] : all[i].distances) std::sort(list.begin(), list.end());
  }
  return all;
}

/// Equal up to the tolerance; at the rim one list may hold what the other just lost.
bool agree(const std::vector<double>& a, const std::vector<double>& b) {
  const auto& longer = a.size() > b.size() ? a : b;
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i)
    if (std::abs(a[i] - b[i]) > kTolerance) return false;
  return longer.size() == common || longer[common] > kRadius - kTolerance;
}

bool covers(const Surroundings& a, const Surroundings& b) {
  static const std::vector<double> none;
  return std::all_of(a.distances.begin(), a.distances.end(), [&](const auto& entry) {
    const auto it = b.distances.find(entry.first);
    return agree(entry.second, it == b.distances.end() ? none : it->second);
  });
}

bool agree(const Surroundings& a, const Surroundings& b) {
  return *a.kind == *b.kind && covers(a, b) && covers(b, a);
}

/// Whether the cells have the same edges, in any order; sparse crystals may have no distance within
/// the radius to tell.
bool same_cell(const Mat3& a, const Mat3& b) {
  Vec3 edges_a = {norm(a[0]), norm(a[1]), norm(a[2])},
       edges_b = {norm(b[0]), norm(b[1]), norm(b[2])};
  std::sort(edges_a.begin(), edges_a.end());
  std::sort(edges_b.begin(), edges_b.end());
  for (int k = 0; k < 3; ++k)
    if (std::abs(edges_a[k] / edges_b[k] - 1.0) > kEdgeDifference) return false;
  return std::abs(std::abs(determinant(a) / determinant(b)) - 1.0) < kVolumeDifference;
}

bool from_a_file(const StructureRow& row) {
  return row.phase == Phase::kCrystal && row.source.rfind("textbook/", 0) != 0;
}

}  // namespace

bool same_crystal(const Structure& a, const Structure& b) {
  if (a.sites.size() != b.sites.size() || !same_cell(a.lattice, b.lattice)) return false;
  std::vector<Kind> kinds_a, kinds_b;
  for (const Site& site : a.sites) kinds_a.push_back(kind_of(site));
  for (const Site& site : b.sites) kinds_b.push_back(kind_of(site));
  const auto in_a = surroundings_of(a, kinds_a);
  auto left_in_b = surroundings_of(b, kinds_b);
  for (const Surroundings& site : in_a) {
    const auto match = std::find_if(left_in_b.begin(), left_in_b.end(),
                                    [&](const Surroundings& other) { return agree(site, other); });
    if (match == left_in_b.end()) return false;
    left_in_b.erase(match);
  }
  return true;
}

CrystalIndex::CrystalIndex(const Database& db) : db_(db) {
  auto& s = db.statement(
      "SELECT id,formula,space_group,lattice,source FROM structures WHERE phase=0 AND "
      "source NOT LIKE 'textbook/%' AND id NOT IN (SELECT structure FROM duplicates)");
  while (s.step()) {
    const Structure cell = structure_from_json(s.text(3), "[]", s.text(4));
    by_volume_[{s.text(1), static_cast<int>(s.integer(2))}].emplace(cell.volume(), s.integer(0));
  }
}

std::int64_t CrystalIndex::find_same(const StructureRow& row) const {
  const auto group = by_volume_.find({row.formula, row.space_group});
  if (group == by_volume_.end() || !from_a_file(row)) return 0;
  const double volume = row.structure.volume();
  const auto end = group->second.upper_bound(volume * (1.0 + kVolumeDifference));
  std::int64_t first = 0;
  auto& s = db_.statement("SELECT lattice,sites,source FROM structures WHERE id=?");
  for (auto it = group->second.lower_bound(volume * (1.0 - kVolumeDifference)); it != end; ++it) {
    if ((first != 0 && it->second > first) || !s.bind(it->second).step()) continue;
    const std::string source = s.text(2);
    const Structure other = structure_from_json(s.text(0), s.text(1), source);
    s.reset();
    if (source != row.source && same_crystal(other, row.structure)) first = it->second;
  }
  return first;
}

void CrystalIndex::add(const StructureRow& row, std::int64_t id) {
  if (from_a_file(row))
    by_volume_[{row.formula, row.space_group}].emplace(row.structure.volume(), id);
}

void add_duplicate(Database& db, std::int64_t structure, std::int64_t original) {
  db.statement("INSERT OR REPLACE INTO duplicates (structure,original) VALUES (?,?)")
      .bind(structure, original)
      .run();
}

std::map<std::int64_t, std::int64_t> duplicates(const Database& db) {
  std::map<std::int64_t, std::int64_t> all;
  auto& s = db.statement("SELECT structure,original FROM duplicates");
  while (s.step()) all.emplace(s.integer(0), s.integer(1));
  return all;
}

}  // namespace clasp
