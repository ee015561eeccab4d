// SPDX-License-Identifier: MIT
// The entries of an index that are nearest to a query: exactly those that comparing every embedding
// in double precision would give.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "retrieval/search_index.h"

namespace clasp {

/// Both ends count.
struct Range {
  int low = 0, high = std::numeric_limits<int>::max();
  bool all() const { return low <= 0 && high == std::numeric_limits<int>::max(); }
  bool holds(int value) const { return low <= value && value <= high; }
  /// "7", "2-50", "2000-", "-50". Throws Error naming `option`.
  static Range parse(const std::string& text, const std::string& option);
};

/// Of which entries only the first is a hit: those that are one crystal, those of one paper or
/// parent, or none.
enum class Fold { kNone, kCrystal, kPaper };

/// What a hit must be. Unknown numbers (0) lie in no range but the whole one.
struct SearchFilter {
  std::set<int> with, without;  ///< atomic numbers that must, or must not, be there
  bool only = false;            ///< no other elements than `with`
  std::string formula;          ///< reduced; empty: any
  Range space_group, sites, year;

  bool passes(const IndexRecord& record) const;
  bool empty() const;
};

struct SearchOptions {
  std::size_t k = 20;
  double threshold = -2.0;  ///< least cosine
  Fold fold = Fold::kCrystal;
  SearchFilter filter;
  std::set<std::size_t>
      leave_out;  ///< rows, such as those of the query; with all that is folded with them
};

struct SearchHit {
  std::size_t row = 0;
  double cosine = 0.0;
  std::size_t folded = 0;  ///< other entries of this crystal or paper that pass the filter
};

/// The k hits of the highest cosine, equal ones by row. `query` is L2-normalised.
std::vector<SearchHit> search(const SearchIndex& index, const std::vector<float>& query,
                              const SearchOptions& options);

/// Whether a row passes the filter and is not left out.
bool passes(const SearchIndex& index, std::size_t row, const SearchOptions& options);

/// The same among these rows alone, which pass: for searches that look at few. What is folded is
/// counted among them.
std::vector<SearchHit> rank_rows(const SearchIndex& index, const std::vector<float>& query,
                                 const SearchOptions& options,
                                 const std::vector<std::size_t>& rows);

/// A query of several parts: the sum of what is wanted, from which the directions of what is not
/// wanted are taken out (negation as orthogonality: Widdows, ACL 2003, 136). L2-normalised. Throws
/// Error if nothing is left.
std::vector<float> combine_queries(const std::vector<std::vector<float>>& with,
                                   const std::vector<std::vector<float>>& without);

}  // namespace clasp
