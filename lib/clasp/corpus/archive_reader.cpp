// SPDX-License-Identifier: MIT
#include "corpus/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "core/error.h"
#include "corpus/files.h"

namespace clasp {
namespace {

constexpr std::size_t kReadSize = std::size_t{1} << 16;
constexpr std::size_t kLargestFile = std::size_t{256}
                                     << 20;  // a CIF beyond it is a bomb, not a crystal
constexpr const char* kTooLarge = "larger than 256 MB";

/// While it lives, libarchive can write names beyond ASCII, whatever the program's locale.
class Utf8Names {
 public:
  Utf8Names() : before_(uselocale(utf8())) {}
  ~Utf8Names() { uselocale(before_); }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  static locale_t utf8() {  // 0, which changes nothing, where there is no such locale
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  locale_t before_;
};

/// A member such as "x.cif.gz" of an archive holds compressed text that the archive's own filters
/// do not undo.
void inflate_member(FoundFile* file) {
  if (!has_ending(file->path, {".gz"}) || file->text.empty()) return;
  std::string& text = file->text;
  const std::unique_ptr<archive, decltype(&archive_read_free)> inner(archive_read_new(),
                                                                     archive_read_free);
  archive_read_support_filter_gzip(inner.get());
  archive_read_support_format_raw(inner.get());
  archive_entry* entry = nullptr;
  std::string out;
  std::array<char, kReadSize> buffer{};
  const bool opened =
      archive_read_open_memory(inner.get(), text.data(), text.size()) == ARCHIVE_OK &&
      archive_read_next_header(inner.get(), &entry) == ARCHIVE_OK;
  la_ssize_t n = opened ? 1 : -1;
  while (n > 0 && out.size() <= kLargestFile) {
    n = archive_read_data(inner.get(), buffer.data(), buffer.size());
    if (n > 0) out.append(buffer.data(), static_cast<std::size_t>(n));
  }
  if (n < 0) file->problem = archive_error_string(inner.get());
  if (out.size() > kLargestFile) file->problem = kTooLarge;
  text = std::move(out);
}

}  // namespace

void ArchiveReader::Free::operator()(archive* a) const {
  archive_read_free(a);
}

ArchiveReader::ArchiveReader(const std::string& path, bool bare)
    : path_(path), handle_(archive_read_new()) {
  archive_read_support_filter_all(handle_.get());
  if (bare) {
    archive_read_support_format_raw(handle_.get());
    archive_read_support_format_empty(handle_.get());
  } else {
    archive_read_support_format_all(handle_.get());
  }
  check(archive_read_open_filename(handle_.get(), path.c_str(), kReadSize));
}

bool ArchiveReader::next(std::string* name) {
  const Utf8Names names;
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(handle_.get(), &entry);
  if (code == ARCHIVE_EOF) return false;
  check(code);
  const char* text = archive_entry_pathname(entry);
  if (!text) throw Error(path_, "", "a member's name is in no known encoding", "rename it");
  *name = text;
  regular_ = archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0;
  return true;
}

std::size_t ArchiveReader::read(char* buffer, std::size_t size) {
  const auto n = archive_read_data(handle_.get(), buffer, size);
  if (n < 0) check(ARCHIVE_FATAL);
  return static_cast<std::size_t>(n);
}

std::string ArchiveReader::contents() {
  std::string text;
  std::array<char, kReadSize> buffer{};
  while (const std::size_t n = read(buffer.data(), buffer.size())) {
    text.append(buffer.data(), n);
    if (text.size() > kLargestFile) throw Error(path_, "", kTooLarge, "give CIF files only");
  }
  return text;
}

void ArchiveReader::check(int code) {
  if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return;
  const char* text = archive_error_string(handle_.get());
  throw Error(path_, "", text ? text : "cannot be read", "check that the file is complete");
}

bool is_archive(const std::string& path) {
  return has_ending(path, {".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tzst",
                           ".tar.bz2", ".tbz2", ".tbz", ".tar.lz", ".zip"});
}

bool next_cif(ArchiveReader& reader, const std::string& path, FoundFile* file, bool read,
              const std::function<bool(const std::string&)>& wanted) {
  std::string member;
  while (reader.next(&member)) {
    if (!reader.regular() || !is_cif(member)) continue;
    *file = {};
    file->path.append(path).append("/").append(member);
    if (wanted && !wanted(file->path)) continue;
    if (!read) return true;
    file->text = reader.contents();
    inflate_member(file);
    return true;
  }
  return false;
}

}  // namespace clasp
