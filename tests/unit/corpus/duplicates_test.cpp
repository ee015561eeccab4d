// SPDX-License-Identifier: MIT
// One crystal in other words is recognised, another one with the same formula is not.
#include "corpus/duplicates.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "corpus/ingest.h"
#include "unit/corpus/cif_texts.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

Structure rock_salt(double a = 5.64) {
  Structure s;
  s.lattice = {{{a, 0, 0}, {0, a, 0}, {0, 0, a}}};
  for (const Vec3& f : {Vec3{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}}) {
    s.sites.push_back({f, {{11, 1.0}}});
    s.sites.push_back({{f[0] + .5, f[1], f[2]}, {{17, 1.0}}});
  }
  return s;
}

TEST(SameCrystal, WhateverOriginOrderOrientationAndRounding) {
  const Structure a = rock_salt();
  EXPECT_TRUE(same_crystal(a, a));
  Structure b = rock_salt(5.644);
  for (Site& site : b.sites)
    site.frac = {site.frac[1] + 0.1, site.frac[2] - 0.3, site.frac[0] + 0.0004};
  std::reverse(b.sites.begin(), b.sites.end());
  EXPECT_TRUE(same_crystal(a, b));
  EXPECT_TRUE(same_crystal(b, a));
}

TEST(SameCrystal, NotOfAnotherSizeOrderOrOccupancy) {
  const Structure a = rock_salt();
  EXPECT_FALSE(same_crystal(a, rock_salt(5.70)));
  Structure moved = a;
  moved.sites[0].frac[0] += 0.02;
  EXPECT_FALSE(same_crystal(a, moved));
  Structure swapped = a;  // the same points, another arrangement of the elements
  std::swap(swapped.sites[0].occupants, swapped.sites[1].occupants);
  EXPECT_FALSE(same_crystal(a, swapped));
  Structure partial = a;
  partial.sites[0].occupants[0].occupancy = 0.9;
  EXPECT_FALSE(same_crystal(a, partial));
  Structure fewer = a;
  fewer.sites.pop_back();
  EXPECT_FALSE(same_crystal(a, fewer));
}

class DuplicatesTest : public FolderTest {
 protected:
  DuplicatesTest() {
    write("cif/a.cif", rock_salt_cif("one"));
    write("cif/b.cif", rock_salt_cif("two"));
    write("cif/c.cif", rock_salt_cif("other", "", "K"));
    write("cif/d.cif", rock_salt_cif("three"));
  }
};

TEST_F(DuplicatesTest, AreKeptAndMarked) {
  Database db(folder_ + "/corpus.db", Database::Mode::kCreate);
  IngestOptions options;
  options.paths = {folder_ + "/cif"};
  const auto report = ingest(db, options);
  EXPECT_EQ(report.accepted, 4);
  EXPECT_EQ(report.duplicates, 2);
  const std::map<std::int64_t, std::int64_t> expected = {{2, 1}, {4, 1}};
  EXPECT_EQ(duplicates(db), expected);
}

TEST_F(DuplicatesTest, AreRejectedWithTheNameOfTheFirst) {
  Database db(folder_ + "/corpus.db", Database::Mode::kCreate);
  IngestOptions options;
  options.paths = {folder_ + "/cif"};
  options.skip_duplicates = true;
  const auto report = ingest(db, options);
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.rejected, 2);
  EXPECT_EQ(db.rejected().at(0).first, folder_ + "/cif/b.cif#two");
  EXPECT_EQ(db.rejected().at(0).second, "the same crystal as '" + folder_ + "/cif/a.cif#one'");
  EXPECT_EQ(ingest(db, options).known, 4);
}

}  // namespace
}  // namespace clasp
