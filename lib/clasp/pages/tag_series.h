// SPDX-License-Identifier: MIT
// A tag file (doc/fix_clasp_score.md) in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace clasp {

struct TagSeries {
  std::string model;
  double tag_percentile = 0.0;
  std::vector<std::string> prompts;
  std::vector<std::int64_t> step;
  std::vector<double> time;
  std::vector<int> tag;   ///< number of the prompt that is the tag, from 1; 0: unknown
  std::vector<int> best;  ///< number of the best prompt, from 1; 0: no atoms
  std::vector<double> percentile, cosine;  ///< [rows][prompts]

  std::size_t rows() const { return step.size(); }
  /// Text of a row's tag.
  const std::string& tag_text(int tag) const;
};

/// Reads a tag file. A last line that was cut off by a kill is left out. Throws Error naming the
/// line: not a tag file, a newer format, a damaged row, no rows.
TagSeries read_tag_file(const std::string& path);
/// The same from text; `name` stands in messages.
TagSeries parse_tag_file(const std::string& text, const std::string& name);

/// Rows first..last with the same tag.
struct TagInterval {
  std::size_t first = 0, last = 0;
  int tag = 0;
};
std::vector<TagInterval> tag_intervals(const TagSeries& series);

}  // namespace clasp
