// SPDX-License-Identifier: MIT
// Archives and compressed files for tests, written by libarchive.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace clasp::test {

using Members = std::vector<std::pair<std::string, std::string>>;

/// A tar archive whose compression follows from its name; with `bare` the one member's text alone,
/// compressed. Returns the path.
inline std::string write_archive(const std::string& path, const Members& members,
                                 bool bare = false) {
  archive* a = archive_write_new();
  if (bare)
    archive_write_set_format_raw(a);
  else
    archive_write_set_format_pax_restricted(a);
  if (path.find(".gz") != std::string::npos) archive_write_add_filter_gzip(a);
  if (path.find(".xz") != std::string::npos) archive_write_add_filter_xz(a);
  if (path.find(".zst") != std::string::npos) archive_write_add_filter_zstd(a);
  if (path.find(".bz2") != std::string::npos) archive_write_add_filter_bzip2(a);
  EXPECT_EQ(archive_write_open_filename(a, path.c_str()), ARCHIVE_OK);
  for (const auto& [name, text] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return path;
}

}  // namespace clasp::test
