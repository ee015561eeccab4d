// SPDX-License-Identifier: MIT
// LAMMPS' text dumps: boxes and columns of every kind, and what is refused with its line.
#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

using LammpsDump = ScreenTest;

const std::string kHead = "ITEM: TIMESTEP\n50\nITEM: NUMBER OF ATOMS\n2\n";
const std::string kBox = "ITEM: BOX BOUNDS pp ff ss\n-1 3\n0 5\n0 6\n";
const std::string kAtoms =
    "ITEM: ATOMS id type element x y z vx\n7 2 O 1 2 3 0\n3 1 Si 0 0 0.5 0\n";
const std::string kFrame = kHead + kBox + kAtoms;

TEST_F(LammpsDump, ReadsAFrameInOrderOfIds) {
  const Snapshot s = first("a.dump", kFrame);
  EXPECT_EQ(s.frame, 50);
  EXPECT_EQ(s.cell, (Mat3{{{4, 0, 0}, {0, 5, 0}, {0, 0, 6}}}));
  EXPECT_EQ(s.periodic, (std::array<bool, 3>{true, false, false}));
  EXPECT_EQ(s.z, (std::vector<int>{14, 8}));
  EXPECT_EQ(s.positions[1], (Vec3{1, 2, 3}));
}

TEST_F(LammpsDump, TakesTypesWhereElementsAreGiven) {
  EXPECT_EQ(first("dump.a", kFrame, {29, 16}).z, (std::vector<int>{29, 16}));
  EXPECT_EQ(first("dump.a", kFrame, {29, 0}).z, (std::vector<int>{29}));
}

TEST_F(LammpsDump, UndoesTheBoundsOfATiltedBox) {
  // xlo = 0, xhi = 4, ylo = 0, yhi = 5, zlo = 0, zhi = 6, with tilts -1, 0.5, -2
  const Snapshot s =
      first("a.dump", kHead +
                          "ITEM: BOX BOUNDS xy xz yz pp pp pp\n-1 4.5 -1\n-2 5 0.5\n0 "
                          "6 -2\n" +
                          replaced(kAtoms, "x y z", "xs ys zs"));
  EXPECT_EQ(s.cell, (Mat3{{{4, 0, 0}, {-1, 5, 0}, {0.5, -2, 6}}}));
  EXPECT_EQ(s.positions[1], (Vec3{4 - 2 + 1.5, 10 - 6, 18}));
}

TEST_F(LammpsDump, ReadsAGeneralBox) {
  const Snapshot s = first(
      "a.lammpstrj", kHead + "ITEM: BOX BOUNDS abc origin pp pp pp\n0 4 0 1\n5 0 0 1\n0 0 6 1\n" +
                         replaced(kAtoms, "x y z", "xsu ysu zsu"));
  EXPECT_EQ(s.cell, (Mat3{{{0, 4, 0}, {5, 0, 0}, {0, 0, 6}}}));
  EXPECT_EQ(s.positions[1], (Vec3{10, 4, 18}));
}

TEST_F(LammpsDump, TakesWhatElseADumpMayHold) {
  const std::string extra = "ITEM: UNITS\nmetal\nITEM: TIME\n0.05\n";
  const auto parts = read(write("a.dump", extra + kFrame + "ITEM: TIME\n0.1\n" + kFrame + "\n"));
  EXPECT_EQ(parts.size(), 2U);
  const std::string old_box = replaced(kBox, " pp ff ss", "");
  EXPECT_EQ(first("old.dump", kHead + old_box + replaced(kAtoms, "x y z", "xu yu zu")).periodic,
            (std::array<bool, 3>{true, true, true}));
  EXPECT_EQ(first("named-by-its-text", kFrame).frame, 50);
}

TEST_F(LammpsDump, RefusesMalformedFiles) {
  const std::pair<std::string, std::string> cases[] = {
      {replaced(kFrame, "\n50\n", "\nfifty\n"), "line 2: the timestep is 'fifty'"},
      {replaced(kFrame, "ATOMS\n2\n", "ATOMS\n2.5\n"), "line 4: the number of atoms is '2.5'"},
      {replaced(kFrame, "ATOMS\n2\n", "ATOMS\n3\n"),
       "line 12: the file ends where an atom should stand"},
      {replaced(kFrame, "ATOMS\n2\n", "ATOMS\n1\n"), "line 11: no ITEM: that a dump"},
      {replaced(kFrame, "ff", "xx"), "line 5: boundary 'xx'"},
      {replaced(kFrame, " ff ss", ""), "line 5: unknown kind of box"},
      {replaced(kFrame, "-1 3\n", "-1 3 0\n"), "line 6: 3 numbers, not 2"},
      {replaced(kFrame, "-1 3\n", "-1 inf\n"), "line 6: a box bound is 'inf', not a number"},
      {replaced(kFrame, " x y z", " x y"), "line 9: no columns of positions"},
      {replaced(kFrame, " element", " mol"), "line 9: no column element; say what the types are"},
      {kBox + kAtoms, "line 5: no ITEM: TIMESTEP, NUMBER OF ATOMS or BOX BOUNDS"},
      {"ITEM: UNITS\nlj\n" + kFrame, "line 2: units lj have lengths in something else"},
      {kHead, "line 5: the file ends where a further ITEM: should stand"},
      {"ITEM: NUMBER OF ENTRIES\n3\n", "line 1: no ITEM: that a dump"},
  };
  for (const auto& [text, reason] : cases)
    EXPECT_EQ(problem("a.dump", text).substr(0, reason.size()), reason);
  EXPECT_EQ(problem("a.dump", replaced(kFrame, " type", " mol"), {14, 8}),
            "line 9: no column type for --elements; dump type, or element without --elements");
}

TEST_F(LammpsDump, LeavesOutAFrameWithABadAtom) {
  const std::pair<std::string, std::string> cases[] = {
      {replaced(kFrame, " Si ", " Qq "), "line 11: 'Qq' is no element"},
      {replaced(kFrame, "0 0 0.5 0\n", "0 0 0.5\n"), "line 11: 6 columns, not 7"},
      {replaced(kFrame, "0 0 0.5 0\n", "0 0 zero 0\n"), "line 11: a position is 'zero'"},
      {replaced(kFrame, "\n3 1 Si", "\n3.5 1 Si"), "line 11: the id is '3.5'"},
  };
  for (const auto& [text, reason] : cases)
    EXPECT_EQ(frame_problem("a.dump", text, kFrame).substr(0, reason.size()), reason);
  const std::string one = replaced(kFrame, "7 2 O", "7 1 O");
  EXPECT_EQ(frame_problem("a.dump", kFrame, one, {14}),
            "line 10: type 2, but --elements names 1; name the element of each type");
}

}  // namespace
}  // namespace clasp
