// SPDX-License-Identifier: MIT
// From structures to the entries of an index.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/model_file.h"
#include "core/structure.h"
#include "retrieval/search_index.h"

namespace clasp {

/// Where structures come from.
struct IndexSources {
  std::string corpus;              ///< corpus file; empty: none
  std::vector<std::string> paths;  ///< CIF files, folders, archives
  int max_sites = 500;
  int threads = 0;  ///< 0: as many as the machine has cores
  bool empty() const { return corpus.empty() && paths.empty(); }
};

struct IndexReport {
  std::size_t added = 0, known = 0;
  std::vector<std::pair<std::string, std::string>> rejected;  ///< source, reason
};

/// Embeds what the index lacks and adds it, with progress. Packings of the corpus stay out.
IndexReport add_to_index(SearchIndexWriter& index, const ModelFile& model,
                         const IndexSources& sources);

/// The conventional cell of a CIF file, "FILE" or "FILE#BLOCK". Throws Error where there are
/// several structures.
Structure read_one_structure(const std::string& path);

}  // namespace clasp
