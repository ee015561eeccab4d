// SPDX-License-Identifier: MIT
// Many structures to embeddings, on all cores: from CIF files, or as they stand in a corpus.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "cli/workers/worker_pool.h"
#include "core/model_file.h"
#include "core/structure.h"
#include "corpus/files.h"
#include "retrieval/search_index.h"

namespace clasp {

/// What became of a structure.
struct Embedded {
  /// With what the CIF tells; of a structure that came without one, `source` alone.
  IndexEntry entry;
  /// Its embedding by every model; empty where it has none.
  std::vector<std::vector<float>> rows;
  /// Why it has none; empty where it was not wanted.
  std::string reason;
};

struct EmbedderOptions {
  int max_sites = std::numeric_limits<int>::max();  ///< of the cell that is embedded
  int workers = 0;                                  ///< 0: as many as the machine has cores
  /// Whether to embed the structure of a CIF by this name; none: all. Asked in a worker, of the
  /// memory that this process had when the worker began.
  std::function<bool(const std::string& source)> wanted;
};

/// Results come in the order of the structures, and are the same for any number of workers. Throws
/// as WorkerPool does.
class StructureEmbedder {
 public:
  using Take = std::function<void(const Embedded&)>;

  /// The models must outlive it.
  StructureEmbedder(const std::vector<const ModelFile*>& models, const EmbedderOptions& options);

  /// The conventional standard cell of every structure in a CIF file (of the data block `block`, if
  /// not empty); `take` gets each of them, or the one reason why there is none. Sources are the
  /// path, or path#block where there are several or one was asked for.
  void embed_cif(const FoundFile& file, const std::string& block, Take take);
  /// A structure as it is.
  void embed(const Structure& s, const std::string& source, Take take);
  /// Waits for what is under way.
  void finish() { pool_.finish(); }

 private:
  WorkerPool pool_;
};

}  // namespace clasp
