// SPDX-License-Identifier: MIT
// The corpus file: what goes in comes out, twice is once, an uncommitted batch never was.
#include "corpus/database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "core/error.h"
#include "corpus/sqlite.h"
#include "unit/corpus/folder_test.h"

namespace clasp {
namespace {

class DatabaseTest : public FolderTest {
 protected:
  void SetUp() override {
    FolderTest::SetUp();
    path_ = folder_ + "/corpus.db";
  }

  static std::string message_of_opening(const std::string& path, Database::Mode mode) {
    try {
      Database db(path, mode);
    } catch (const Error& e) {
      return e.what();
    }
    return "no error";
  }

  static StructureRow row(const std::string& source) {
    StructureRow r;
    r.source = source;
    r.formula = "NaCl";
    r.space_group = 225;
    r.group = "10.1000/1";
    r.structure.lattice = {{{5.64, 0, 0}, {0.1, 5.6400000000000001, 0}, {0, 1.0 / 3, 5.64}}};
    r.structure.sites = {{{0, 0, 0}, {{11, 1.0}}},
                         {{0.5, 2.0 / 3, 0.1}, {{17, 0.25}, {35, 0.75}}},
                         {{0.1, 0.2, 0.3}, {{8, 0.5}}}};
    return r;
  }

  std::string path_;
};

TEST_F(DatabaseTest, StructureSurvivesTheRoundTripExactly) {
  Database db(path_, Database::Mode::kCreate);
  StructureRow in = row("a.cif#1");
  in.phase = Phase::kGlass;
  in.parent = 7;
  in.split = "test";
  const auto id = db.add_structure(in);
  int seen = 0;
  db.for_each_structure([&](const StructureRow& out) {
    ++seen;
    EXPECT_EQ(out.id, id);
    EXPECT_EQ(out.source, in.source);
    EXPECT_EQ(out.formula, in.formula);
    EXPECT_EQ(out.space_group, in.space_group);
    EXPECT_EQ(out.phase, Phase::kGlass);
    EXPECT_EQ(out.parent, 7);
    EXPECT_EQ(out.group, in.group);
    EXPECT_EQ(out.split, "test");
    EXPECT_EQ(out.structure.lattice, in.structure.lattice);
    ASSERT_EQ(out.structure.sites.size(), in.structure.sites.size());
    for (std::size_t i = 0; i < in.structure.sites.size(); ++i) {
      EXPECT_EQ(out.structure.sites[i].frac, in.structure.sites[i].frac);
      EXPECT_EQ(out.structure.sites[i].occupants, in.structure.sites[i].occupants);
    }
  });
  EXPECT_EQ(seen, 1);
}

TEST_F(DatabaseTest, AddingTwiceIsAddingOnce) {
  Database db(path_, Database::Mode::kCreate);
  for (int i = 0; i < 2; ++i) {
    const auto id = db.add_structure(row("a.cif#1"));
    const auto publication = db.add_publication({0, "10.1000/1", "Salt", "J. Salt", 1913});
    db.add_caption({id, publication, "title", "Salt"});
    db.add_label({id, "band_gap", i == 0 ? "8.4" : "8.5"});
    db.add_rejected("b.cif", "no cell");
  }
  for (const char* table : {"structures", "publications", "captions", "labels", "rejected"})
    EXPECT_EQ(db.count(table), 1) << table;
  EXPECT_EQ(db.labels().at(0).value, "8.5");
  const auto captions = db.captions();
  const auto publication = db.publication(captions.at(0).publication);
  ASSERT_TRUE(publication.has_value());
  EXPECT_EQ(publication->journal, "J. Salt");
  EXPECT_EQ(publication->year, 1913);
  db.remove_captions(captions[0].structure, "label");
  EXPECT_EQ(db.count("captions"), 1);
  db.remove_captions(captions[0].structure, "title");
  EXPECT_EQ(db.count("captions"), 0);
}

TEST_F(DatabaseTest, UncommittedBatchIsGone) {
  {
    Database db(path_, Database::Mode::kCreate);
    {
      Database::Transaction t(db);
      db.add_structure(row("kept.cif#1"));
      t.commit();
    }
    Database::Transaction t(db);
    db.add_structure(row("lost.cif#1"));
  }
  Database db(path_, Database::Mode::kRead);
  EXPECT_TRUE(db.has_source("kept.cif#1"));
  EXPECT_FALSE(db.has_source("lost.cif#1"));
}

TEST_F(DatabaseTest, KnowsWhatItHasSeen) {
  Database db(path_, Database::Mode::kCreate);
  const auto id = db.add_structure(row("a.cif#1"));
  db.add_rejected("b.cif", "no cell");
  EXPECT_TRUE(db.has_source("a.cif#1"));
  EXPECT_TRUE(db.has_source("b.cif"));
  EXPECT_FALSE(db.has_source("a.cif"));
  ASSERT_EQ(db.sources().size(), 1u);
  EXPECT_EQ(db.sources()[0], std::make_pair(id, std::string("a.cif#1")));
}

TEST_F(DatabaseTest, RefusesWhatIsNotACorpus) {
  EXPECT_NE(message_of_opening(path_, Database::Mode::kRead).find("corpus.db: no such file"),
            std::string::npos);
  std::ofstream(path_) << "This is a text of some length, but certainly not a SQLite database.\n";
  EXPECT_NE(message_of_opening(path_, Database::Mode::kCreate).find("not a corpus"),
            std::string::npos);
  std::filesystem::remove(path_);
  sqlite3* foreign = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &foreign), SQLITE_OK);
  sqlite3_exec(foreign, "CREATE TABLE t (x)", nullptr, nullptr, nullptr);
  sqlite3_close(foreign);
  EXPECT_NE(message_of_opening(path_, Database::Mode::kCreate).find("not a corpus"),
            std::string::npos);
}

TEST_F(DatabaseTest, RefusesNamesThatAreNoFiles) {
  for (const char* name : {"", ":memory:"})
    EXPECT_NE(message_of_opening(name, Database::Mode::kCreate).find("is no file name"),
              std::string::npos);
}

TEST_F(DatabaseTest, ManyMayCreateItAtATime) {
  std::vector<std::string> messages(8);
  std::vector<std::thread> threads;
  for (auto& message : messages)
    threads.emplace_back(
        [this, &message] { message = message_of_opening(path_, Database::Mode::kCreate); });
  for (auto& thread : threads) thread.join();
  for (const auto& message : messages) EXPECT_EQ(message, "no error");
}

TEST_F(DatabaseTest, RefusesANewerVersion) {
  {
    Database db(path_, Database::Mode::kCreate);
    sqlite3_exec(db.handle(), "PRAGMA user_version=99", nullptr, nullptr, nullptr);
  }
  const auto message = message_of_opening(path_, Database::Mode::kRead);
  EXPECT_NE(message.find("version 99"), std::string::npos) << message;
  EXPECT_NE(message.find("newer clasp"), std::string::npos) << message;
}

TEST_F(DatabaseTest, UpgradesAnOlderFileWhenItWrites) {
  const auto version = [&](const Database& db) {
    auto& s = db.statement("PRAGMA user_version");
    s.step();
    const auto n = s.integer(0);
    s.reset();
    return n;
  };
  {
    Database db(path_, Database::Mode::kCreate);
    db.add_structure(row("a.cif#1"));
    sqlite3_exec(db.handle(),
                 "DROP TABLE abstracts; DROP TABLE keywords; DROP TABLE duplicates;"
                 "DROP INDEX captions_by_publication;"
                 "PRAGMA user_version=1",
                 nullptr, nullptr, nullptr);
  }
  {
    const Database db(path_, Database::Mode::kRead);  // leaves the file as it is
    EXPECT_EQ(db.count("duplicates"), 0);
    EXPECT_EQ(version(db), 1);
  }
  const Database db(path_, Database::Mode::kWrite);
  EXPECT_EQ(version(db), kCorpusFormatVersion);
  EXPECT_EQ(db.count("abstracts"), 0);
  EXPECT_TRUE(db.has_source("a.cif#1"));
}

TEST_F(DatabaseTest, SaysWhatToDoWhenTheDiskIsFull) {
  Database db(path_, Database::Mode::kCreate);
  sqlite3_exec(db.handle(), "PRAGMA max_page_count=20", nullptr, nullptr, nullptr);
  try {
    Database::Transaction t(db);
    for (int i = 0; i < 1000; ++i) db.add_structure(row("file" + std::to_string(i) + ".cif#1"));
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("free some disk space"), std::string::npos) << e.what();
  }
  EXPECT_EQ(db.count("structures"), 0);
}

TEST_F(DatabaseTest, RefusesAFolderThatDoesNotExist) {
  const auto message = message_of_opening(folder_ + "/none/corpus.db", Database::Mode::kCreate);
  EXPECT_NE(message.find("unable to open"), std::string::npos) << message;
}

}  // namespace
}  // namespace clasp
