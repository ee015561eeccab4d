// SPDX-License-Identifier: MIT
// Shards put together are the corpus that one run would have made.
#include "corpus/merge.h"

#include <atomic>
#include <thread>

#include "corpus/abstracts.h"
#include "corpus/caption_lines.h"
#include "corpus/duplicates.h"
#include "corpus/ingest.h"
#include "corpus/keywords.h"
#include "corpus/split.h"
#include "unit/corpus/cif_texts.h"
#include "unit/corpus/corpus_contents.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

class MergeTest : public FolderTest {
 protected:
  MergeTest() {
    int n = 0;
    for (const char* metal : {"Na", "K", "Rb", "Cs", "Na", "K", "Li", "Zz", "Ag"})
      write("cif/" + std::to_string(n++) + ".cif",
            rock_salt_cif("b", "_publ_section_title 'On " + std::string(metal) + "'\n", metal));
    lines_ = write(
        "lines.jsonl",
        "{\"cif\": \"1.cif\", \"title\": \"Sylvite\", \"doi\": \"10.1/k\", \"set\": \"salts\"}\n");
  }
  std::string ingested(const std::string& name, int shard = 1, int shards = 1) {
    std::string path = folder_ + "/" + name;
    Database db(path, Database::Mode::kCreate);
    IngestOptions options;
    options.paths = {folder_ + "/cif"};
    options.shard = shard;
    options.shards = shards;
    ingest(db, options);
    attach_captions(db, lines_);
    return path;
  }
  static CorpusContents contents(const Database& db) {
    return contents_of(db, [](const StructureRow& r) { return r.source; });
  }
  std::string lines_;
};

TEST_F(MergeTest, ShardsAreTheWholeAndTwiceIsOnce) {
  const Database whole(ingested("whole.db"), Database::Mode::kRead);
  Database merged(folder_ + "/merged.db", Database::Mode::kCreate);
  std::vector<std::string> shards;
  for (int i = 1; i <= 3; ++i) shards.push_back(ingested("s" + std::to_string(i), i, 3));
  for (int pass = 0; pass < 2; ++pass) {
    std::int64_t added = 0, duplicates_met = 0;
    for (const std::string& shard : shards) {
      const auto report = merge_corpus(merged, shard);
      added += report.structures;
      duplicates_met += report.duplicates;
    }
    EXPECT_EQ(added, pass == 0 ? 8 : 0);
    EXPECT_EQ(duplicates_met, pass == 0 ? 2 : 0);
    EXPECT_EQ(merged.rejected(), whole.rejected());
    EXPECT_EQ(duplicates(merged).size(), 2u);
    EXPECT_TRUE(contents(merged) == contents(whole));
  }
}

TEST_F(MergeTest, TitlesThatReplacedTheFilesStay) {
  Database into(ingested("into.db"), Database::Mode::kWrite);
  Database bare(folder_ + "/bare.db", Database::Mode::kCreate);
  IngestOptions options;
  options.paths = {folder_ + "/cif"};
  ingest(bare, options);
  const auto before = contents(into);
  merge_corpus(into, bare.path());
  EXPECT_TRUE(contents(into) == before);
}

TEST_F(MergeTest, KeepsSplitsAnswersAndPackings) {
  Database from(ingested("from.db"), Database::Mode::kWrite);
  split_corpus(from, SplitBy::kRow, 0);
  StructureRow packing;
  packing.source = "packing";
  packing.phase = Phase::kLiquid;
  packing.parent = 3;
  packing.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  packing.structure.sites = {{{0, 0, 0}, {{1, 1.0}}}};
  const auto packed = from.source_of(packing.parent);
  from.add_structure(packing);
  const auto publication = from.add_publication({0, "10.1/k", "Sylvite", "", 0});
  add_keywords(from, {publication, {"salt"}, "m", ""});
  add_abstract(from, {"10.1/k", "Text", ""});
  add_abstract(from, {"10.1/x", "", "no abstract"});

  Database into(folder_ + "/into.db", Database::Mode::kCreate);
  into.add_publication({0, "10.9/first", "Shifts the ids", "", 0});
  into.add_rejected(packed, "was too large there");
  add_abstract(into, {"10.1/k", "", "no abstract"});
  add_abstract(into, {"10.1/x", "Found later", ""});
  merge_corpus(into, from.path());
  EXPECT_TRUE(contents(into) == contents(from));
  EXPECT_FALSE(into.source_of(1).empty());
  EXPECT_EQ(into.count("rejected"), 1);  // the one that no corpus could read
  EXPECT_EQ(abstract_of(into, "10.1/K"), "Text");
  EXPECT_EQ(abstract_of(into, "10.1/x"), "Found later");
  ASSERT_EQ(keywords(into).size(), 1u);
  EXPECT_EQ(into.publication(keywords(into)[0].publication)->title, "Sylvite");
  into.for_each_structure([&](const StructureRow& r) {
    if (r.phase == Phase::kLiquid) EXPECT_EQ(into.source_of(r.parent), packed);
  });
}

TEST_F(MergeTest, TakesOneStateOfAShardThatGrows) {
  const std::string shard = ingested("growing.db");
  std::atomic<bool> done{false};
  std::thread writer([&] {
    Database db(shard, Database::Mode::kWrite);
    StructureRow row;
    row.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    row.structure.sites = {{{0, 0, 0}, {{1, 1.0}}}};
    for (int i = 0; i < 200; ++i) {
      row.source = std::to_string(i);
      Database::Transaction transaction(db);
      db.add_caption({db.add_structure(row), 0, "textbook", row.source});
      transaction.commit();
    }
    done = true;
  });
  for (int i = 0; !done; ++i) {
    Database into(folder_ + "/into" + std::to_string(i), Database::Mode::kCreate);
    EXPECT_NO_THROW(merge_corpus(into, shard));
  }
  writer.join();
}

}  // namespace
}  // namespace clasp
