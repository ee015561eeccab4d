// SPDX-License-Identifier: MIT
// The caches of a training: neighbour lists and encoded captions.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "small_corpus.h"
#include "train/caption_bank.h"
#include "train/neighbour_store.h"

namespace {

using namespace clasp;
using test::TemporaryFolder;

class Caches : public testing::Test {
 protected:
  Caches() {
    test::make_small_corpus(folder_.file("corpus.sqlite"));
    db_ = std::make_unique<Database>(folder_.file("corpus.sqlite"), Database::Mode::kRead);
    settings_ = test::small_training(folder_, "model.safetensors");
  }
  NeighbourStore store(const std::string& name, int threads, std::int64_t* made = nullptr) const {
    const auto count = [made](std::int64_t done, std::int64_t) {
      if (made != nullptr) *made = done;
    };
    return {*db_, 8.0, folder_.file(name), count, threads};
  }
  CaptionBank bank(Pooling pooling = Pooling::kMean) const {
    TextReading reading = settings_.reading;
    reading.pooling = pooling;
    return {settings_.text_encoder, reading, folder_.file("captions"), 1};
  }
  void cut(const std::string& name, std::size_t bytes) const {
    std::filesystem::resize_file(folder_.file(name), bytes);
  }
  std::size_t size(const std::string& name) const {
    return std::filesystem::file_size(folder_.file(name));
  }

  TemporaryFolder folder_;
  std::unique_ptr<Database> db_;
  PretrainSettings settings_;
};

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(Caches, StoreIsReusedForTheSameCorpusAndCutoffOnly) {
  const auto crystals = db_->count("structures");
  std::int64_t made = 0;
  store("n", 1, &made);
  EXPECT_EQ(made, crystals);
  made = 0;
  store("n", 1, &made);
  EXPECT_EQ(made, 0);
  const auto count = [&](std::int64_t done, std::int64_t) { made = done; };
  NeighbourStore(*db_, 7.0, folder_.file("n"), count);
  EXPECT_EQ(made, crystals);
}

TEST_F(Caches, StoreIsTheSameOnAnyNumberOfThreads) {
  store("one", 1);
  store("three", 3);
  EXPECT_EQ(contents(folder_.file("one")), contents(folder_.file("three")));
  EXPECT_EQ(contents(folder_.file("one.index")), contents(folder_.file("three.index")));
}

TEST_F(Caches, StoreTakesLittleMemoryPerAtom) {
  const auto s = store("n", 1);
  std::int64_t atoms = 0;
  for (int i = 0; i < s.size(); ++i) atoms += s.atoms(i);
  EXPECT_LE(size("n") - 72 * s.size(), 240u * atoms);
}

/// Half a store and its index, as a kill leaves them, are gone on with.
TEST_F(Caches, UnfinishedStoreIsGoneOnWith) {
  store("whole", 1);
  const auto index = SafetensorsFile::open(folder_.file("whole.index"));
  const std::int64_t known = 20;
  std::map<std::string, TensorData> tensors;
  for (const auto& [name, view] : index.tensors()) tensors[name] = TensorData::copy_of(view);
  tensors["first"].shape = {known + 1};
  tensors["first"].bytes.resize((known + 1) * 8);
  auto about = index.metadata();
  about["complete"] = "no";
  write_safetensors(folder_.file("half.index"), tensors, about);
  std::int64_t atoms = 0;
  std::memcpy(&atoms, tensors["first"].bytes.data() + 8 * known, 8);
  std::filesystem::copy(folder_.file("whole"), folder_.file("half"));
  cut("half", 72 * known + 240 * atoms + 100);  // and a piece of the next crystal
  std::int64_t first = 0;
  const auto count = [&](std::int64_t done, std::int64_t) { first = first == 0 ? done : first; };
  NeighbourStore(*db_, 8.0, folder_.file("half"), count);
  EXPECT_EQ(first, db_->count("structures"));
  EXPECT_EQ(contents(folder_.file("half")), contents(folder_.file("whole")));
}

TEST_F(Caches, StoreWhoseFileIsGoneIsMadeAgain) {
  store("n", 1);
  const std::string whole = contents(folder_.file("n"));
  cut("n", 1000);
  store("n", 1);
  EXPECT_EQ(contents(folder_.file("n")), whole);
}

TEST_F(Caches, CaptionsAreEncodedOnce) {
  int encoded = 0;
  const auto count = [&](std::int64_t done, std::int64_t) { encoded = static_cast<int>(done); };
  CaptionBank first = bank();
  first.prepare({"salt", "metal", "salt"}, count);
  EXPECT_EQ(encoded, 2);
  CaptionBank second = bank();
  encoded = 0;
  second.prepare({"metal", "salt", "a longer text about glass"}, count);
  EXPECT_EQ(encoded, 1);
  first.prepare({"a longer text about glass"}, count);  // taken from the file
  EXPECT_EQ(encoded, 1);
  for (int i = 0; i < first.width(); ++i) EXPECT_EQ(first["salt"][i], second["salt"][i]);
}

TEST_F(Caches, DamagedCaptionsAreEncodedAgain) {
  bank().prepare({"salt", "metal"}, {});
  const std::string whole = contents(folder_.file("captions"));
  cut("captions", whole.size() - 4);
  int encoded = 0;
  const auto count = [&](std::int64_t done, std::int64_t) { encoded = static_cast<int>(done); };
  bank().prepare({"salt", "metal"}, count);
  EXPECT_EQ(encoded, 1);
  EXPECT_EQ(contents(folder_.file("captions")), whole);
  std::string damaged = whole;
  damaged[whole.size() / 2] ^= 1;
  std::ofstream(folder_.file("captions"), std::ios::binary) << damaged;
  encoded = 0;
  bank().prepare({"salt", "metal"}, count);
  EXPECT_GE(encoded, 1);
  EXPECT_EQ(contents(folder_.file("captions")), whole);
}

TEST_F(Caches, CaptionsOfAnotherEncoderAreNotUsed) {
  bank().prepare({"salt", "metal"}, {});
  int encoded = 0;
  bank(Pooling::kCls).prepare({"salt"}, [&](std::int64_t done, std::int64_t) {
    encoded = static_cast<int>(done);
  });
  EXPECT_EQ(encoded, 1);
}

std::vector<float> values(const CaptionBank& bank, const std::string& text) {
  return {bank[text], bank[text] + bank.width()};
}

/// Trainings that read texts in two ways take the cache from each other, not each other's vectors.
TEST_F(Caches, CaptionsOfTwoReadingsInOneCacheStayApart) {
  std::vector<std::string> texts;
  for (int k = 0; k < 300; ++k) texts.push_back("text number " + std::to_string(k));
  CaptionBank mean = bank(), cls = bank(Pooling::kCls);
  mean.prepare(texts, {});
  const auto kept = values(mean, texts.back());
  cls.prepare({texts.back()}, {});
  EXPECT_EQ(values(mean, texts.back()), kept);
  EXPECT_NE(values(cls, texts.back()), kept);
  cls.prepare(texts, {});
  cls.prepare({"salt"}, {});
  mean.prepare({texts.back(), "salt"}, {});
  for (int i = 0; i < mean.width(); ++i) EXPECT_NEAR(mean[texts.back()][i], kept[i], 1e-5);
  EXPECT_NE(values(mean, "salt"), values(cls, "salt"));
}

TEST_F(Caches, CaptionsThatWereCutOffUnderATrainingAreEncodedAgain) {
  CaptionBank first = bank();
  first.prepare({"salt", "metal"}, {});
  cut("captions", size("captions") - 100);
  first.prepare({"glass"}, {});
  int encoded = 0;
  bank().prepare({"glass"},
                 [&](std::int64_t done, std::int64_t) { encoded = static_cast<int>(done); });
  EXPECT_EQ(encoded, 0);
}

TEST_F(Caches, AStoreThatAnotherReplacesStaysMapped) {
  const auto first = store("n", 1);
  const auto bytes = [&] {
    const StoredCrystal last = first.crystal(first.size() - 1);
    return std::string(reinterpret_cast<const char*>(last.neighbour),
                       sizeof(StoredNeighbour) * kStoredNeighbours * last.atoms);
  };
  const std::string before = bytes();
  const NeighbourStore second(*db_, 7.0, folder_.file("n"), {});
  EXPECT_EQ(bytes(), before);
  EXPECT_NE(second.key(), first.key());
}

/// The same file read anew with chlorine replaced by iodine.
TEST_F(Caches, StoreOfOtherElementsIsMadeAgain) {
  for (const int anion : {17, 53}) {
    const std::string path = folder_.file(std::to_string(anion) + ".sqlite");
    {
      Database db(path, Database::Mode::kCreate);
      Database::Transaction transaction(db);
      test::add_structure(db, "a.cif", test::rock_salt(11, anion, 5.64), "a", "train");
      transaction.commit();
    }
    const Database db(path, Database::Mode::kRead);
    const NeighbourStore store(db, 8.0, folder_.file("n"), {});
    const std::vector<std::string> elements = {anion == 17 ? "Cl" : "I", "Na"};
    EXPECT_EQ(store.elements(), elements);
  }
}

TEST_F(Caches, StoreKeepsTheNamesOfFilesThatAreNotUtf8) {
  {
    Database db(folder_.file("corpus.sqlite"), Database::Mode::kWrite);
    Database::Transaction transaction(db);
    test::add_structure(db, "bad\xFF.cif", test::fcc(118, 4.0), "bad", "train");
    transaction.commit();
  }
  store("n", 1);
  const auto again = store("n", 1);
  ASSERT_EQ(again.rejected().size(), 1u);
  EXPECT_EQ(again.rejected().front().substr(0, 10), "bad\xEF\xBF\xBD.cif");
}

}  // namespace
