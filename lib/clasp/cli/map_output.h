// SPDX-License-Identifier: MIT
// A map for other programs.
#pragma once

#include <string>
#include <vector>

#include "corpus/database.h"
#include "map/table.h"
#include "pages/map_page.h"

namespace clasp {

/// Dot products of all rows with one vector.
std::vector<float> cosines(const Table& embeddings, const float* prompt);

/// CSV: source, formula, x, y, cluster, its label, and a column of cosines per prompt.
void write_coordinates(const std::string& path, const MapContents& contents);

/// A data set of chemiscope (Fraux, Cersonsky, Ceriotti, J. Open Source Softw. 5 (2020) 2117): the
/// structures with their places and properties.
void write_chemiscope(const std::string& path, const Database& db,
                      const std::vector<std::int64_t>& ids, const MapContents& contents);

}  // namespace clasp
