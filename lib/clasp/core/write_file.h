// SPDX-License-Identifier: MIT
// Writing files, and what is said when that fails.
#pragma once

#include <cstddef>
#include <string>

namespace clasp {

/// Writes to a temporary file beside `path`, then renames: a full disk or a kill leaves the old
/// file, or none. Used by every command that makes a file. Throws Error naming the path and the
/// cause.
void write_file_atomically(const std::string& path, const void* data, std::size_t size);

/// Writes everything to an open file, or returns false with errno set.
bool write_all(int fd, const void* data, std::size_t size);

/// Throws the Error of a file that cannot be written.
/// @param cause  value of errno
[[noreturn]] void cannot_write(const std::string& path, int cause);

}  // namespace clasp
