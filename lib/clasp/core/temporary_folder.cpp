// SPDX-License-Identifier: MIT
#include "core/temporary_folder.h"

#include <cstdlib>
#include <filesystem>

#include "core/error.h"

namespace clasp {

TemporaryFolder::TemporaryFolder() {
  std::error_code ignored;
  path_ = (std::filesystem::temp_directory_path(ignored) / "clasp-XXXXXX").string();
  if (mkdtemp(path_.data()) == nullptr)
    throw Error(path_, "", "cannot make a folder", "let TMPDIR name one that can be written to");
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace clasp
