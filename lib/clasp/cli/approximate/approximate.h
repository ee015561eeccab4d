// SPDX-License-Identifier: MIT
// Beyond a million entries: a FAISS index beside the index, which names candidates, so that a
// search need not look at every entry. The candidates are ranked by their exact cosines; what it
// may cost is an entry that no candidate list held.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "retrieval/search.h"

namespace clasp {

/// "materials.index.faiss" for "materials.index".
std::string approximate_path(const std::string& index_path);

/// Called with what is done and of how many.
using IndexProgress = std::function<void(const char* what, std::size_t done, std::size_t total)>;

/// Makes the file, or adds the rows that it lacks: an inverted file of 4 sqrt(n) lists found by
/// k-means, with 8 bits a value (Johnson, Douze, Jegou, IEEE Trans. Big Data 7 (2021) 535). It is
/// written, each time whole, once the lists are found and at the end. Returns how many rows it
/// added. Throws Error: no FAISS in this build, a damaged file, too few entries (1,000).
std::size_t update_approximate(const SearchIndex& index, const IndexProgress& progress = {});

class ApproximateIndex {
 public:
  /// Null if there is no such file beside the index, or it lacks rows. Throws Error if it is
  /// damaged.
  static std::unique_ptr<ApproximateIndex> open(const SearchIndex& index);
  ~ApproximateIndex();

  /// As clasp::search(), among at most max(10 k, 1000) rows that `probes` lists hold; 0: one list
  /// in 32, but 8 to 64.
  std::vector<SearchHit> search(const std::vector<float>& query, const SearchOptions& options,
                                std::size_t probes) const;

 private:
  struct Implementation;
  explicit ApproximateIndex(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace clasp
