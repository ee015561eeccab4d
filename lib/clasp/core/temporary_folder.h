// SPDX-License-Identifier: MIT
// A folder for files that only this process needs.
#pragma once

#include <string>

namespace clasp {

/// An empty folder in $TMPDIR that goes, with all it holds, when its owner does.
class TemporaryFolder {
 public:
  /// Throws Error if it cannot be made.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace clasp
