// SPDX-License-Identifier: GPL-2.0-or-later
// The tag file: what a simulation looked like, step by step, as CSV. Lines that begin with # name
// the model, the tag percentile and the prompts; doc/fix_clasp_score.md describes the format.
#ifndef LMP_CLASP_TAG_FILE_H
#define LMP_CLASP_TAG_FILE_H

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "clasp_prompt_scorer.h"

namespace clasp {

class TagFile {
 public:
  /// Creates the file and writes its head. Throws Error naming the file and the cause.
  TagFile(const std::string& path, const std::string& model, double tag_percentile,
          const std::vector<std::string>& prompts);
  /// Adds a row and flushes it. A step that comes twice with the same scores (the end of one run
  /// and the start of the next) is written once. Throws Error where the row cannot be written.
  void add(long long step, double time, const std::string& tag, const Scores& scores);

 private:
  void write(const std::string& text);
  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  bool any_ = false;
  long long last_step_ = 0;
  std::vector<double> last_cosines_;
};

}  // namespace clasp

#endif
