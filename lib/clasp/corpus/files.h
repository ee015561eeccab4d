// SPDX-License-Identifier: MIT
// Walks files, folders and archives (tar, gz, xz, zst, through libarchive) as a stream of named
// texts.
#pragma once

#include <functional>
#include <initializer_list>
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
/// @param wanted  asked with the path of every CIF file; one that is not wanted is not read
void for_each_cif(const std::vector<std::string>& paths,
                  const std::function<void(FoundFile&&)>& visit,
                  const std::function<bool(const std::string& path)>& wanted = {});

/// The paths with every folder replaced by the files under it that `wanted` tells, in sorted order.
/// Throws Error for a path that does not exist or cannot be read.
std::vector<std::string> list_files(const std::vector<std::string>& paths,
                                    const std::function<bool(const std::string&)>& wanted);

/// Whether the name ends so, in any case.
bool has_ending(const std::string& path, std::initializer_list<const char*> endings);
/// Whether the name is that of a CIF file, which may be compressed with gzip.
bool is_cif(const std::string& path);

}  // namespace clasp
