// SPDX-License-Identifier: MIT
// Walks files, folders and archives (tar, gz, xz, zst, through libarchive) as a stream of named
// texts.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "corpus/archive_reader.h"

namespace clasp {

/// Calls `visit` for every CIF file under the paths, in sorted order within a folder, in stored
/// order in an archive. A file that cannot be read is visited with its problem. Throws Error for a
/// path that does not exist, and for a folder or an archive that cannot be read.
/// @param wanted  asked with the path of every CIF file; one that is not wanted is not read
void for_each_cif(const std::vector<std::string>& paths,
                  const std::function<void(FoundFile&&)>& visit,
                  const std::function<bool(const std::string& path)>& wanted = {});

/// The paths with every folder replaced by the files under it that `wanted` tells, in sorted order.
/// Throws Error for a path that does not exist or cannot be read.
std::vector<std::string> list_files(const std::vector<std::string>& paths,
                                    const std::function<bool(const std::string&)>& wanted);

/// Path and name of the data block of a structure's source, "a.cif#b": both may hold other '#'.
/// The block is empty where there is none.
std::pair<std::string, std::string> split_source(const std::string& source);

/// Whether the name ends so, in any case.
bool has_ending(const std::string& path, std::initializer_list<const char*> endings);
/// Whether the name is that of a CIF file, which may be compressed with gzip.
bool is_cif(const std::string& path);

}  // namespace clasp
