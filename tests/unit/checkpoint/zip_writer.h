// SPDX-License-Identifier: MIT
// Writes zip archives of any content, stored as torch.save stores them.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace clasp::test {

using Members = std::vector<std::pair<std::string, std::string>>;  ///< name and content

inline void write_zip(const std::string& path, const Members& members, bool compress = false) {
  const std::unique_ptr<archive, decltype(&archive_write_free)> zip(archive_write_new(),
                                                                    archive_write_free);
  archive_write_set_format_zip(zip.get());
  if (compress)
    archive_write_zip_set_compression_deflate(zip.get());
  else
    archive_write_zip_set_compression_store(zip.get());
  archive_write_open_filename(zip.get(), path.c_str());
  for (const auto& [name, content] : members) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_write_header(zip.get(), entry.get());
    archive_write_data(zip.get(), content.data(), content.size());
  }
  archive_write_close(zip.get());
}

}  // namespace clasp::test
