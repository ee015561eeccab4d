// SPDX-License-Identifier: MIT
// A table of embeddings with an id per row, written as safetensors, NumPy or CSV.
#pragma once

#include <string>
#include <vector>

namespace clasp {

class EmbeddingTable {
 public:
  void add(const std::string& id, const std::vector<float>& embedding);
  std::size_t size() const { return ids_.size(); }
  /// Throws Error unless the path ends in .safetensors, .npy or .csv.
  static void check_format(const std::string& path);
  /// Atomically. safetensors: "embeddings" [n, width] F32 and the metadata "ids", a JSON list; npy:
  /// the array alone; csv: id, then the numbers. `width` is the number of columns of an empty
  /// table.
  void write(const std::string& path, int width) const;

 private:
  std::vector<std::string> ids_;
  std::vector<float> values_;
};

}  // namespace clasp
