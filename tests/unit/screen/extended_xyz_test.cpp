// SPDX-License-Identifier: MIT
// Extended XYZ: what is read, and what is refused with its line.
#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

using ExtendedXyz = ScreenTest;

const std::string kFrame =
    "2\n"
    "Lattice=\"4 0 0 1 5 0 0 0 6\" Properties=id:I:1:species:S:1:pos:R:3:forces:R:3 pbc=\"T T F\"\n"
    "1 Si 0.5 +1.5 -2.5e0 0 0 0\n"
    "2 o 1 2 3 0 0 0\n";

TEST_F(ExtendedXyz, ReadsCellColumnsAndBoundaries) {
  const Snapshot s = first("a.xyz", kFrame);
  EXPECT_EQ(s.cell, (Mat3{{{4, 0, 0}, {1, 5, 0}, {0, 0, 6}}}));
  EXPECT_EQ(s.periodic, (std::array<bool, 3>{true, true, false}));
  EXPECT_EQ(s.z, (std::vector<int>{14, 8}));
  EXPECT_EQ(s.positions[0], (Vec3{0.5, 1.5, -2.5}));
  EXPECT_EQ(s.id, folder_ + "/a.xyz");
}

TEST_F(ExtendedXyz, KnowsTheWaysToWriteAComment) {
  const auto pbc = [&](const std::string& comment) {
    return first("a.extxyz", "1\n" + comment + "\nSi 0 0 0\n").periodic;
  };
  const std::string lattice = "Lattice='4 0 0 0 4 0 0 0 4'";
  EXPECT_EQ(pbc("energy=-1 " + lattice), (std::array<bool, 3>{true, true, true}));
  EXPECT_EQ(pbc(lattice + " pbc=[True, false, 1]"), (std::array<bool, 3>{true, false, true}));
  EXPECT_EQ(pbc("pbc={0 T F} lattice=\"4 0 0 0 4 0 0 0 4\""),
            (std::array<bool, 3>{false, true, false}));
  EXPECT_EQ(pbc("a plain comment, it's free = text"), (std::array<bool, 3>{}));
  EXPECT_EQ(pbc(""), (std::array<bool, 3>{}));
}

TEST_F(ExtendedXyz, NumbersFramesAndPassesOverThem) {
  const std::string path = write("a.xyz", kFrame + kFrame + "1\n\nC 0 0 0 1.5\r\n\n\n");
  const auto parts = read(path);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[2].snapshots[0].frame, 2);
  EXPECT_EQ(parts[2].snapshots[0].z, std::vector<int>{6});
  const auto reader = open_snapshots(path, {});
  EXPECT_TRUE(reader->next(nullptr));
  EXPECT_TRUE(reader->next(nullptr));
  SnapshotPart part;
  EXPECT_TRUE(reader->next(&part));
  EXPECT_EQ(part.snapshots[0].frame, 2);
  EXPECT_FALSE(reader->next(nullptr));
}

TEST_F(ExtendedXyz, RefusesMalformedFiles) {
  const std::pair<std::string, std::string> cases[] = {
      {replaced(kFrame, "2\n", "two\n"), "line 1: the number of atoms is 'two'"},
      {replaced(kFrame, "2\n", "-2\n"), "line 1: the number of atoms is '-2'"},
      {replaced(kFrame, "2\n", "1\n"), "line 4: the number of atoms should stand alone here"},
      {replaced(kFrame, "2\n", "3\n"), "line 5: the file ends where an atom should stand"},
      {"2\n", "line 2: the file ends where the comment line should stand"},
      {replaced(kFrame, " 0 0 6\"", "\""), "line 2: Lattice has 6 numbers, not 9"},
      {replaced(kFrame, "\"4 ", "\"x "), "line 2: Lattice is 'x', not a number"},
      {replaced(kFrame, "T F\"", "T F"), "line 2: the value of pbc has no end"},
      {replaced(kFrame, "T T F", "T T X"), "line 2: pbc has the value X"},
      {replaced(kFrame, "T T F", "T T"), "line 2: pbc has not three values"},
      {"1\npbc=\"T T T\"\nSi 0 0 0\n", "line 2: pbc says periodic, but there is no Lattice"},
      {replaced(kFrame, "id:I:1", "id:I"), "line 2: Properties is no list"},
      {replaced(kFrame, "id:I:1", "id:I:x"), "line 2: a width in Properties is 'x'"},
      {replaced(kFrame, "species", "name"), "line 2: Properties names no species:S:1"},
  };
  for (const auto& [text, reason] : cases)
    EXPECT_EQ(problem("a.xyz", text).substr(0, reason.size()), reason);
}

TEST_F(ExtendedXyz, LeavesOutAFrameWithABadAtom) {
  const std::pair<std::string, std::string> cases[] = {
      {replaced(kFrame, "2 o", "2 Qq"), "line 4: 'Qq' is no element; give chemical symbols"},
      {replaced(kFrame, "+1.5", "1.5x"), "line 3: a position is '1.5x', not a number"},
      {replaced(kFrame, "+1.5", "nan"), "line 3: a position is 'nan', not a number"},
      {replaced(kFrame, "+1.5 ", ""), "line 3: 7 columns, not 8"},
      {replaced(kFrame, "+1.5 ", "1 1 "), "line 3: 9 columns, not 8"},
      {"1\n\nSi 0 0\n", "line 3: 3 columns, not 4"},
  };
  for (const auto& [text, reason] : cases)
    EXPECT_EQ(frame_problem("a.xyz", text, kFrame).substr(0, reason.size()), reason);
}

}  // namespace
}  // namespace clasp
