// SPDX-License-Identifier: MIT
// From files and caption lines to a corpus: once, in order, every refusal with its reason.
#include "corpus/ingest.h"

#include <map>
#include <set>

#include "core/error.h"
#include "corpus/caption_lines.h"
#include "unit/corpus/cif_texts.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

class IngestTest : public FolderTest {
 protected:
  std::string database() const { return folder_ + "/corpus.db"; }
  IngestReport run(int max_sites = 500, int threads = 2) {
    Database db(database(), Database::Mode::kCreate);
    return ingest(db, {{folder_ + "/cif"}, max_sites, threads});
  }
  CaptionReport attach(const std::string& text) {
    Database db(database(), Database::Mode::kWrite);
    return attach_captions(db, write("captions.jsonl", text));
  }
  /// Captions as "source: text", by the end of the structure's source.
  std::multimap<std::string, std::string> captions() const {
    const Database db(database(), Database::Mode::kRead);
    std::map<std::int64_t, std::string> names;
    for (const auto& [id, source] : db.sources()) names[id] = source.substr(source.rfind('/') + 1);
    std::multimap<std::string, std::string> all;
    for (const auto& c : db.captions())
      all.emplace(names.at(c.structure), c.source + ": " + c.text);
    return all;
  }
  std::string group_of(const std::string& name) const {
    std::string group;
    Database(database(), Database::Mode::kRead).for_each_structure([&](const StructureRow& row) {
      if (row.source.substr(row.source.rfind('/') + 1) == name) group = row.group;
    });
    return group;
  }
};

TEST_F(IngestTest, KeepsWhatItReadsAndWhyItRefuses) {
  write("cif/a.cif", rock_salt_cif("salt", "_publ_section_title 'Salt'\n"));
  write("cif/b.cif", rock_salt_cif("x", "", "Zz"));
  const auto report = run();
  EXPECT_EQ(report.files, 2);
  EXPECT_EQ(report.accepted, 1);
  EXPECT_EQ(report.rejected, 1);
  const Database db(database(), Database::Mode::kRead);
  int seen = 0;
  db.for_each_structure([&](const StructureRow& row) {
    ++seen;
    EXPECT_EQ(row.source, folder_ + "/cif/a.cif#salt");
    EXPECT_EQ(row.formula, "NaCl");
    EXPECT_EQ(row.space_group, 225);
    EXPECT_EQ(row.structure.sites.size(), 8u);
    EXPECT_EQ(row.group, "Salt");
  });
  EXPECT_EQ(seen, 1);
  const auto rejected = db.rejected();
  ASSERT_EQ(rejected.size(), 1u);
  EXPECT_EQ(rejected[0].first, folder_ + "/cif/b.cif");
  EXPECT_EQ(rejected[0].second, "block 'x': site 'Zz': 'Zz' names no element; write its symbol");
  EXPECT_EQ(captions().find("a.cif#salt")->second, "title: Salt");
}

TEST_F(IngestTest, SecondRunAddsOnlyWhatIsNew) {
  write("cif/a.cif", rock_salt_cif());
  write("cif/b.cif", "not a CIF");
  run();
  write("cif/c.cif", rock_salt_cif("k", "", "K"));
  const auto report = run();
  EXPECT_EQ(report.files, 1);
  EXPECT_EQ(report.known, 2);
  EXPECT_EQ(report.accepted, 1);
  const Database db(database(), Database::Mode::kRead);
  EXPECT_EQ(db.count("structures"), 2);
  EXPECT_EQ(db.count("rejected"), 1);
}

TEST_F(IngestTest, IdsFollowTheFilesWhateverTheThreads) {
  for (int i = 100; i < 160; ++i)
    write("cif/" + std::to_string(i) + ".cif", rock_salt_cif(std::to_string(i)));
  run(500, 4);
  std::int64_t last = 0;
  std::string previous;
  for (const auto& [id, source] : Database(database(), Database::Mode::kRead).sources()) {
    EXPECT_EQ(id, ++last);
    EXPECT_LT(previous, source);
    previous = source;
  }
  EXPECT_EQ(last, 60);
}

TEST_F(IngestTest, CountsSitesInTheStandardCell) {
  // 64 sites as written, 8 in the conventional cell.
  std::string text = rock_salt_cif("super");
  for (const char* axis : {"a", "b", "c"}) {
    const std::string from = std::string("_cell_length_") + axis + " 5.64";
    text.replace(text.find(from), from.size(), std::string("_cell_length_") + axis + " 11.28");
  }
  text.replace(text.find("number 225"), 10, "number 1");
  text = text.substr(0, text.find("Na 0 0 0"));
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 2; ++k) {
        const auto at = [&](double d) {
          return std::to_string((i + d) / 2) + " " + std::to_string((j + d) / 2) + " " +
                 std::to_string((k + d) / 2) + "\n";
        };
        text += "Na " + at(0) + "Cl " + at(0.5);
      }
  write("cif/a.cif", text);
  EXPECT_EQ(run(8).accepted, 1);
}

TEST_F(IngestTest, ALargerLimitLetsTheRefusedIn) {
  write("cif/a.cif", rock_salt_cif("salt"));
  EXPECT_EQ(run(7).rejected, 1);
  {
    const Database db(database(), Database::Mode::kRead);
    EXPECT_EQ(db.rejected().at(0).second,
              "8 sites in the conventional cell, the limit is 7; raise --max-sites to accept it");
  }
  EXPECT_EQ(run(7).known, 1);
  EXPECT_EQ(run(8).accepted, 1);
  EXPECT_EQ(Database(database(), Database::Mode::kRead).count("rejected"), 0);
}

TEST_F(IngestTest, ShardsShareTheFiles) {
  for (int i = 0; i < 10; ++i)
    write("cif/1/00/0" + std::to_string(i) + "/100.cif", rock_salt_cif());
  std::set<std::string> all;
  for (int shard = 1; shard <= 3; ++shard) {
    Database db(folder_ + "/shard" + std::to_string(shard), Database::Mode::kCreate);
    IngestOptions options;
    options.paths = {folder_ + "/cif"};
    options.shard = shard;
    options.shards = 3;
    EXPECT_EQ(ingest(db, options).files, shard == 1 ? 4 : 3);
    EXPECT_EQ(ingest(db, options).known, shard == 1 ? 4 : 3);
    for (const auto& [id, source] : db.sources()) EXPECT_TRUE(all.insert(source).second) << source;
  }
  EXPECT_EQ(all.size(), 10u);
}

TEST_F(IngestTest, KeepsWhatCameBeforeAMissingPath) {
  write("cif/a.cif", rock_salt_cif());
  Database db(database(), Database::Mode::kCreate);
  EXPECT_THROW(ingest(db, {{folder_ + "/cif", folder_ + "/none"}, 500, 2}), Error);
  EXPECT_EQ(db.count("structures"), 1);
}

TEST_F(IngestTest, CaptionLinesNameTheirStructures) {
  write("cif/sub/a.cif", rock_salt_cif("one", "_publ_section_title 'From the file'\n") +
                             rock_salt_cif("two", "", "K"));
  write("cif/b.cif", rock_salt_cif("salt", "_publ_section_title 'Second edition'\n", "Rb"));
  run();
  const std::string text =
      R"({"cif": "sub/a.cif", "block": "two", "title": "Sylvite", "generic_title": false, "doi": "https://doi.org/10.1/S", "journal": null, "year": "1920"})"
      "\n\n"
      R"({"cif": "b.cif", "block": "salt", "title": "Second edition", "generic_title": true, "doi": null})"
      "\n"
      R"({"cif": "none.cif", "block": "", "title": "Lost"})"
      "\n"
      R"({"cif": ["b.cif", "a.cif"], "title": "A superconductor of that formula", "doi": "10.1/W", "formula": "RbCl"})"
      "\n"
      R"({"cif": "b.cif", "set": "superconductors", "tc_kelvin": 4.5, "mp_id": "mp-1", "nothing": null})"
      "\n";
  for (int i = 0; i < 2; ++i) {
    const auto report = attach(text);
    EXPECT_EQ(report.lines, 5);
    EXPECT_EQ(report.matched, 4);
    EXPECT_EQ(report.without_structure, 1);
    EXPECT_EQ(report.missing, std::vector<std::string>{"none.cif"});
  }
  const auto found = captions();
  const std::multimap<std::string, std::string> expected = {
      {"a.cif#one", "title: From the file"},
      {"a.cif#one", "weak-title: A superconductor of that formula"},
      {"a.cif#two", "title: Sylvite"},
      {"b.cif#salt", "weak-title: A superconductor of that formula"}};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(group_of("a.cif#two"), "10.1/s");
  EXPECT_EQ(group_of("b.cif#salt"), "mp-1");
  std::map<std::string, std::string> labels;
  for (const auto& l : Database(database(), Database::Mode::kRead).labels())
    labels[l.name] = l.value;
  const std::map<std::string, std::string> expected_labels = {
      {"set", "superconductors"}, {"tc_kelvin", "4.5"}, {"mp_id", "mp-1"}};
  EXPECT_EQ(labels, expected_labels);
}

TEST_F(IngestTest, LooksAgainAtFilesThatCouldNotBeRead) {
  const std::string path = folder_ + "/cif/a.cif";
  write("cif/b.cif", rock_salt_cif());
  std::filesystem::create_symlink(folder_ + "/later.cif", path);
  EXPECT_EQ(run().rejected, 1);
  write("later.cif", rock_salt_cif("salt", "", "K"));
  const auto report = run();
  EXPECT_EQ(report.known, 1);
  EXPECT_EQ(report.accepted, 1);
  EXPECT_TRUE(Database(database(), Database::Mode::kRead).rejected().empty());
}

TEST_F(IngestTest, AnotherLookAtAFileLeavesWhatIsThere) {
  write("cif/a.cif", rock_salt_cif("one", "_publ_section_title 'From the file'\n") +
                         rock_salt_cif("two", "", "K") + "Br 0.25 0.25 0.25\n");
  EXPECT_EQ(run(8).accepted, 1);
  attach(R"({"cif": "a.cif", "block": "one", "title": "Better"})"
         "\n");
  const auto report = run(500);
  EXPECT_EQ(report.accepted, 1);
  EXPECT_EQ(report.duplicates, 0);
  const auto found = captions();
  EXPECT_EQ(found.count("a.cif#one"), 1u);
  EXPECT_EQ(found.find("a.cif#one")->second, "title: Better");
}

TEST_F(IngestTest, BlocksMayHoldAHash) {
  write("cif/a.cif", rock_salt_cif("Na#1"));
  run();
  EXPECT_EQ(attach(R"({"cif": "a.cif", "block": "Na#1", "title": "Salt"})"
                   "\n")
                .matched,
            1);
  EXPECT_EQ(run().known, 1);
}

TEST_F(IngestTest, SaysWhichCaptionLineIsWrong) {
  for (const auto& [text, place] :
       {std::pair{"{\"cif\": \"a.cif\"}\n{\"title\": 1}\n", "line 2"}, {"nonsense\n", "line 1"}}) {
    try {
      for_each_caption_line(write("bad.jsonl", text), [](const CaptionLine&) {});
      FAIL() << "no error";
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(folder_ + "/bad.jsonl: " + place), std::string::npos)
          << e.what();
    }
  }
  for (const char* path : {"/none.jsonl", "/"})
    EXPECT_THROW(for_each_caption_line(folder_ + path, [](const CaptionLine&) {}), Error);
}

}  // namespace
}  // namespace clasp
