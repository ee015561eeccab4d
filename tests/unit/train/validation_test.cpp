// SPDX-License-Identifier: MIT
// What a validation scores, and on which crystals.
#include <gtest/gtest.h>

#include <memory>

#include "encoder/snapshot_encoder.h"
#include "retrieval/scores.h"
#include "small_corpus.h"
#include "train/export.h"
#include "train/learner.h"
#include "train/matmul.h"
#include "train/sampler.h"
#include "train/validation.h"

namespace {

using namespace clasp;
using test::rock_salt;
using test::TemporaryFolder;

/// Crystals of validation with labels, beside the small corpus; the network is not trained.
class Validation : public testing::Test {
 protected:
  Validation() {
    test::make_small_corpus(folder_.file("corpus.sqlite"));
    settings_ = test::small_training(folder_, "m.safetensors");
    {
      Database db(folder_.file("corpus.sqlite"), Database::Mode::kCreate);
      for (const auto& [z, tc] : {std::pair(13, "0.0"), {23, "3.1"}, {41, "16.2"}, {46, "0.0"}})
        add_labelled(db, "again", z, {{"set", "superconductors_3dsc"}, {"tc_kelvin", tc}});
      for (const auto& [z, state] : {std::pair(22, "polar"), {40, "nonpolar"}, {50, "polar"}})
        add_labelled(db, "fe", z, {{"set", "ferroelectric_candidates"}, {"state", state}});
      for (const auto& [z, gap] : {std::pair(3, "9.1"), {11, "5.0"}, {19, "0.0"}, {37, "2.2"}})
        add_labelled(db, "gap", z, {{"set", "band_gaps_mp"}, {"band_gap", gap}});
    }
    db_ = std::make_unique<Database>(folder_.file("corpus.sqlite"), Database::Mode::kRead);
    corpus_ = view_corpus(*db_);
  }
  void add_labelled(Database& db, const std::string& kind, int z,
                    const std::map<std::string, std::string>& labels) {
    const std::string source = kind + "/" + std::to_string(z);
    structures_[source] = rock_salt(z, 7, 4.4);
    const auto id = test::add_structure(db, source, structures_[source], source, "validation");
    for (const auto& [name, value] : labels) db.add_label({id, name, value});
  }
  /// Cosine of a crystal with a prompt.
  float cosine(const ModelFile& model, const CaptionBank& bank, const std::string& source,
               const std::string& prompt) {
    CrystalEncoder encoder(model);
    const auto crystal = encoder.embed(structures_[source], source);
    const float* values = bank[prompt];
    const Matrix text =
        apply_mlp_to_rows(text_head(model), {1, bank.width(), {values, values + bank.width()}});
    float sum = 0;
    for (std::size_t k = 0; k < crystal.size(); ++k) sum += crystal[k] * text.values[k];
    return sum;
  }

  TemporaryFolder folder_;
  PretrainSettings settings_;
  std::map<std::string, Structure> structures_;
  std::unique_ptr<Database> db_;
  CorpusView corpus_;
};

TEST_F(Validation, LabelsAreComparedWithTheirPrompts) {
  const NeighbourStore store(*db_, 8.0, folder_.file("cache.neighbours"), {});
  CaptionBank bank(settings_.text_encoder, settings_.reading, folder_.file("cache.captions"), 1);
  const RankGroup alone;
  const Learner learner(settings_, bank.width(), alone);
  const ModelFile model =
      model_in_memory(model_settings(settings_, store, &bank.encoder()), learner.tensors());
  const Validator validator(*db_, corpus_, std::vector<bool>(corpus_.crystals.size(), true),
                            settings_);
  bank.prepare(validator.texts(), {});
  const auto scores = validator.score(model, bank);

  EXPECT_EQ(scores["superconductors"]["structures"], 5);  // one of the small corpus
  EXPECT_EQ(scores["superconductors"]["positives"], 3);
  EXPECT_EQ(scores["superconductors_of_new_elements"]["structures"], 3);  // niobium, palladium
  EXPECT_EQ(scores["ferroelectrics"]["structures"], 3);
  EXPECT_EQ(scores["ferroelectrics"]["positives"], 2);
  EXPECT_EQ(scores["band_gaps"]["structures"], 4);
  std::vector<float> polar, insulating;
  for (const char* z : {"22", "40", "50"})
    polar.push_back(cosine(model, bank, std::string("fe/") + z, "ferroelectric"));
  EXPECT_EQ(scores["ferroelectrics"]["roc_auc"], roc_auc(polar, {true, false, true}));
  for (const char* z : {"3", "11", "19", "37"})
    insulating.push_back(cosine(model, bank, std::string("gap/") + z, "wide band gap insulator"));
  EXPECT_EQ(scores["band_gaps"]["spearman"], spearman(insulating, {9.1f, 5.0f, 0.0f, 2.2f}));
}

}  // namespace
