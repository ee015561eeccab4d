// SPDX-License-Identifier: MIT
// The ranked table: order, tags, quoting, shards.
#include "screen/screen_table.h"

#include "core/error.h"
#include "screen/screen_journal.h"
#include "unit/screen/screen_test.h"

namespace clasp {
namespace {

using ScreenTableTest = ScreenTest;

ScreenTable example(const std::vector<int>& rows) {
  const ScreenedSnapshot all[] = {{"a,\"b\".xyz", 10, 2, "Si", {95.0, 20.0}, {0.5, 0.1}},
                                  {"a,\"b\".xyz", 9, 2, "Si", {10.0, 94.9999}, {0.5, 0.9}},
                                  {"c#d.cif", 0, 3, "SiO2", {99.0, 99.0}, {0.8, 0.9}}};
  ScreenTable table("m.safetensors", 95.0, {"one, \"quoted\"", "two"});
  for (const int row : rows) table.add(all[row]);
  return table;
}

TEST_F(ScreenTableTest, RanksAndTags) {
  const std::string head =
      "# CLaSP screening, format 1\n# model: \"m.safetensors\"\n# tag percentile: 95\n"
      "# prompt 1: \"one, \"\"quoted\"\"\"\n# prompt 2: \"two\"\n"
      "rank,path,frame,atoms,formula,best,tag,percentile_1,percentile_2,cosine_1,cosine_2\n";
  const std::string first = "1,\"c#d.cif\",0,3,SiO2,2,\"two\",99.000,99.000,0.800000,0.900000\n";
  EXPECT_EQ(example({0, 1, 2}).csv(1, 0),
            head + first +
                "2,\"a,\"\"b\"\".xyz\",9,2,Si,2,\"unknown\",10.000,95.000,0.500000,0.900000\n"
                "3,\"a,\"\"b\"\".xyz\",10,2,Si,1,\"one, \"\"quoted\"\"\",95.000,20.000,0.500000,"
                "0.100000\n");
  EXPECT_EQ(example({0, 1, 2}).csv(1, 1), head + first);
  EXPECT_EQ(example({}).csv(1, 0), head);
}

TEST_F(ScreenTableTest, MergesShardsInAnyOrder) {
  const std::string a = write("a.csv", example({2}).csv(1, 0));
  const std::string b = write("b.csv", example({0, 1}).csv(1, 0));
  const std::string none = write("none.csv", example({}).csv(1, 0));
  for (const int by : {1, 2})
    EXPECT_EQ(ScreenTable::merged({b, none, a}).csv(by, 0), example({0, 1, 2}).csv(by, 0));
}

TEST_F(ScreenTableTest, JournalKeepsFilesApart) {
  const std::string path = folder_ + "/j.partial";
  const nlohmann::json settings = {{"n", 1}};
  {
    ScreenJournal journal(path, settings);
    journal.begin_writing();
    journal.add("a\xff", 0, {{"a", 1, 2, "Si", {1.5}, {0.25}}}, {{"b", "bad"}});
    journal.finish("a\xff");
    journal.add("c", 4, {}, {});
  }
  ScreenJournal journal(path, settings);
  EXPECT_TRUE(journal.finished("a\xff"));
  EXPECT_FALSE(journal.finished("c"));
  EXPECT_EQ(journal.next_part("c"), 5);
  EXPECT_EQ(journal.next_part("d"), 0);
  ASSERT_EQ(journal.rows().size(), 1U);
  EXPECT_EQ(journal.rows()[0].cosine, std::vector<double>{0.25});
  EXPECT_EQ(journal.rejected().at(0).reason, "bad");
  EXPECT_THROW(ScreenJournal(path, {{"n", 2}}), Error);
}

}  // namespace
}  // namespace clasp
