// SPDX-License-Identifier: MIT
// Steps of training: in micro-batches, with frozen parts, from another model.
#include "train/learner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "core/error.h"
#include "small_corpus.h"
#include "step_input.h"
#include "train/pretrain.h"

namespace {

using namespace clasp;
using test::small_training;
using test::TemporaryFolder;

using Tensors = std::map<std::string, std::vector<float>>;

class Learning : public testing::Test {
 protected:
  Learning()
      : settings_((test::make_small_corpus(folder_.file("corpus.sqlite")),
                   small_training(folder_, "m.safetensors"))),
        db_(settings_.database, Database::Mode::kRead),
        corpus_(view_corpus(db_)),
        store_(db_, 8.0, folder_.file("cache.neighbours"), {}),
        sampler_(corpus_, std::vector<bool>(corpus_.crystals.size(), true), settings_),
        bank_(settings_.text_encoder, settings_.reading, folder_.file("cache.captions"), 1) {
    bank_.prepare(corpus_.texts.all(), {});
  }

  void train(Learner& learner, int steps) {
    for (int step = 0; step < steps; ++step) {
      const auto draws = sampler_.epoch(step).front();
      learner.step(test::step_input(corpus_, store_, &bank_, draws, settings_, alone_), 1e-3);
    }
  }
  static Tensors values(const Learner& learner) {
    Tensors all;
    for (const auto& [name, t] : learner.tensors()) {
      const auto* v = reinterpret_cast<const float*>(t.bytes.data());
      all[name].assign(v, v + t.bytes.size() / sizeof(float));
    }
    return all;
  }

  TemporaryFolder folder_;
  PretrainSettings settings_;
  Database db_;
  CorpusView corpus_;
  NeighbourStore store_;
  Sampler sampler_;
  CaptionBank bank_;
  RankGroup alone_;
};

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double largest = a.size() == b.size() ? 0 : HUGE_VAL;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(double{a[i]} - b[i]));
  return largest;
}

/// With fixed statistics a micro-batch knows nothing that the whole batch does not; dropout is
/// drawn by row.
TEST_F(Learning, MicroBatchesGiveTheWholeBatchsGradient) {
  settings_.freeze = {"norms"};
  for (const auto kind :
       {LossKind::kInfoNce, LossKind::kCosFace, LossKind::kArcFace, LossKind::kSigLip}) {
    settings_.loss.kind = kind;
    settings_.loss.scale = 5;
    settings_.loss.margin = 0.3;
    std::vector<float> whole;
    for (const int size : {0, 5, 1}) {
      settings_.micro_batch = size;
      Learner learner(settings_, bank_.width(), alone_);
      train(learner, 1);
      if (size == 0) whole = learner.gradient();
      EXPECT_LT(largest_difference(whole, learner.gradient()), 1e-6) << size;
    }
    EXPECT_GT(*std::max_element(whole.begin(), whole.end()), 1e-3);
  }
}

/// The precision of a GPU's autocast, here the CPU's: convolutions go the way they go on a GPU.
TEST_F(Learning, Bfloat16GivesNearlyTheSameGradients) {
  std::vector<float> gradients[2];
  for (const auto precision : {Precision::kFloat32, Precision::kBfloat16}) {
    settings_.precision = precision;
    Learner learner(settings_, bank_.width(), alone_);
    train(learner, 1);
    gradients[precision == Precision::kBfloat16] = learner.gradient();
  }
  double product = 0, squares[2] = {};
  for (std::size_t i = 0; i < gradients[0].size(); ++i) {
    const double a = gradients[0][i], b = gradients[1][i];
    product += a * b;
    squares[0] += a * a;
    squares[1] += b * b;
  }
  const double cosine = product / std::sqrt(squares[0] * squares[1]);
  EXPECT_GT(cosine, 0.95);
  EXPECT_LT(cosine, 1 - 1e-9);
}

TEST_F(Learning, FrozenPartsDoNotMove) {
  const auto begins = [](const std::string& name, const char* with) {
    return name.compare(0, std::string(with).size(), with) == 0;
  };
  const auto frozen = [&](const std::string& part, const std::string& name) {
    if (part == "crystal") return begins(name, "crystal.");
    if (part == "text") return begins(name, "text_head.");
    return name.find("running_") != std::string::npos;
  };
  for (const char* part : {"crystal", "text", "norms"}) {
    settings_.freeze = {part};
    Learner learner(settings_, bank_.width(), alone_);
    const auto before = values(learner);
    train(learner, 3);
    for (const auto& [name, v] : values(learner))
      if (frozen(part, name))
        EXPECT_EQ(v, before.at(name)) << part << ": " << name;
      else if (name.find(".bias") == std::string::npos)  // some have no effect, and no gradient
        EXPECT_NE(v, before.at(name)) << part << ": " << name;
  }
}

/// A model of another dropout has its layers under other numbers.
TEST_F(Learning, StartsFromModelsAndCheckpoints) {
  Learner first(settings_, bank_.width(), alone_);
  train(first, 2);
  first.save(folder_.file("first.checkpoint"),
             nlohmann::json{{"course", course_of(settings_)}}.dump());
  settings_.network.text_dropout = 0;
  PretrainSettings other = settings_;
  other.network = {};
  const Origin origin = read_origin(folder_.file("first.checkpoint"));
  adopt(origin, other);
  EXPECT_EQ(other.network.convolutions, 2);
  EXPECT_EQ(other.network.embedding_size, 32);
  EXPECT_EQ(other.network.text_layers, 2);
  EXPECT_EQ(other.reading.max_tokens, 24);
  Learner second(settings_, bank_.width(), alone_);
  second.start_from(origin);
  const auto a = values(first), b = values(second);
  EXPECT_EQ(a.at("text_head.4.weight"), b.at("text_head.3.weight"));
  EXPECT_EQ(a.at("crystal.final_projection.weight"), b.at("crystal.final_projection.weight"));
  EXPECT_THROW(read_origin(settings_.database), Error);
}

TEST_F(Learning, FineTunesAModel) {
  ASSERT_EQ(pretrain(settings_, {}), TrainingEnd::kDone);
  PretrainSettings tuned = small_training(folder_, "tuned.safetensors");
  tuned.start = settings_.out;
  tuned.network = {};  // the model's counts
  tuned.steps = 3;
  tuned.optimiser.rate = 1e-6;
  tuned.optimiser.average = 0;
  ASSERT_EQ(pretrain(tuned, {}), TrainingEnd::kDone);
  const auto before = SafetensorsFile::open(settings_.out),
             after = SafetensorsFile::open(tuned.out);
  const auto name = "crystal.final_projection.weight";
  const double moved = largest_difference(before.at(name).to_float(), after.at(name).to_float());
  EXPECT_GT(moved, 0);
  EXPECT_LT(moved, 1e-5);
}

/// Two titles of the validation split hold a word that is asked for; training stops when their
/// score has not risen for two validations, and the best weights are exported.
TEST_F(Learning, StopsWhenTheWordsGetNoBetter) {
  {
    Database db(settings_.database, Database::Mode::kWrite);
    Database::Transaction transaction(db);
    int n = 0;
    for (const auto& crystal : corpus_.crystals)
      if (crystal.split == "validation" && n < 3 && !crystal.captions_of("title").empty()) {
        db.add_caption({crystal.id, 0, "title", "A semiconducting salt"});
        ++n;
      }
    ASSERT_EQ(n, 3);
    transaction.commit();
  }
  settings_.patience = 2;
  settings_.validate_epochs = 1;
  settings_.steps = 400;
  ASSERT_EQ(pretrain(settings_, {}), TrainingEnd::kDone);
  std::vector<double> scores;
  std::int64_t last = 0;
  std::ifstream in(settings_.out + ".metrics.jsonl");
  for (std::string line; std::getline(in, line);) {
    const auto event = nlohmann::json::parse(line);
    if (event["event"] != "validation") continue;
    last = event["step"];
    if (last > 0) scores.push_back(event["scores"]["words"]["mean_roc_auc"]);
  }
  EXPECT_LT(last, 400);
  const auto about = ModelFile::open(settings_.out).settings().about;
  EXPECT_EQ(about["validation"]["words"]["mean_roc_auc"].get<double>(),
            *std::max_element(scores.begin(), scores.end()));
}

}  // namespace
