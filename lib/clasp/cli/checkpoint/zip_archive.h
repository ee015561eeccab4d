// SPDX-License-Identifier: MIT
// Reads the members of a zip archive, through libarchive.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace clasp {

/// Gives the content of the member at hand. Throws Error if it is damaged or larger than `limit`
/// bytes.
using ReadMember = std::function<std::vector<std::byte>(std::size_t limit)>;

/// Calls `visit` for every file of the archive, in stored order. Throws Error (subject `path`): no
/// such file, not a zip archive, damaged.
void visit_zip(const std::string& path,
               const std::function<void(const std::string& member, const ReadMember& read)>& visit);

}  // namespace clasp
