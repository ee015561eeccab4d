// SPDX-License-Identifier: MIT
// Writing files, and what is said when that fails.
#pragma once

#include <cstddef>
#include <string>

namespace clasp {

/// Writes to `path`.part, then renames: a full disk or a kill leaves the old file, or none. A
/// `path`.part that a kill left is written over by the next call; several writers take turns. Used
/// by every command that makes a file. Throws Error naming the path and the cause.
void write_file_atomically(const std::string& path, const void* data, std::size_t size);

/// Whether a path is there and no file: what is put beside a file, or renamed onto it, must not be
/// so with devices and pipes.
bool is_device(const std::string& path);

/// Writes everything to an open file, or returns false with errno set.
bool write_all(int fd, const void* data, std::size_t size);

/// Opens or creates a file to append to it, and waits until no other process has it open so.
/// Returns -1 with errno set where that is impossible.
int open_alone(const std::string& path);

/// Throws the Error of a file that cannot be written.
/// @param cause  value of errno
[[noreturn]] void cannot_write(const std::string& path, int cause);

}  // namespace clasp
