// SPDX-License-Identifier: MIT
// Splits: 8:1:1, nothing of one paper, composition or parent on two sides; and what `info` counts.
#include "corpus/split.h"

#include <set>

#include "corpus/summary.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

class SplitTest : public FolderTest {
 protected:
  void SetUp() override {
    FolderTest::SetUp();
    db_ = std::make_unique<Database>(folder_ + "/corpus.db", Database::Mode::kCreate);
    transaction_ = std::make_unique<Database::Transaction>(*db_);
  }
  void TearDown() override {
    db_.reset();
    FolderTest::TearDown();
  }
  std::int64_t add(const std::string& source, const std::string& formula,
                   const std::string& group = {}) {
    StructureRow row;
    row.source = source;
    row.formula = formula;
    row.group = group.empty() ? source : group;
    row.space_group = 225;
    row.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    row.structure.sites = {{{0, 0, 0}, {{1, 1.0}}}};
    return db_->add_structure(row);
  }
  void add_many(int n, const std::string& prefix = "f") {
    for (int i = 0; i < n; ++i)
      add(prefix + std::to_string(i) + ".cif#1", prefix + std::to_string(i));
  }
  SplitReport split(SplitBy by = SplitBy::kDoi, std::uint64_t seed = 0) {
    if (transaction_) transaction_->commit();
    transaction_.reset();
    return split_corpus(*db_, by, seed);
  }
  std::map<std::string, std::string> splits() const {
    std::map<std::string, std::string> all;
    db_->for_each_structure([&](const StructureRow& row) { all[row.source] = row.split; });
    return all;
  }
  std::set<std::string> splits_of(const std::vector<std::string>& sources) const {
    const auto all = splits();
    std::set<std::string> found;
    for (const auto& s : sources) found.insert(all.at(s));
    return found;
  }

  std::unique_ptr<Database> db_;
  std::unique_ptr<Database::Transaction> transaction_;
};

TEST_F(SplitTest, IsEightToOneToOne) {
  add_many(2000);
  for (const SplitBy by : {SplitBy::kDoi, SplitBy::kComposition, SplitBy::kRow}) {
    auto report = split(by);
    EXPECT_EQ(report.groups, 2000);
    EXPECT_NEAR(static_cast<double>(report.structures["train"]), 1600, 60);
    EXPECT_NEAR(static_cast<double>(report.structures["validation"]), 200, 50);
    EXPECT_NEAR(static_cast<double>(report.structures["test"]), 200, 50);
  }
}

TEST_F(SplitTest, IsTheSameEveryTimeAndAnotherWithAnotherSeed) {
  add_many(300);
  split();
  const auto first = splits();
  split(SplitBy::kDoi, 7);
  EXPECT_NE(splits(), first);
  split();
  EXPECT_EQ(splits(), first);
}

TEST_F(SplitTest, NothingThatBelongsTogetherStraddles) {
  // Chains of ten structures, each held together by other means; many chains, so that chance cannot
  // hide a fault.
  for (int c = 0; c < 60; ++c) {
    const std::string n = std::to_string(c);
    const auto source = [&](int i) { return "d/" + n + "-" + std::to_string(i) + ".cif#1"; };
    const auto formula = [&](int i) { return "F" + n + "-" + std::to_string(i); };
    add(source(0), formula(0), "10.1/" + n);
    const auto one = add(source(1), formula(1), "10.1/" + n);  // same group
    const auto two = add(source(2), formula(2));               // same DOI, other case
    const auto three = add(source(3), formula(3));             // same title
    add(source(4), formula(3));                                // same formula
    const auto five = add(source(5), formula(5));              // parent below
    add("d/mp-" + n + ".cif#1", formula(5));                   // the parent's formula
    add("d/mp-" + n + ".cif#2", formula(7));                   // same file
    db_->add_caption({one, db_->add_publication({0, "10.2/" + n, "A" + n, "", 0}), "title", "x"});
    db_->add_caption(
        {two, db_->add_publication({0, "10.2/" + n, "Title " + n, "", 0}), "title", "x"});
    db_->add_caption(
        {three, db_->add_publication({0, "", "TITLE " + n, "", 0}), "weak-title", "x"});
    db_->add_label({three, "mp_id", "mp-" + n});
    db_->add_label({five, "mp_id", "mp-" + n});
    StructureRow packing;
    packing.source = "packing-" + n;
    packing.formula = formula(9);
    packing.group = packing.source;
    packing.parent = one;
    packing.phase = Phase::kLiquid;
    packing.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    packing.structure.sites = {{{0, 0, 0}, {{1, 1.0}}}};
    db_->add_structure(packing);
  }
  const auto report = split();
  std::set<std::string> used;
  for (int c = 0; c < 60; ++c) {
    const std::string n = std::to_string(c);
    std::vector<std::string> sources = {"d/mp-" + n + ".cif#1", "d/mp-" + n + ".cif#2",
                                        "packing-" + n};
    for (int i = 0; i < 6; ++i) sources.push_back("d/" + n + "-" + std::to_string(i) + ".cif#1");
    const auto found = splits_of(sources);
    EXPECT_EQ(found.size(), 1u) << "chain " << c;
    used.insert(found.begin(), found.end());
  }
  EXPECT_EQ(used.size(), 3u);
  EXPECT_EQ(report.largest, 9);
}

TEST_F(SplitTest, ByCompositionOnlyFormulasStayTogether) {
  for (int i = 0; i < 300; ++i)
    add("f" + std::to_string(i) + ".cif#1", "F" + std::to_string(i / 3), "10.1/all");
  const auto report = split(SplitBy::kComposition);
  EXPECT_EQ(report.groups, 100);
  EXPECT_EQ(report.largest, 3);
  for (int i = 0; i < 300; i += 3)
    EXPECT_EQ(splits_of({"f" + std::to_string(i) + ".cif#1", "f" + std::to_string(i + 1) + ".cif#1",
                         "f" + std::to_string(i + 2) + ".cif#1"})
                  .size(),
              1u);
}

TEST_F(SplitTest, LargeGroupsAndMostTextbookMaterialsAreForTraining) {
  add_many(400);
  for (int i = 0; i < 100; ++i) add("same/" + std::to_string(i) + ".cif#1", "SiO2");
  for (int i = 0; i < 300; ++i)
    add("textbook/" + std::to_string(i) + "/fcc", "T" + std::to_string(i));
  split();
  int textbook_train = 0, small_train = 0;
  for (const auto& [source, split] : splits()) {
    if (source.rfind("same/", 0) == 0) EXPECT_EQ(split, "train");
    if (source.rfind("textbook/", 0) == 0) textbook_train += split == "train";
    if (source[0] == 'f') small_train += split == "train";
  }
  EXPECT_NEAR(textbook_train, 270, 25);
  // 20 % of all 800 are held out, from the 700 outside the large group.
  EXPECT_NEAR(small_train, 400 * (1 - 160.0 / 700), 35);
}

TEST_F(SplitTest, SummaryCountsWhatIsThere) {
  const auto a = add("arch.tar/x/a.cif#1", "A");
  add("arch.tar/x/b.cif#1", "B");
  add("textbook/si/diamond", "Si");
  db_->add_caption({a, 0, "title", "A title"});
  db_->add_label({a, "set", "s"});
  db_->add_rejected("arch.tar/c.cif", "block 'c': 600 sites");
  db_->add_rejected("arch.tar/d.cif", "block 'd': 7.5 sites");
  split();
  const auto s = summarise(*db_);
  EXPECT_EQ(s.at("structures"), 3);
  EXPECT_EQ(s.at("structures_with_captions"), 1);
  EXPECT_EQ(s.at("sources").at("arch.tar/x"), 2);
  EXPECT_EQ(s.at("sources").at("textbook"), 1);
  EXPECT_EQ(s.at("crystal_systems").at("cubic"), 3);
  EXPECT_EQ(s.at("captions").at("title"), 1);
  EXPECT_EQ(s.at("labels").at("set"), 1);
  EXPECT_EQ(s.at("rejected").size(), 2u);
  ASSERT_EQ(s.at("rejected_reasons").size(), 1u);
  EXPECT_EQ(s.at("rejected_reasons")[0].at("reason"), "block *: * sites");
  EXPECT_EQ(s.at("rejected_reasons")[0].at("count"), 2);
  const std::string text = summary_text(s);
  EXPECT_NE(
      text.find("3 structures (3 sites), 1 of them with captions; 0 publications; 2 rejected"),
      std::string::npos)
      << text;
}

TEST_F(SplitTest, AnaloguesFollowTheCrystalsOfTheirFormulaAndMoveNothing) {
  StructureRow row;
  row.space_group = 225;
  row.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  const auto add_element = [&](const std::string& source, int z) {
    row.source = row.group = source;
    row.formula = std::to_string(z);
    row.structure.sites = {{{0, 0, 0}, {{z, 1.0}}}};
    db_->add_structure(row);
  };
  for (int z = 1; z <= 90; ++z) add_element(std::to_string(z), z);
  split();
  const auto before = splits();
  transaction_ = std::make_unique<Database::Transaction>(*db_);
  for (int z = 1; z <= 92; ++z) add_element(kAnalogueSource + std::to_string(z), z);
  split();
  const auto after = splits();
  for (const auto& [source, name] : before) EXPECT_EQ(after.at(source), name);
  for (int z = 1; z <= 90; ++z)
    EXPECT_EQ(after.at(kAnalogueSource + std::to_string(z)), before.at(std::to_string(z)));
  for (int z : {91, 92}) EXPECT_EQ(after.at(kAnalogueSource + std::to_string(z)), "train");
}

}  // namespace
}  // namespace clasp
