// SPDX-License-Identifier: MIT
// A file that grows at its end, by one process at a time.
#pragma once

#include <cstddef>
#include <string>

namespace clasp {

class GrowingFile {
 public:
  /// Opens or creates, and waits until no other process has it open to grow. Throws Error.
  explicit GrowingFile(const std::string& path);
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  void keep(std::size_t bytes);  ///< cuts off the rest, which nobody may read; throws Error
  /// Goes on with a new, empty file of the same name: who has the old one mapped keeps it. Throws
  /// Error.
  void restart();
  void append(const void* data, std::size_t bytes);  ///< throws Error
  void flush();  ///< returns when what was appended is on the disk; throws Error

 private:
  std::string path_;
  int fd_ = -1;
};

}  // namespace clasp
