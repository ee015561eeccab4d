// SPDX-License-Identifier: MIT
// What `clasp map` takes from a corpus.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model_file.h"
#include "corpus/database.h"
#include "map/table.h"
#include "pages/map_page.h"

namespace clasp {

struct MapSelection {
  std::string split;       ///< "train", "validation", "test"; empty: all
  std::size_t sample = 0;  ///< structures drawn at random; 0: all
  std::uint64_t seed = 1;
  bool packings = false;  ///< liquids and glasses too
};

/// Ids of the structures that a map shows, ascending. Throws Error if there are none.
std::vector<std::int64_t> select_structures(const Database& db, const MapSelection& selection);

/// Fills sources, formulas, publications, properties and packed structures, in the order of `ids`.
void read_entries(const Database& db, const std::vector<std::int64_t>& ids, MapContents& contents);

/// Embeds the structures in the order of `ids`. What is done is kept in `partial`, from where a
/// killed command goes on; the caller removes it. Structures that the model cannot embed get a row
/// of NaN.
/// @param threads  structures embedded at a time
Table embed_structures(const ModelFile& model, const Database& db,
                       const std::vector<std::int64_t>& ids, const std::string& partial,
                       int threads);

/// A table as `clasp embed` writes it: the rows of `sources`, NaN for those that it lacks. Nothing
/// if the file is no such table (a model). Throws Error: not safetensors, another width.
std::optional<Table> read_embeddings(const std::string& path,
                                     const std::vector<std::string>& sources);

}  // namespace clasp
