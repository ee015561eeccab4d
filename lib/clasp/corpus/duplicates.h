// SPDX-License-Identifier: MIT
// Which structures of a corpus are one crystal, published or collected twice.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "corpus/database.h"

namespace clasp {

/// Whether two standard cells are one crystal, whatever their orientation, origin and order of
/// sites: the cell edges agree to 0.2 %, the volume to 1 %, every site has a counterpart with the
/// same occupants and, up to 5 Angstrom, the same distances to each kind of site within 0.01
/// Angstrom (the pointwise distance distribution of Widdowson, Kurlin, NeurIPS 2022, told apart by
/// kind). Mirror images count as one.
bool same_crystal(const Structure& a, const Structure& b);

/// Finds structures of a corpus that are one crystal. Holds formula, space group and volume of each
/// in memory; textbook entries, packings and known duplicates are not looked at.
class CrystalIndex {
 public:
  explicit CrystalIndex(const Database& db);

  /// The first structure with the formula and the space group of `row`, but another source, that is
  /// the same crystal; 0 if there is none.
  std::int64_t find_same(const StructureRow& row) const;
  /// A structure that has come to the corpus as `id`. Textbook entries and packings are left out.
  void add(const StructureRow& row, std::int64_t id);

 private:
  using Key = std::pair<std::string, int>;  ///< formula, space group
  const Database& db_;
  std::map<Key, std::multimap<double, std::int64_t>> by_volume_;
};

void add_duplicate(Database& db, std::int64_t structure, std::int64_t original);
std::map<std::int64_t, std::int64_t> duplicates(const Database& db);  ///< original by duplicate

}  // namespace clasp
