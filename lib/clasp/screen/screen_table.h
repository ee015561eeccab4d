// SPDX-License-Identifier: MIT
// What a screening found, ranked, as CSV.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace clasp {

/// Scores of one snapshot.
struct ScreenedSnapshot {
  std::string id;
  std::int64_t frame = 0, atoms = 0;
  std::string formula;
  std::vector<double> percentile, cosine;  ///< one per prompt
};

class ScreenTable {
 public:
  ScreenTable(std::string model, double tag_percentile, std::vector<std::string> prompts);
  /// Tables of the shards of one screening. Throws Error: a file that is no such table, or was
  /// made with another model, other prompts or another tag percentile than the first.
  static ScreenTable merged(const std::vector<std::string>& paths);

  void add(const ScreenedSnapshot& snapshot);
  std::size_t size() const { return rows_.size(); }
  int prompts() const { return prompts_; }
  /// Rows by the cosine with prompt number `by` (from 1), highest first; equal ones by id and
  /// frame. At most `top` rows; 0: all.
  std::string csv(int by, std::size_t top) const;

 private:
  struct Row {
    std::string id, text;  ///< text: the line after rank, id and frame
    std::int64_t frame;
    std::vector<double> cosine;  ///< as printed
  };
  ScreenTable() = default;
  void read(const std::string& path);
  void read_row(const std::string& line, const std::string& path, int number);
  std::string head_;
  std::vector<std::string> tags_;
  double tag_percentile_ = 0.0;
  int prompts_ = 0;
  std::vector<Row> rows_;
};

}  // namespace clasp
