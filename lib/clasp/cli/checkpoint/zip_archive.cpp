// SPDX-License-Identifier: MIT
#include "cli/checkpoint/zip_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>

#include "core/error.h"

namespace clasp {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

void check_signature(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error(path, "", std::string("cannot open: ") + std::strerror(errno), "check the path");
  char start[4] = {};
  file.read(start, sizeof(start));
  if (std::memcmp(start, "PK\3\4", sizeof(start)) != 0)
    throw Error(path, "", "is not a zip archive, as PyTorch writes since version 1.6",
                "load it with PyTorch and save it again");
}

std::vector<std::byte> read_member(archive* zip, const std::string& path, const std::string& member,
                                   std::size_t limit) {
  std::vector<std::byte> content;  // grows with what is there, whatever the header claims
  for (;;) {
    const std::size_t size = content.size();
    content.resize(size + kBlock);
    const la_ssize_t n = archive_read_data(zip, content.data() + size, kBlock);
    if (n < 0) {
      const char* why = archive_error_string(zip);
      throw Error(path, member, why != nullptr ? why : "cannot be read",
                  "the file is damaged; get it again");
    }
    content.resize(size + static_cast<std::size_t>(n));
    if (content.size() > limit)
      throw Error(path, member, "is larger than " + std::to_string(limit) + " bytes",
                  "give a checkpoint written by PyTorch or Lightning");
    if (n == 0) return content;
  }
}

}  // namespace

void visit_zip(
    const std::string& path,
    const std::function<void(const std::string& member, const ReadMember& read)>& visit) {
  check_signature(path);
  const std::unique_ptr<archive, decltype(&archive_read_free)> zip(archive_read_new(),
                                                                   archive_read_free);
  archive_read_support_format_zip_seekable(zip.get());
  int status = archive_read_open_filename(zip.get(), path.c_str(), kBlock);
  archive_entry* entry = nullptr;
  if (status == ARCHIVE_OK) status = archive_read_next_header(zip.get(), &entry);
  for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
       status = archive_read_next_header(zip.get(), &entry)) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG) continue;
    const std::string member = name;
    visit(member, [&](std::size_t limit) { return read_member(zip.get(), path, member, limit); });
  }
  if (status == ARCHIVE_EOF) return;
  const char* why = archive_error_string(zip.get());
  throw Error(path, "", std::string("zip archive: ") + (why != nullptr ? why : "cannot be read"),
              "the file is damaged or incomplete; get it again");
}

}  // namespace clasp
