// SPDX-License-Identifier: MIT
// What is exported and ingested again is the same corpus.
#include "corpus/export.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "core/error.h"
#include "core/rng.h"
#include "corpus/caption_lines.h"
#include "corpus/captions.h"
#include "corpus/duplicates.h"
#include "corpus/ingest.h"
#include "corpus/split.h"
#include "unit/corpus/cif_texts.h"
#include "unit/corpus/corpus_contents.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

class ExportTest : public FolderTest {
 protected:
  ExportTest() : db_(folder_ + "/corpus.db", Database::Mode::kCreate) {
    write("cif/a.cif",
          rock_salt_cif("a", "_publ_section_title 'On salt'\n") + "Br 0.25 0.25 0.25\n");
    std::string partial = rock_salt_cif("b", "", "Rb");
    partial.replace(partial.find("_atom_site_fract_z\n"), 19,
                    "_atom_site_fract_z\n_atom_site_occupancy\n");
    partial.replace(partial.find("Rb 0 0 0\n"), 9, "Rb 0 0 0 0.75\nCs 0 0 0 0.2\n");
    partial.replace(partial.find("Cl 0.5 0.5 0.5\n"), 15, "Cl 0.5 0.5 0.5 1\n");
    write("cif/b.cif", partial);
    IngestOptions options;
    options.paths = {folder_ + "/cif"};
    ingest(db_, options);
    attach_captions(
        db_,
        write("lines.jsonl", R"({"cif": "b.cif", "title": "\u00dcber \"salz\"", "doi": "10.1/b", )"
                             R"("journal": "J", "year": 1913, "tc_kelvin": "4.5"})"
                             "\n"));
    const auto second = db_.add_publication({0, "10.2/b", "Another paper", "K", 1950});
    db_.add_caption({2, second, "title", "Another paper"});
    db_.add_caption({2, second, "keywords", "ionic conductor"});
    db_.add_caption({2, second, "keywords", "halide"});
    db_.add_caption({1, 0, "description", "a cubic crystal"});
    add_textbook();
    split_corpus(db_, SplitBy::kRow, 0);
  }
  /// Textbook crystals, each with a shaken supercell that passes for its liquid.
  void add_textbook() {
    Rng rng(1);
    auto crystals = textbook_crystals(0, 0);
    crystals.resize(20);
    for (const TextbookCrystal& c : crystals) {
      StructureRow row = c.crystal.row;
      const auto parent = db_.add_structure(row);
      db_.add_caption({parent, 0, "textbook", c.crystal.captions.at(0)});
      row.source += "/liquid";
      row.phase = Phase::kLiquid;
      row.space_group = 0;
      row.parent = parent;
      row.structure = supercell(row.structure, 2, 1, 1);
      for (Site& site : row.structure.sites)
        for (double& x : site.frac) x += rng.uniform(-0.02, 0.02);
      db_.add_caption({db_.add_structure(row), 0, "textbook", "liquid"});
    }
  }
  void export_all() const { export_corpus(db_, {folder_ + "/out.jsonl", folder_ + "/out"}); }
  std::string file_text(const std::string& path) const {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Database db_;
};

TEST_F(ExportTest, ComesBackTheSame) {
  export_all();
  Database back(folder_ + "/back.db", Database::Mode::kCreate);
  IngestOptions options;
  options.paths = {folder_ + "/out"};
  EXPECT_EQ(ingest(back, options).rejected, 0);
  const auto report = attach_captions(back, folder_ + "/out.jsonl");
  EXPECT_EQ(report.matched, db_.count("structures"));
  const auto before =
      contents_of(db_, [](const StructureRow& r) { return "#" + std::to_string(r.id); });
  const auto after =
      contents_of(back, [](const StructureRow& r) { return r.source.substr(r.source.rfind('#')); });
  EXPECT_EQ(before.structures, after.structures);
  EXPECT_EQ(before.captions, after.captions);
  EXPECT_EQ(before.labels, after.labels);

  std::map<std::string, Structure> originals;
  db_.for_each_structure(
      [&](const StructureRow& r) { originals["#" + std::to_string(r.id)] = r.structure; });
  std::map<std::int64_t, std::string> names;
  back.for_each_structure([&](const StructureRow& r) {
    const std::string name = names[r.id] = r.source.substr(r.source.rfind('#'));
    EXPECT_TRUE(same_crystal(r.structure, originals.at(name))) << r.source;
    if (r.phase != Phase::kCrystal) EXPECT_NE(names[r.parent], "") << r.source;
  });
}

TEST_F(ExportTest, LeavesWhatIsRightAndMendsTheRest) {
  export_all();
  const std::string path = folder_ + "/out/" + cif_name(2);
  const std::string text = file_text(path);
  std::filesystem::resize_file(path, 100);
  const auto report = export_corpus(db_, {"", folder_ + "/out"});
  EXPECT_EQ(report.written, 1);
  EXPECT_EQ(report.structures, db_.count("structures"));
  EXPECT_EQ(file_text(path), text);
}

TEST_F(ExportTest, FollowsLinksAndFeedsPipes) {
  export_all();
  const std::string text = file_text(folder_ + "/out.jsonl");
  const std::string link = folder_ + "/link.jsonl", target = write("target.jsonl", "old");
  std::filesystem::create_symlink(target, link);
  export_corpus(db_, {link, ""});
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(file_text(target), text);

  const std::string pipe = folder_ + "/pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = file_text(pipe); });
  export_corpus(db_, {pipe, ""});
  reader.join();
  EXPECT_EQ(received, text);
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST_F(ExportTest, WritesNothingByHalves) {
  EXPECT_THROW(export_corpus(db_, {folder_ + "/none/out.jsonl", ""}), Error);
  write("out", "a file where a folder should be");
  EXPECT_THROW(export_corpus(db_, {folder_ + "/out.jsonl", folder_ + "/out"}), Error);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/out.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/out.jsonl.part"));
}

TEST(CifText, KeepsTheHandOfTheCrystal) {
  StructureRow row;
  row.structure.lattice = {{{5, 0, 0}, {0, 6, 0}, {0, 0, 7}}};
  row.structure.sites = {{{0.1, 0.2, 0.3}, {{14, 1.0}}}};
  EXPECT_NE(cif_text(row).find("Si1 Si 0.100000000000 0.200000000000 0.300000000000 1\n"),
            std::string::npos);
  row.structure.lattice[2][2] = -7;
  EXPECT_NE(cif_text(row).find("Si1 Si -0.100000000000 -0.200000000000 -0.300000000000 1\n"),
            std::string::npos);
}

TEST(CifName, IsCodsLayout) {
  EXPECT_EQ(cif_name(1), "0/00/00/0000001.cif");
  EXPECT_EQ(cif_name(1234567), "1/23/45/1234567.cif");
  EXPECT_EQ(cif_name(123456789), "123/45/67/123456789.cif");
}

}  // namespace
}  // namespace clasp
