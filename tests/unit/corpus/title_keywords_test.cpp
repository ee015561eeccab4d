// SPDX-License-Identifier: MIT
// Keywords that titles share.
#include "corpus/title_keywords.h"

#include "corpus/keywords.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

using Words = std::vector<std::string>;

TEST(Phrases, AreTheWordsOfTitlesAndRunsOfThem) {
  EXPECT_EQ(phrases_of("Crystal structure and magnetic properties of a new Cd(II) polymer", {}),
            (Words{"structure", "magnetic", "properties", "magnetic properties", "Cd(II)",
                   "polymer", "Cd(II) polymer"}));
  EXPECT_EQ(phrases_of("Metal-Organic Frameworks: <i>hydrogen</i> bonds, X-ray diffraction", {}),
            (Words{"Metal-Organic", "frameworks", "Metal-Organic frameworks", "bonds"}));
  EXPECT_EQ(phrases_of("Highly luminescent LiYF4", {"Highly"}),
            (Words{"luminescent", "highly luminescent"}));
  EXPECT_TRUE(phrases_of("", {}).empty());
}

class TitleKeywords : public FolderTest {
 protected:
  TitleKeywords() : db_(folder_ + "/corpus.db", Database::Mode::kCreate) {
    for (int i = 0; i < 4; ++i) {
      StructureRow row;
      row.source = std::to_string(i);
      row.structure.lattice = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
      row.structure.sites = {{{0, 0, 0}, {{11, 1.0}}}};
      db_.add_structure(row);
    }
    title(1, "Luminescence of lanthanide polymers");
    title(2, "Luminescence of lanthanide polymers");  // the same paper
    title(2, "Polymers that conduct");
    title(3, "Luminescence of silver clusters");
    title(4, "Feldspar");
  }
  std::int64_t title(std::int64_t structure, const std::string& text) {
    const auto publication = db_.add_publication({0, "", text, "", 0});
    db_.add_caption({structure, publication, "title", text});
    return publication;
  }
  Words captions(std::int64_t structure) {
    Words words;
    for (const auto& c : db_.captions())
      if (c.structure == structure && c.source == kKeywordSource) words.push_back(c.text);
    std::sort(words.begin(), words.end());
    return words;
  }
  Database db_;
};

TEST_F(TitleKeywords, AreWhatSeveralTitlesSay) {
  const TitleKeywordReport report = keywords_of_titles(db_, 2, {});
  EXPECT_EQ(report.publications, 4);
  EXPECT_EQ(report.with_keywords, 3);
  EXPECT_EQ(report.keywords, 2);
  EXPECT_EQ(captions(1), (Words{"luminescence", "polymers"}));
  EXPECT_EQ(captions(2), (Words{"luminescence", "polymers"}));
  EXPECT_EQ(captions(3), Words{"luminescence"});
  EXPECT_TRUE(captions(4).empty());
  EXPECT_EQ(keywords(db_).back().problem, "the title shares no words with others");
}

TEST_F(TitleKeywords, AreMadeAnewAndLeaveAModelsAnswers) {
  const auto publication = title(4, "Luminescence of feldspar");
  add_keywords(db_, {publication, {"dating"}, "a model", ""});
  keywords_of_titles(db_, 2, {});
  EXPECT_EQ(captions(3), Words{"luminescence"});
  EXPECT_EQ(captions(4), (Words{"dating", "feldspar"}));
  const TitleKeywordReport report = keywords_of_titles(db_, 3, {"feldspar"});
  EXPECT_EQ(report.known, 1);
  EXPECT_EQ(captions(1), Words{"luminescence"});
  EXPECT_EQ(captions(4), Words{"dating"});
}

}  // namespace
}  // namespace clasp
