// SPDX-License-Identifier: MIT
// Corpora that were made apart, as one.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/database.h"

namespace clasp {

struct MergeReport {
  std::int64_t structures = 0;  ///< added
  std::int64_t known = 0;       ///< there before, under the same source
  std::int64_t duplicates = 0;  ///< added, but the same crystal as one that was there
};

/// Adds a corpus to another: structures (once for each source), publications, captions, labels,
/// splits, rejected files, abstracts and keyword answers. What both hold stays as it is in `into`,
/// but an answer goes over the lack of one, and a structure over a refusal. One transaction,
/// idempotent: a merge that was interrupted is run again. Throws Error: not a corpus, the disk.
MergeReport merge_corpus(Database& into, const std::string& shard);

}  // namespace clasp
