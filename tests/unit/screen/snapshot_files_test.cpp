// SPDX-License-Identifier: MIT
// CIF files, compressed files, long lines: what all formats share.
#include "corpus/files.h"
#include "support/archive_writer.h"
#include "unit/corpus/cif_texts.h"
#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

using SnapshotFiles = ScreenTest;

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
  const auto parts = read(test::write_archive(
      folder_ + "/a.tar.gz",
      {{"x.cif", rock_salt_cif()}, {"notes.txt", "none"}, {"bad.cif", "none"}}));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].snapshots.at(0).id, folder_ + "/a.tar.gz/x.cif");
  EXPECT_EQ(parts[1].rejected.at(0).id, folder_ + "/a.tar.gz/bad.cif");
  const std::string xyz =
      test::write_archive(folder_ + "/b.xyz.gz", {{"b", "1\n\nSi 0 0 0\n"}}, true);
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
