// SPDX-License-Identifier: MIT
// Walks files, folders and archives (tar, gz, xz, zst, through libarchive) as a stream of named
// texts.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace clasp {

/// A file met on the walk. `path` is the path as given, or "archive.tar.xz/member" for archive
/// members.
struct FoundFile {
  std::string path;
  std::string text;
};

/// Calls `visit` for every CIF file under the paths, in sorted order within a folder, in stored
/// order in an archive. Throws Error for a path that does not exist or cannot be read.
void for_each_cif(const std::vector<std::string>& paths,
                  const std::function<void(FoundFile&&)>& visit);

}  // namespace clasp
