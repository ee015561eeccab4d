// SPDX-License-Identifier: MIT
// Readers on files that a test writes.
#pragma once

#include "core/error.h"
#include "screen/snapshot.h"
#include "unit/corpus/folder_test.h"

namespace clasp {

class ScreenTest : public FolderTest {
 protected:
  /// All parts of a file that must be readable.
  std::vector<SnapshotPart> read(const std::string& path, const TypeElements& elements = {}) {
    std::vector<SnapshotPart> parts(1);
    for (const auto reader = open_snapshots(path, elements); reader->next(&parts.back());)
      parts.emplace_back();
    parts.pop_back();
    return parts;
  }
  /// The first frame of a text.
  Snapshot first(const std::string& name, const std::string& text,
                 const TypeElements& elements = {}) {
    const auto parts = read(write(name, text), elements);
    EXPECT_EQ(parts.at(0).rejected.size(), 0U);
    return parts.at(0).snapshots.at(0);
  }
  /// Why a file is given up.
  std::string problem(const std::string& name, const std::string& text,
                      const TypeElements& elements = {}) {
    try {
      read(write(name, text), elements);
    } catch (const Error& e) {
      EXPECT_EQ(std::string(e.what()).rfind(folder_ + "/" + name + ": ", 0), 0U) << e.what();
      return e.reason();
    }
    return "none";
  }
  /// Why the one frame of a file is left out; a frame behind it is read.
  std::string frame_problem(const std::string& name, const std::string& bad,
                            const std::string& good, const TypeElements& elements = {}) {
    const auto parts = read(write(name, bad + good), elements);
    EXPECT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts.at(0).snapshots.size(), 0U);
    EXPECT_EQ(parts.at(1).snapshots.size(), 1U);
    return parts.at(0).rejected.at(0).reason;
  }
};

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

}  // namespace clasp
