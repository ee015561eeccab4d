// SPDX-License-Identifier: MIT
// A folder for the files of a test.
#pragma once

#include "core/temporary_folder.h"

#include <filesystem>
#include <fstream>

namespace clasp::test {

class TemporaryFolder : public clasp::TemporaryFolder {
 public:
  /// Writes a file, with the folders that it needs, and returns its path.
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(file(name)).parent_path());
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
  }
};

}  // namespace clasp::test
