// SPDX-License-Identifier: MIT
// Train, validation and test: which structures go where, so that nothing the model has seen is
// scored.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "corpus/database.h"

namespace clasp {

enum class SplitBy {
  kDoi,  ///< structures that share paper, title, composition, parent, file or crystal stay together
  kComposition,  ///< structures of one formula stay together, and what has them as parent
  kRow           ///< every structure for itself, as in the original publication of the method
};

struct SplitReport {
  std::map<std::string, std::int64_t> structures;  ///< by split
  std::int64_t groups = 0;                         ///< sets of structures that stay together
  std::int64_t largest = 0;                        ///< structures in the largest of them
};

/// Writes "train", "validation" or "test" (8:1:1) to every structure, by a hash of its group:
/// deterministic for a corpus and a seed. Groups of more than 2 % of the corpus are for training,
/// and so are nine tenths of the materials with a textbook structure. One transaction.
SplitReport split_corpus(Database& db, SplitBy by, std::uint64_t seed);

}  // namespace clasp
