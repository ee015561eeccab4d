// SPDX-License-Identifier: MIT
// Scores a model by labels of data sets.
#include "train/validation_labels.h"

#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>

#include "retrieval/scores.h"
#include "train/matmul.h"
#include "train/validation.h"

namespace clasp {
namespace {

using nlohmann::json;
using Value = std::optional<float>;

constexpr const char* kSuperconductor = "superconductor";
constexpr const char* kFerroelectric = "ferroelectric";
constexpr const char* kInsulator = "wide band gap insulator";

/// Above 0 for a superconductor.
Value critical_temperature(const CrystalView& crystal) {
  const std::string tc = crystal.label("tc_kelvin");
  if (tc.empty()) return {};
  return std::strtof(tc.c_str(), nullptr);
}

/// 1: polar, 0: the nonpolar parent.
Value polarity(const CrystalView& crystal) {
  const std::string state = crystal.label("state");
  if (state.empty()) return {};
  return state == "polar" ? 1.0f : 0.0f;
}

/// Of the set that was made for it: candidates for ferroelectrics hardly have narrow gaps.
Value band_gap(const CrystalView& crystal) {
  const std::string gap = crystal.label("band_gap");
  if (gap.empty() || crystal.label("set") != "band_gaps_mp") return {};
  return std::strtof(gap.c_str(), nullptr);
}

/// Values of the crystals that have one, and their cosines.
struct Labelled {
  std::vector<float> value, score;
  bool empty() const { return value.empty(); }
};

json auc_json(const Labelled& labelled) {
  std::vector<bool> positive;
  int positives = 0;
  for (const float v : labelled.value) {
    positive.push_back(v > 0);
    positives += v > 0;
  }
  return {{"structures", labelled.value.size()},
          {"positives", positives},
          {"roc_auc", score_json(roc_auc(labelled.score, positive))}};
}

json correlation_json(const Labelled& labelled) {
  return {{"structures", labelled.value.size()},
          {"spearman", score_json(spearman(labelled.score, labelled.value))}};
}

}  // namespace

std::vector<std::string> label_prompts() {
  return {kSuperconductor, kFerroelectric, kInsulator};
}

bool has_scored_label(const CrystalView& crystal) {
  return critical_temperature(crystal) || polarity(crystal) || band_gap(crystal);
}

bool Validator::has_new_elements(const CrystalView& crystal) const {
  return trained_elements_.count(elements_of(crystal.formula)) == 0;
}

json Validator::labels(const ModelFile& model, const CaptionBank& bank) const {
  if (labelled_.empty()) return json::object();
  std::vector<const Sample*> samples;
  for (const auto& s : labelled_) samples.push_back(&s);
  const Matrix crystals = embed_crystals(model, samples);
  const auto gather = [&](const char* prompt, const std::function<Value(const CrystalView&)>& of) {
    const Matrix score = multiply_transposed(embed_texts(model, bank, {prompt}), crystals);
    Labelled labelled;
    for (std::size_t i = 0; i < samples.size(); ++i)
      if (const Value v = of(corpus_.crystals[samples[i]->crystal])) {
        labelled.value.push_back(*v);
        labelled.score.push_back(score.values[i]);
      }
    return labelled;
  };
  json result;
  const auto add = [&](const char* name, const Labelled& labelled,
                       json (*as_json)(const Labelled&)) {
    if (!labelled.empty()) result[name] = as_json(labelled);
  };
  add("superconductors", gather(kSuperconductor, critical_temperature), auc_json);
  add("superconductors_of_new_elements",
      gather(kSuperconductor,
             [&](const CrystalView& c) {
               return has_new_elements(c) ? critical_temperature(c) : Value();
             }),
      auc_json);
  add("ferroelectrics", gather(kFerroelectric, polarity), auc_json);
  add("band_gaps", gather(kInsulator, band_gap), correlation_json);
  return result;
}

}  // namespace clasp
