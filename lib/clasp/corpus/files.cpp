// SPDX-License-Identifier: MIT
#include "corpus/files.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <memory>

#include "core/error.h"

namespace clasp {
namespace {

namespace fs = std::filesystem;
using Visit = std::function<void(FoundFile&&)>;

constexpr std::size_t kReadSize = std::size_t{1} << 16;
constexpr std::size_t kLargestFile = std::size_t{256}
                                     << 20;  // a CIF beyond it is a bomb, not a crystal

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_cif(const std::string& path) {
  const std::string p = lower(path);
  return ends_with(p, ".cif") || ends_with(p, ".cif.gz");
}

bool is_archive(const std::string& path) {
  static const std::array<const char*, 12> endings = {".tar",  ".tar.gz",  ".tgz",    ".tar.xz",
                                                      ".txz",  ".tar.zst", ".tzst",   ".tar.bz2",
                                                      ".tbz2", ".tbz",     ".tar.lz", ".zip"};
  const std::string p = lower(path);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* end) { return ends_with(p, end); });
}

/// One open archive, or one bare file that may be compressed.
class ArchiveReader {
 public:
  /// @param bare  the file itself is the only member
  ArchiveReader(const std::string& path, bool bare) : path_(path), handle_(archive_read_new()) {
    archive_read_support_filter_all(handle_.get());
    if (bare) {
      archive_read_support_format_raw(handle_.get());
      archive_read_support_format_empty(handle_.get());
    } else {
      archive_read_support_format_all(handle_.get());
    }
    check(archive_read_open_filename(handle_.get(), path.c_str(), kReadSize));
  }

  /// The next member's name; false at the end.
  bool next(std::string* name) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(handle_.get(), &entry);
    if (code == ARCHIVE_EOF) return false;
    check(code);
    const char* text = archive_entry_pathname(entry);
    *name = text ? text : "";
    regular_ = archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0;
    return true;
  }
  bool regular() const { return regular_; }

  std::string contents() {
    std::string text;
    std::array<char, kReadSize> buffer{};
    for (;;) {
      const auto n = archive_read_data(handle_.get(), buffer.data(), buffer.size());
      if (n == 0) return text;
      if (n < 0) check(ARCHIVE_FATAL);
      text.append(buffer.data(), static_cast<std::size_t>(n));
      if (text.size() > kLargestFile)
        throw Error(path_, "", "a member is larger than 256 MB", "give CIF files only");
    }
  }

 private:
  void check(int code) {
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return;
    const char* text = archive_error_string(handle_.get());
    throw Error(path_, "", text ? text : "cannot be read", "check that the file is complete");
  }
  struct Free {
    void operator()(archive* a) const { archive_read_free(a); }
  };
  std::string path_;
  std::unique_ptr<archive, Free> handle_;
  bool regular_ = true;
};

/// A member such as "x.cif.gz" of an archive holds compressed text that the archive's own filters
/// do not undo.
std::string inflate_member(const std::string& name, std::string text) {
  if (!ends_with(lower(name), ".gz")) return text;
  const std::unique_ptr<archive, decltype(&archive_read_free)> inner(archive_read_new(),
                                                                     archive_read_free);
  archive_read_support_filter_gzip(inner.get());
  archive_read_support_format_raw(inner.get());
  archive_entry* entry = nullptr;
  if (archive_read_open_memory(inner.get(), text.data(), text.size()) != ARCHIVE_OK ||
      archive_read_next_header(inner.get(), &entry) != ARCHIVE_OK)
    return text;
  std::string out;
  std::array<char, kReadSize> buffer{};
  for (la_ssize_t n = 0; (n = archive_read_data(inner.get(), buffer.data(), buffer.size())) > 0;) {
    out.append(buffer.data(), static_cast<std::size_t>(n));
    if (out.size() > kLargestFile) break;
  }
  return out;
}

void visit_archive(const std::string& path, const Visit& visit) {
  ArchiveReader reader(path, false);
  for (std::string name; reader.next(&name);)
    if (reader.regular() && is_cif(name))
      visit({fmt::format("{}/{}", path, name), inflate_member(name, reader.contents())});
}

void visit_file(const std::string& path, const Visit& visit) {
  ArchiveReader reader(path, true);
  std::string name;
  visit({path, reader.next(&name) ? reader.contents() : std::string()});
}

void visit_folder(const std::string& path, const Visit& visit) {
  std::vector<std::string> entries;
  for (const auto& entry : fs::directory_iterator(path)) entries.push_back(entry.path().string());
  std::sort(entries.begin(), entries.end());
  for (const std::string& entry : entries) {
    if (fs::is_directory(entry))
      visit_folder(entry, visit);
    else if (is_archive(entry))
      visit_archive(entry, visit);
    else if (is_cif(entry))
      visit_file(entry, visit);
  }
}

}  // namespace

void for_each_cif(const std::vector<std::string>& paths, const Visit& visit) {
  for (const std::string& given : paths) {
    std::string path = given;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    std::error_code problem;
    const auto status = fs::status(path, problem);
    if (!fs::exists(status)) throw Error(path, "", "no such file or folder", "check the path");
    try {
      if (fs::is_directory(status))
        visit_folder(path, visit);
      else if (is_archive(path))
        visit_archive(path, visit);
      else
        visit_file(path, visit);
    } catch (const fs::filesystem_error& e) {
      throw Error(path, "", e.what(), "check that it can be read");
    }
  }
}

}  // namespace clasp
