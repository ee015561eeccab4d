// SPDX-License-Identifier: MIT
// A file as memory: the system reads what is used.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace clasp {

class MappedFile {
 public:
  MappedFile() = default;
  /// Maps a regular file as it is now. Throws Error.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept { *this = std::move(other); }
  MappedFile& operator=(MappedFile&& other) noexcept;

  const std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace clasp
