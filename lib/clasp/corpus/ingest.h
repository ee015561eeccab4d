// SPDX-License-Identifier: MIT
// From CIF files to a corpus: parsed in parallel, standardised, written by one writer in small
// transactions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/database.h"

namespace clasp {

struct IngestOptions {
  std::vector<std::string> paths;  ///< CIF files, folders, archives
  int max_sites = 500;             ///< in the conventional standard cell
  int threads = 0;                 ///< 0: as many as the machine has cores
  int shard = 1, shards = 1;       ///< of the files, every `shards`-th from the `shard`-th on
  bool skip_duplicates = false;  ///< reject a structure that the corpus has, instead of marking it
};

struct IngestReport {
  std::int64_t files = 0;     ///< read now
  std::int64_t known = 0;     ///< skipped: accepted or rejected by an earlier run
  std::int64_t accepted = 0;  ///< structures added
  std::int64_t duplicates =
      0;  ///< structures that the corpus had under another name (find_same()): marked or rejected
  std::int64_t rejected = 0;  ///< files or data blocks refused, each with its reason in the corpus
};

/// Reads all files that the corpus does not know, and those it refused for a size that the limit
/// now allows. Apart from the names of known files nothing grows with their number: reading waits
/// for the slowest file under way. Ids follow the order of the files, whatever the threads do. A
/// kill or an error keeps the batches committed before it. Throws Error: a path that does not
/// exist, a broken archive, the disk.
/// @param progress  called now and then, from the calling thread
IngestReport ingest(Database& db, const IngestOptions& options,
                    const std::function<void(const IngestReport&)>& progress = {});

}  // namespace clasp
