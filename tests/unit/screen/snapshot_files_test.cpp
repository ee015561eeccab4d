// SPDX-License-Identifier: MIT
// CIF files, compressed files, long lines: what all formats share.
#include <archive.h>
#include <archive_entry.h>

#include "corpus/files.h"
#include "unit/corpus/cif_texts.h"
#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

using SnapshotFiles = ScreenTest;

/// Members as a compressed archive; a single one without a name is compressed bare.
std::string packed(const std::string& path,
                   const std::vector<std::pair<std::string, std::string>>& members) {
  archive* a = archive_write_new();
  if (members[0].first.empty())
    archive_write_set_format_raw(a);
  else
    archive_write_set_format_pax_restricted(a);
  archive_write_add_filter_gzip(a);
  EXPECT_EQ(archive_write_open_filename(a, path.c_str()), ARCHIVE_OK);
  for (const auto& [name, text] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(a, entry);
    archive_write_data(a, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return path;
}

TEST_F(SnapshotFiles, CifGivesItsBlocksAndWhatFailed) {
  const auto parts = read(write("a.cif", rock_salt_cif("one") + rock_salt_cif("two") +
                                             replaced(rock_salt_cif("three"), "5.64", "x")));
  ASSERT_EQ(parts.size(), 1U);
  ASSERT_EQ(parts[0].snapshots.size(), 2U);
  EXPECT_EQ(parts[0].snapshots[1].id, folder_ + "/a.cif#two");
  EXPECT_EQ(parts[0].snapshots[1].z.size(), 8U);
  EXPECT_EQ(composition(parts[0].snapshots[1]), (std::map<int, double>{{11, 4}, {17, 4}}));
  ASSERT_EQ(parts[0].rejected.size(), 1U);
  EXPECT_EQ(parts[0].rejected[0].id, folder_ + "/a.cif#three");
}

TEST_F(SnapshotFiles, CifWithPartialOccupanciesIsRejected) {
  const std::string text = replaced(rock_salt_cif(), "_atom_site_fract_z\n",
                                    "_atom_site_fract_z\n_atom_site_occupancy\n");
  const auto reason = [&](const std::string& sites) {
    return read(write("a.cif", text.substr(0, text.find("Na 0 0 0")) + sites))
        .at(0)
        .rejected.at(0)
        .reason;
  };
  EXPECT_EQ(reason("Na 0 0 0 0.9\nCl .5 .5 .5 1\n").substr(0, 34),
            "site 1: Na occupies it to 0.9 only");
  EXPECT_EQ(reason("Na 0 0 0 .5\nK 0 0 0 .5\nCl .5 .5 .5 1\n").substr(0, 28),
            "site 1: 2 elements share it;");
}

TEST_F(SnapshotFiles, ArchivesAndCompressedFiles) {
  const auto parts =
      read(packed(folder_ + "/a.tar.gz",
                  {{"x.cif", rock_salt_cif()}, {"notes.txt", "none"}, {"bad.cif", "none"}}));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].snapshots.at(0).id, folder_ + "/a.tar.gz/x.cif");
  EXPECT_EQ(parts[1].rejected.at(0).id, folder_ + "/a.tar.gz/bad.cif");
  const std::string xyz = packed(folder_ + "/b.xyz.gz", {{"", "1\n\nSi 0 0 0\n"}});
  EXPECT_EQ(read(xyz).at(0).snapshots.at(0).z, std::vector<int>{14});
  std::filesystem::resize_file(xyz, 20);
  EXPECT_THROW(read(xyz), Error);
}

TEST_F(SnapshotFiles, LinesLongerThanTheBuffer) {
  const Snapshot s = first("a.xyz", "2\nnote=" + std::string(1000000, 'x') +
                                        " Lattice=\"9 0 0 0 9 0 0 0 9\"\nSi 0 0 0\nO 1 1 1");
  EXPECT_EQ(s.periodic, (std::array<bool, 3>{true, true, true}));
  EXPECT_EQ(s.positions.at(1), (Vec3{1, 1, 1}));
  EXPECT_EQ(problem("b.xyz", "1\n" + std::string(std::size_t{1} << 25, 'x')).substr(0, 38),
            "line 2: is longer than 16 MB; give a t");
}

TEST_F(SnapshotFiles, FoldersGiveTheFormatsByName) {
  for (const char* name : {"f/b.cif", "f/a.XYZ", "f/dump.lj", "f/c.dump.gz", "f/d.lammpstrj",
                           "f/e.tar.xz", "f/notes.txt", "f/log.lammps", "f/sub/g.extxyz.gz"})
    write(name, "");
  std::string names;
  for (const std::string& path : list_files({folder_ + "/f"}, is_snapshot_file))
    names += path.substr(folder_.size() + 3) + " ";
  EXPECT_EQ(names, "a.XYZ b.cif c.dump.gz d.lammpstrj dump.lj e.tar.xz sub/g.extxyz.gz ");
  EXPECT_EQ(problem("unnamed", ""), "is empty; give a dump, extended XYZ or CIF file");
}

}  // namespace
}  // namespace clasp
