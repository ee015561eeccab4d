// SPDX-License-Identifier: MIT
// Trainings by several processes: the same result on any number of them, and an end to all when one
// is lost.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>

#include "core/error.h"
#include "core/rng.h"
#include "processes.h"
#include "small_corpus.h"
#include "step_input.h"
#include "train/in_rank_group.h"
#include "train/pretrain.h"

namespace {

using namespace clasp;
using test::Ranks;
using test::small_training;
using test::TemporaryFolder;

using Variables = std::map<std::string, std::string>;

const char* variable(const char* name) {
  return std::getenv(name);
}

std::map<std::string, std::vector<float>> tensors(const std::string& path) {
  std::map<std::string, std::vector<float>> all;
  const auto file = SafetensorsFile::open(path);
  for (const auto& [name, view] : file.tensors()) all[name] = view.to_float();
  return all;
}

/// Largest difference of two tensors, in units of the largest value if that is above 1.
double difference(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return HUGE_VAL;
  double largest = 0, scale = 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(double{a[i]} - b[i]));
    scale = std::max(scale, std::abs(double{a[i]}));
  }
  return largest / scale;
}

/// Below what the test tells apart: a bias that moves no output, since a batch norm follows, has
/// gradients of mere rounding, and AdamW makes steps of this size of them, up or down.
constexpr double kRate = 2e-6;

class RankGroups : public testing::Test {
 protected:
  RankGroups() { test::make_small_corpus(folder_.file("corpus.sqlite")); }
  Ranks start(int size, const std::string& test, Variables variables) {
    variables["CLASP_TEST_FOLDER"] = folder_.path();
    variables["OMP_NUM_THREADS"] = "1";
    return Ranks(size, test, variables, folder_.file("log." + std::to_string(++runs_)));
  }
  TemporaryFolder folder_;
  int runs_ = 0;
};

PretrainSettings child_settings() {
  PretrainSettings s =
      small_training(std::string(variable("CLASP_TEST_FOLDER")), variable("CLASP_TEST_OUT"));
  s.rank_timeout = 60;
  return s;
}

/// Some steps; rank 0 writes the gradients of the first and last, and the weights.
TEST(RankChild, DISABLED_Steps) {
  PretrainSettings s = child_settings();
  s.batch = 32;           // a batch norm over few or equal crystals divides by next to nothing,
  s.augment.share = 1.0;  // which makes much of rounding
  const std::string loss = variable("CLASP_TEST_LOSS");
  s.micro_batch = std::atoi(variable("CLASP_TEST_MICRO_BATCH"));
  s.loss.kind = loss == "cosface" ? LossKind::kCosFace : LossKind::kInfoNce;
  // Two views of a crystal are alike: a steep softmax over them would make much of rounding, too.
  s.loss.scale = loss == "infonce" ? 14 : 3;
  s.loss.margin = loss == "cosface" ? 0.5 : 0;
  const bool alone = loss == "two views";
  if (alone) s.draws = {DrawSettings{}};
  const RankGroup ranks(find_launch(variable), s.rank_timeout);
  const Database db(s.database, Database::Mode::kRead);
  CorpusView corpus = view_corpus(db);
  const Sampler sampler(corpus, std::vector<bool>(corpus.crystals.size(), true), s);
  std::unique_ptr<NeighbourStore> store;
  CaptionBank bank(s.text_encoder, s.reading, s.cache + ".captions", 1);
  ranks.first_before_others([&] {
    store = std::make_unique<NeighbourStore>(db, 8.0, s.cache + ".neighbours",
                                             NeighbourStore::Progress());
    bank.prepare(corpus.texts.all(), {});
  });
  Learner learner(s, alone ? 0 : bank.width(), ranks);
  std::map<std::string, TensorData> results;
  const auto keep = [&](const std::string& name, const std::vector<float>& v) {
    results[name] = TensorData::from_floats(v, {static_cast<std::int64_t>(v.size())});
  };
  for (int step = 0, steps = std::atoi(variable("CLASP_TEST_STEPS")); step < steps; ++step) {
    const auto draws = sampler.epoch(step).front();
    learner.step(test::step_input(corpus, *store, alone ? nullptr : &bank, draws, s, ranks), kRate);
    if (step == 0) keep("gradient.first", learner.gradient());
  }
  keep("gradient.last", learner.gradient());
  for (const auto& [name, tensor] : learner.tensors()) results["weights." + name] = tensor;
  if (ranks.first()) write_safetensors(s.out, results, {});
}

/// A training with checkpoints, as the command runs it.
TEST(RankChild, DISABLED_Trains) {
  PretrainSettings s = child_settings();
  s.steps = std::atoi(variable("CLASP_TEST_STEPS"));
  s.checkpoint_steps = 3;
  s.resume = std::filesystem::exists(s.out + ".checkpoint");
  int status = 1;
  try {
    const auto end =
        in_rank_group(s, [&](const RankGroup& ranks) { return pretrain(s, {}, ranks); });
    status = end == TrainingEnd::kDone ? 0 : 1;
  } catch (const Error& e) {
    std::fprintf(stderr, "clasp: %s\n", e.what());
  }
  std::fflush(nullptr);
  _exit(status);
}

/// Dropout, batch norms, margins, false negatives and second views are those of the whole batch.
TEST_F(RankGroups, OneTwoAndFourAgreeOnGradientsAndWeights) {
  for (const std::string loss : {"infonce", "cosface", "two views"}) {
    const auto run = [&](int size) {
      const std::string out = loss + std::to_string(size) + ".safetensors";
      auto ranks = start(size, "RankChild.DISABLED_Steps",
                         {{"CLASP_TEST_OUT", out},
                          {"CLASP_TEST_LOSS", loss},
                          {"CLASP_TEST_STEPS", "20"},
                          {"CLASP_TEST_MICRO_BATCH", "0"}});
      EXPECT_EQ(ranks.wait(), std::vector<int>(size, 0)) << ranks.said();
      return tensors(folder_.file(out));
    };
    const auto one = run(1);
    for (const int size : {2, 4}) {
      const auto many = run(size);
      double largest = 0;
      for (const auto& [name, values] : one) {
        const double d = difference(values, many.at(name));
        largest = std::max(largest, d);
        EXPECT_LT(d, 1e-5) << loss << ", " << size << " ranks, " << name;
      }
      RecordProperty(loss + std::to_string(size), std::to_string(1e6 * largest) + "e-6");
    }
  }
}

/// Micro-batches of ranks that have different numbers of rows, the last of them perhaps none.
TEST_F(RankGroups, MicroBatchesMeetAcrossRanks) {
  auto ranks = start(3, "RankChild.DISABLED_Steps",
                     {{"CLASP_TEST_OUT", "micro.safetensors"},
                      {"CLASP_TEST_LOSS", "infonce"},
                      {"CLASP_TEST_STEPS", "2"},
                      {"CLASP_TEST_MICRO_BATCH", "1"}});
  EXPECT_EQ(ranks.wait(), std::vector<int>(3, 0)) << ranks.said();
  for (const auto& [name, values] : tensors(folder_.file("micro.safetensors")))
    for (const float v : values) ASSERT_TRUE(std::isfinite(v)) << name;
}

bool wait_for(const std::string& path) {
  for (int k = 0; k < 6000; ++k) {
    if (std::filesystem::exists(path)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(RankGroups, ALostRankEndsAllWithOneMessageAndAnyNumberOfRanksGoesOn) {
  const std::string out = folder_.file("m.safetensors");
  for (const int lost : {2, 0}) {
    std::filesystem::remove(out + ".checkpoint");
    auto ranks = start(3, "RankChild.DISABLED_Trains",
                       {{"CLASP_TEST_OUT", "m.safetensors"}, {"CLASP_TEST_STEPS", "100000"}});
    ASSERT_TRUE(wait_for(out + ".checkpoint")) << ranks.said();
    ranks[lost].kill();
    auto statuses = ranks.wait();
    EXPECT_EQ(statuses[lost], 128 + SIGKILL);
    statuses.erase(statuses.begin() + lost);
    EXPECT_EQ(statuses, std::vector<int>(2, 1));
    const std::string said = ranks.said();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_NE(said.find("a rank has ended before the others"), std::string::npos) << said;
  }
  // the checkpoint belongs to a longer training; one of the right length is stopped and continued
  std::filesystem::remove(out + ".checkpoint");
  const Variables thirty = {{"CLASP_TEST_OUT", "m.safetensors"}, {"CLASP_TEST_STEPS", "30"}};
  {
    auto ranks = start(3, "RankChild.DISABLED_Trains", thirty);
    ASSERT_TRUE(wait_for(out + ".checkpoint"));
    ranks[1].kill();
    ranks.wait();
  }
  auto two = start(2, "RankChild.DISABLED_Trains", thirty);
  EXPECT_EQ(two.wait(), std::vector<int>(2, 0)) << two.said();
  EXPECT_TRUE(std::filesystem::exists(out));
}

/// SIGKILL at any moment: the checkpoint can always be read, and what goes on from it ends with the
/// weights of a training that was never killed. CLASP_KILLS sets how often; 4 by default.
TEST_F(RankGroups, KilledTrainingsEndWithTheSameWeights) {
  const int kills = variable("CLASP_KILLS") != nullptr ? std::atoi(variable("CLASP_KILLS")) : 4;
  for (const int size : {1, 2}) {
    const auto variables = [&](const char* out) {
      return Variables{{"CLASP_TEST_OUT", out + std::to_string(size)}, {"CLASP_TEST_STEPS", "30"}};
    };
    const auto begin = std::chrono::steady_clock::now();
    {
      auto ranks = start(size, "RankChild.DISABLED_Trains", variables("straight"));
      ASSERT_EQ(ranks.wait(), std::vector<int>(size, 0)) << ranks.said();
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    Rng rng(17 + size);
    for (int k = 0; k < kills / size; ++k) {
      auto ranks = start(size, "RankChild.DISABLED_Trains", variables("killed"));
      std::this_thread::sleep_for(std::chrono::duration<double>(rng.uniform(0.3, 1.0) * seconds));
      for (int rank = 0; rank < size; ++rank) ranks[rank].kill();
      ranks.wait();
      EXPECT_EQ(ranks.said(), "");
    }
    auto ranks = start(size, "RankChild.DISABLED_Trains", variables("killed"));
    ASSERT_EQ(ranks.wait(), std::vector<int>(size, 0)) << ranks.said();
    const auto straight = tensors(folder_.file("straight" + std::to_string(size)));
    EXPECT_EQ(straight, tensors(folder_.file("killed" + std::to_string(size)))) << size << " ranks";
  }
}

}  // namespace
