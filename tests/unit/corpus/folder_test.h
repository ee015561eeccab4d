// SPDX-License-Identifier: MIT
// A test with a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "support/temporary_folder.h"

namespace clasp {

class FolderTest : public testing::Test {
 protected:
  /// Writes a file under the folder and returns its path.
  std::string write(const std::string& name, const std::string& text) const {
    return directory_.write(name, text);
  }

 private:
  test::TemporaryFolder directory_;

 protected:
  const std::string& folder_ = directory_.path();
};

}  // namespace clasp
