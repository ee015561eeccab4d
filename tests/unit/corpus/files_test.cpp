// SPDX-License-Identifier: MIT
// Folders, files and archives give the same CIF files under their names.
#include "corpus/files.h"

#include "core/error.h"
#include "support/archive_writer.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

using test::Members;

class FilesTest : public FolderTest {
 protected:
  std::string write_archive(const std::string& name, const Members& members) const {
    return test::write_archive(folder_ + "/" + name, members);
  }
  /// The text, compressed with gzip.
  std::string gzipped(const std::string& text) {
    const std::string path =
        test::write_archive(folder_ + "/scratch.gz", {{"scratch", text}}, true);
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);
    return bytes;
  }
  Members found_in(const std::vector<std::string>& paths) const {
    Members found;
    for_each_cif(paths, [&](FoundFile&& file) {
      EXPECT_EQ(file.path.rfind(folder_, 0), 0u) << file.path;
      found.emplace_back(file.path.substr(folder_.size() + 1),
                         file.problem.empty() ? file.text : "problem: " + file.problem);
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

TEST_F(FilesTest, AFileThatCannotBeReadDoesNotCostTheOthers) {
  const std::string half = gzipped(std::string(1000, 'x')).substr(0, 20);
  write("a.cif.gz", half);
  std::filesystem::create_symlink(folder_ + "/nowhere.cif", folder_ + "/b.cif");
  write("c.cif", "C");
  const Members found = found_in({folder_});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].second.rfind("problem: truncated gzip input", 0), 0u) << found[0].second;
  EXPECT_EQ(found[1].second.rfind("problem: Failed to open", 0), 0u) << found[1].second;
  EXPECT_EQ(found[2].second, "C");

  const Members members = found_in({write_archive("m.tar", {{"h.cif.gz", half}, {"i.cif", "I"}})});
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].second.rfind("problem: truncated gzip input", 0), 0u) << members[0].second;
  EXPECT_EQ(members[1].second, "I");
}

TEST(SplitSource, FindsTheBlockBehindThePath) {
  using Parts = std::pair<std::string, std::string>;
  EXPECT_EQ(split_source("f/a.cif#b"), Parts("f/a.cif", "b"));
  EXPECT_EQ(split_source("f/a.CIF.gz#b#2"), Parts("f/a.CIF.gz", "b#2"));
  EXPECT_EQ(split_source("f#1/a.cif#2.cif#b"), Parts("f#1/a.cif#2.cif", "b"));
  EXPECT_EQ(split_source("notes.txt#b"), Parts("notes.txt", "b"));
  EXPECT_EQ(split_source("a.cif"), Parts("a.cif", ""));
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
