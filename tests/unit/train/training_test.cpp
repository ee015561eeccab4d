// SPDX-License-Identifier: MIT
// Whole trainings on a small corpus: they learn, resume exactly, and write models that give their
// own embeddings.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "core/error.h"
#include "core/model_file.h"
#include "corpus/duplicates.h"
#include "encoder/snapshot_encoder.h"
#include "retrieval/scores.h"
#include "small_corpus.h"
#include "step_input.h"
#include "train/export.h"
#include "train/pretrain.h"
#include "unit/text/tiny_bert.h"

namespace {

using namespace clasp;
using nlohmann::json;
using test::small_training;
using test::TemporaryFolder;

class Training : public testing::Test {
 protected:
  Training() { test::make_small_corpus(folder_.file("corpus.sqlite")); }

  std::vector<json> metrics(const std::string& out) const {
    std::vector<json> lines;
    std::ifstream in(folder_.file(out) + ".metrics.jsonl");
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
  }
  std::vector<float> weights(const std::string& out) const {
    std::vector<float> all;
    const auto file = SafetensorsFile::open(folder_.file(out));
    for (const auto& [name, view] : file.tensors()) {
      const auto values = view.to_float();
      all.insert(all.end(), values.begin(), values.end());
    }
    return all;
  }
  /// The loss of the first and of the last report.
  std::pair<double, double> losses(const std::string& out) const {
    double first = 0, last = 0;
    for (const auto& line : metrics(out))
      if (line["event"] == "step") (first == 0 ? first : last) = line["loss"];
    return {first, last};
  }
  /// Stopped after ten steps and resumed, a training ends with the weights of one that was not.
  void expect_resumed_as(const std::string& straight, PretrainSettings broken) const {
    PretrainOutput stop;  // reports come every ten steps
    stop.progress = [](const std::string& what, std::int64_t done, std::int64_t,
                       const std::string&) {
      if (what == "training steps" && done == 10) std::raise(SIGTERM);
    };
    ASSERT_EQ(pretrain(broken, stop), TrainingEnd::kStopped);
    EXPECT_FALSE(std::ifstream(broken.out).good());
    broken.resume = true;
    ASSERT_EQ(pretrain(broken, {}), TrainingEnd::kDone);
    EXPECT_EQ(weights(straight), weights("broken.safetensors")) << broken.threads;
    std::filesystem::remove(broken.out);
  }
  std::string error(const PretrainSettings& s) const {
    try {
      pretrain(s, {});
    } catch (const Error& e) {
      return e.what();
    }
    return "no error";
  }
  /// Writes the checkpoint anew with another note.
  void change_note(const PretrainSettings& s, const std::function<void(json&)>& change) const {
    const std::string path = s.out + ".checkpoint";
    const RankGroup alone;
    const CaptionBank bank(s.text_encoder, s.reading, s.cache + ".captions", 1);
    Learner learner(s, bank.width(), alone);
    json note;
    learner.load(path, [&](const std::string& text) { note = json::parse(text); });
    change(note);
    learner.save(path, note.dump());
  }
  TemporaryFolder folder_;
};

TEST_F(Training, LearnsTheSmallCorpus) {
  auto s = small_training(folder_, "m.safetensors");
  s.steps = 60;
  s.licence = "CC0";
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  const auto [first, last] = losses("m.safetensors");
  EXPECT_LT(last, 0.7 * first);
  const auto model = ModelFile::open(folder_.file("m.safetensors"));
  EXPECT_TRUE(model.has_references());
  EXPECT_EQ(model.tensors().at("reference.embeddings").shape[0], 20);
  const auto& about = model.settings().about;
  EXPECT_EQ(about["licence"], "CC0");
  const double own = about["validation"]["textbook_trained"]["own_words"];
  const double untrained = about["validation_untrained"]["textbook_trained"]["own_words"];
  EXPECT_GT(own, untrained);
  EXPECT_GE(about["validation"]["textbook_trained"]["of_25"]["own_words"].get<double>(), 0.4);
  EXPECT_EQ(about["data"]["captions"]["train"]["title"], 16);
}

PretrainSettings without_texts(const TemporaryFolder& folder, const std::string& out) {
  auto s = small_training(folder, out);
  s.objective = Objective::kStructure;
  s.text_encoder = "";
  return s;
}

TEST_F(Training, LearnsFromStructuresAlone) {
  auto s = without_texts(folder_, "m.safetensors");
  s.steps = 60;
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  const auto [first, last] = losses("m.safetensors");
  EXPECT_LT(last, 0.7 * first);
  const auto model = ModelFile::open(folder_.file("m.safetensors"));
  EXPECT_TRUE(text_head(model).empty());
  EXPECT_TRUE(model.has_references());
  EXPECT_THROW(PromptEncoder{model}, Error);
  const auto& about = model.settings().about;
  EXPECT_EQ(about["course"]["objective"], "structure");
  EXPECT_EQ(about["validation"]["copies"]["crystals"], 6);
  EXPECT_EQ(about["validation"]["copies"]["R@1"], 1.0);
  EXPECT_FALSE(about["validation"].contains("words"));
}

/// What is one crystal twice would be told to differ from itself.
TEST_F(Training, LeavesDuplicatesOutWhereThereIsNoText) {
  Database db(folder_.file("corpus.sqlite"), Database::Mode::kWrite);
  db.for_each_structure([&](const StructureRow& row) {
    if (row.id > 2) add_duplicate(db, row.id, 1);
  });
  auto s = without_texts(folder_, "m.safetensors");
  s.batch = 2;
  s.steps = 1;
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  const auto lines = metrics("m.safetensors");
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const json& line) {
    return line["event"] == "start" && line["steps_per_epoch"] == 1;
  }));
}

TEST_F(Training, ResumesBitForBitWithoutTexts) {
  auto straight = without_texts(folder_, "straight.safetensors");
  ASSERT_EQ(pretrain(straight, {}), TrainingEnd::kDone);
  auto broken = without_texts(folder_, "broken.safetensors");
  expect_resumed_as("straight.safetensors", broken);
}

TEST_F(Training, ResumesBitForBit) {
  for (const int threads : {1, 2}) {
    auto straight = small_training(folder_, "straight.safetensors");
    straight.threads = threads;
    ASSERT_EQ(pretrain(straight, {}), TrainingEnd::kDone);

    auto broken = small_training(folder_, "broken.safetensors");
    broken.threads = threads;
    expect_resumed_as("straight.safetensors", broken);
  }
}

TEST_F(Training, RefusesToResumeUnderOtherSettings) {
  auto s = small_training(folder_, "m.safetensors");
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  s.resume = true;
  const auto expect_refused = [&](const PretrainSettings& other, const std::string& words) {
    const std::string said = error(other);
    EXPECT_NE(said.find("(" + words + ")"), std::string::npos) << said;
  };
  auto other = s;
  other.optimiser.rate = 1e-4;
  expect_refused(other, "optimiser 0.002, now 0.0001");
  other = s;
  other.network.embedding_size = 16;
  expect_refused(other, "network 32, now 16");
  const TemporaryFolder encoder;
  test::write_tiny_bert(encoder,
                        [](auto& tensors) { tensors.begin()->second.bytes[0] ^= std::byte{1}; });
  other = s;
  other.text_encoder = encoder.path();
  expect_refused(other, "another text encoder");
  {
    Database db(s.database, Database::Mode::kWrite);
    Database::Transaction transaction(db);
    db.add_caption({1, 0, "title", "A second title"});
    transaction.commit();
  }
  expect_refused(s, "another corpus");
}

/// As those were before they named the corpus and the text encoder.
TEST_F(Training, ResumesOlderCheckpoints) {
  auto s = small_training(folder_, "m.safetensors");
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  s.resume = true;
  change_note(s, [](json& note) { note.erase("sources"); });
  EXPECT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  change_note(s, [](json& note) { note["position"] = 1000; });
  EXPECT_NE(error(s).find("stands beyond the end of its epoch"), std::string::npos) << error(s);
}

TEST_F(Training, TakesFileNamesThatAreNotUtf8) {
  auto s = small_training(folder_, "m.safetensors");
  s.steps = 1;
  ASSERT_EQ(pretrain(s, {}), TrainingEnd::kDone);
  auto tuned = small_training(folder_, "tuned\xFF.safetensors");
  tuned.start = folder_.file("m\xFF.safetensors");
  std::filesystem::rename(s.out, tuned.start);
  tuned.command = "clasp train finetune --from " + tuned.start;
  tuned.steps = 1;
  ASSERT_EQ(pretrain(tuned, {}), TrainingEnd::kDone);
  EXPECT_EQ(ModelFile::open(tuned.out).settings().name, "tuned\xEF\xBF\xBD");
  tuned.resume = true;
  EXPECT_EQ(pretrain(tuned, {}), TrainingEnd::kDone);
}

TEST_F(Training, RefusesWhatIsNoCheckpoint) {
  auto s = small_training(folder_, "m.safetensors");
  s.resume = true;
  EXPECT_THROW(pretrain(s, {}), Error);  // there is none
  std::ofstream(folder_.file("m.safetensors.checkpoint")) << "something else";
  EXPECT_THROW(pretrain(s, {}), Error);
}

/// The trained tower in evaluation mode and the encoder that users run agree, up to the distance
/// grid of training.
TEST_F(Training, EncoderGivesTheTowersEmbeddings) {
  auto s = small_training(folder_, "m.safetensors");
  s.augment.share = 0;
  s.optimiser.average = 0;
  const Database db(s.database, Database::Mode::kRead);
  CorpusView corpus = view_corpus(db);
  const NeighbourStore store(db, 8.0, folder_.file("cache.neighbours"), {});
  const Sampler sampler(corpus, std::vector<bool>(corpus.crystals.size(), true), s);
  CaptionBank bank(s.text_encoder, s.reading, folder_.file("cache.captions"), 1);
  const RankGroup alone;
  Learner learner(s, bank.width(), alone);
  bank.prepare(corpus.texts.all(), {});
  for (int step = 0; step < 15; ++step) {
    const auto draws = sampler.epoch(step).front();
    learner.step(test::step_input(corpus, store, &bank, draws, s, alone), 1e-3);
  }
  const auto draws = sampler.epoch(0).front();
  const auto embedded = learner.embed(make_graphs(corpus, store, draws, s));
  CrystalEncoder encoder(
      model_in_memory(model_settings(s, store, &bank.encoder()), learner.tensors()));
  std::map<int, Structure> structures;
  int index = 0;
  db.for_each_structure([&](const StructureRow& row) { structures[index++] = row.structure; });
  for (std::size_t i = 0; i < draws.size(); ++i) {
    std::vector<float> tower(embedded.begin() + 32 * i, embedded.begin() + 32 * (i + 1));
    normalise(tower);
    const auto e = encoder.embed(structures[draws[i].crystal], "test");
    double cosine = 0;
    for (int k = 0; k < 32; ++k) cosine += tower[k] * e[k];
    EXPECT_GT(cosine, 0.9995) << corpus.crystals[draws[i].crystal].source;
  }
}

TEST(Settings, NonsenseIsNamed) {
  PretrainSettings s;
  s.optimiser.average = 1.5;
  try {
    check(s);
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("--average"), std::string::npos);
  }
  EXPECT_THROW(parse_draw("title"), Error);
  EXPECT_THROW(parse_draw("title=x"), Error);
  EXPECT_THROW(parse_draw("title=3y"), Error);
  for (const char* nothing : {"title=0x", "title=-1x", "title=nanx", "title=infx", "title=0"})
    EXPECT_THROW(parse_draw(nothing), Error) << nothing;
  const auto d = parse_draw("label/zeolites_iza=800");
  EXPECT_EQ(d.source, "label");
  EXPECT_EQ(d.set, "zeolites_iza");
  EXPECT_EQ(d.count, 800);
  EXPECT_EQ(parse_draw("title=1.5x").times, 1.5);
}

TEST(Scores, AgreeWithHandMadeOnes) {
  EXPECT_DOUBLE_EQ(roc_auc({0.1f, 0.4f, 0.35f, 0.8f}, {false, false, true, true}), 0.75);
  EXPECT_DOUBLE_EQ(roc_auc({1, 1, 1, 2}, {true, false, false, false}), 1.0 / 3);
  EXPECT_TRUE(std::isnan(roc_auc({1, 2}, {true, true})));
  EXPECT_DOUBLE_EQ(spearman({1, 2, 3, 4}, {10, 20, 40, 30}), 0.8);
  EXPECT_NEAR(spearman({1, 2, 2, 4}, {4, 3, 3, 1}), -1.0, 1e-12);
  EXPECT_NEAR(spearman({1, 2, 2, 4}, {1, 2, 3, 4}), 0.9486832980505138, 1e-12);  // SciPy's
  EXPECT_TRUE(std::isnan(spearman({1, 2}, {3, 3})));
  EXPECT_DOUBLE_EQ(recall_at({1, 5, 11, 20}, 10), 0.5);
  EXPECT_DOUBLE_EQ(median_rank({4, 1, 3, 2}), 2.5);
}

}  // namespace
