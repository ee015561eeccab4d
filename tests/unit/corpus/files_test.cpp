// SPDX-License-Identifier: MIT
// Folders, files and archives give the same CIF files under their names.
#include "corpus/files.h"

#include <archive.h>
#include <archive_entry.h>

#include "core/error.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

class FilesTest : public FolderTest {
 protected:
  /// An archive whose compression follows from its name.
  std::string write_archive(const std::string& name, const Members& members) {
    const std::string path = folder_ + "/" + name;
    archive* a = archive_write_new();
    archive_write_set_format_pax_restricted(a);
    if (name.find(".gz") != std::string::npos) archive_write_add_filter_gzip(a);
    if (name.find(".xz") != std::string::npos) archive_write_add_filter_xz(a);
    if (name.find(".zst") != std::string::npos) archive_write_add_filter_zstd(a);
    if (name.find(".bz2") != std::string::npos) archive_write_add_filter_bzip2(a);
    EXPECT_EQ(archive_write_open_filename(a, path.c_str()), ARCHIVE_OK);
    for (const auto& [member, text] : members) {
      archive_entry* entry = archive_entry_new();
      archive_entry_set_pathname(entry, member.c_str());
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
  /// The text, compressed with gzip.
  std::string gzipped(const std::string& text) {
    const std::string path = folder_ + "/scratch.gz";
    archive* a = archive_write_new();
    archive_write_set_format_raw(a);
    archive_write_add_filter_gzip(a);
    archive_write_open_filename(a, path.c_str());
    archive_entry* entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(a, entry);
    archive_write_data(a, text.data(), text.size());
    archive_entry_free(entry);
    archive_write_close(a);
    archive_write_free(a);
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);
    return bytes;
  }
  Members found_in(const std::vector<std::string>& paths) const {
    Members found;
    for_each_cif(paths, [&](FoundFile&& file) {
      EXPECT_EQ(file.path.rfind(folder_, 0), 0u) << file.path;
      found.emplace_back(file.path.substr(folder_.size() + 1), file.text);
    });
    return found;
  }
};

TEST_F(FilesTest, WalksFoldersInSortedOrder) {
  write("b.cif", "B");
  write("a/deep/c.CIF", "C");
  write("a/notes.txt", "no");
  write("a/b.cif.gz", gzipped("compressed"));
  const Members expected = {{"a/b.cif.gz", "compressed"}, {"a/deep/c.CIF", "C"}, {"b.cif", "B"}};
  EXPECT_EQ(found_in({folder_}), expected);
  EXPECT_EQ(found_in({folder_ + "/"}), expected);
}

TEST_F(FilesTest, ReadsArchivesOfEveryCompression) {
  const std::string large(300000, 'x');
  for (const std::string name : {"a.tar", "a.tar.gz", "a.tar.xz", "a.tar.zst", "a.tar.bz2"}) {
    const std::string path = write_archive(name, {{"z.cif", "Z"},
                                                  {"sub/readme", "no"},
                                                  {"sub/a.cif", large},
                                                  {"g.cif.gz", gzipped("inside")}});
    const Members expected = {
        {name + "/z.cif", "Z"}, {name + "/sub/a.cif", large}, {name + "/g.cif.gz", "inside"}};
    EXPECT_EQ(found_in({path}), expected) << name;
  }
}

TEST_F(FilesTest, TakesAFileThatIsNamed) {
  const std::string path = write("structure.txt", "text");
  EXPECT_EQ(found_in({path}), (Members{{"structure.txt", "text"}}));
  EXPECT_EQ(found_in({write("empty.cif", "")}), (Members{{"empty.cif", ""}}));
}

TEST_F(FilesTest, SaysWhichPathIsMissing) {
  try {
    found_in({folder_ + "/none.cif"});
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(std::string(e.what()), folder_ + "/none.cif: no such file or folder; check the path");
  }
}

TEST_F(FilesTest, SaysThatAnArchiveIsCutShort) {
  const std::string path = write_archive("a.tar.gz", {{"a.cif", std::string(100000, 'x')}});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  try {
    found_in({path});
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(std::string(e.what()).rfind(path + ": ", 0), 0u) << e.what();
    EXPECT_NE(std::string(e.what()).find("check that the file is complete"), std::string::npos);
  }
}

}  // namespace
}  // namespace clasp
