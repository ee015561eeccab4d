// SPDX-License-Identifier: MIT
// One open archive, or one bare file, that may be compressed: its members as streams of bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

struct archive;

namespace clasp {

class ArchiveReader {
 public:
  /// @param bare  the file itself is the only member
  ArchiveReader(const std::string& path, bool bare);

  /// The next member's name; false at the end.
  bool next(std::string* name);
  /// Whether the member is a file, not a folder or a link.
  bool regular() const { return regular_; }
  /// Up to `size` bytes of the member; 0 at its end.
  std::size_t read(char* buffer, std::size_t size);
  /// All of the member. Throws Error if it is larger than any CIF file.
  std::string contents();

 private:
  void check(int code);
  struct Free {
    void operator()(archive* a) const;
  };
  std::string path_;
  std::unique_ptr<archive, Free> handle_;
  bool regular_ = true;
};

/// Whether the name is that of an archive with members: .tar.gz, .zip and the like.
bool is_archive(const std::string& path);

/// The next CIF file of an archive, decompressed, or false at the end. With `text` null the file is
/// passed over.
/// @param path    of the archive; `name` becomes "path/member"
/// @param wanted  asked with that name; a file that is not wanted is not read, nor returned
bool next_cif(ArchiveReader& reader, const std::string& path, std::string* name, std::string* text,
              const std::function<bool(const std::string& name)>& wanted = {});

}  // namespace clasp
