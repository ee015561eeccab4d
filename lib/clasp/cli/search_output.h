// SPDX-License-Identifier: MIT
// What a search found, as a table for people, CSV, or JSON.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "retrieval/calibration.h"
#include "retrieval/search.h"

namespace clasp {

struct SearchResult {
  const SearchIndex& index;
  std::vector<SearchHit> hits;
  std::unique_ptr<Calibration> calibration;  ///< null: no percentiles
};

std::string search_table(const SearchResult& result);
std::string search_csv(const SearchResult& result);
/// A list of objects.
nlohmann::json search_json(const SearchResult& result);

}  // namespace clasp
