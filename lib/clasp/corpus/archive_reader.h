// SPDX-License-Identifier: MIT
// One open archive, or one bare file, that may be compressed: its members as streams of bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

struct archive;

namespace clasp {

/// How the rejection of a file that could not be read begins.
constexpr const char* kUnreadable = "cannot be read: ";

/// A file met on the way through folders and archives.
struct FoundFile {
  std::string path;     ///< as given, or "archive.tar.xz/member"
  std::string text;     ///< decompressed
  std::string problem;  ///< why there is no text; empty where there is

  /// Why a file with a problem is rejected.
  std::string rejection() const { return kUnreadable + problem; }
};

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

/// The next CIF file of an archive, or false at the end.
/// @param path    of the archive; the file's becomes "path/member"
/// @param read    false: the file is passed over, its text stays empty
/// @param wanted  asked with the file's path; one that is not wanted is not read, nor returned
bool next_cif(ArchiveReader& reader, const std::string& path, FoundFile* file, bool read = true,
              const std::function<bool(const std::string& path)>& wanted = {});

}  // namespace clasp
