// SPDX-License-Identifier: MIT
// How good a model trained on structures alone is: does a crystal's distorted copy find it among
// all?
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "core/model_file.h"
#include "train/corpus_view.h"

namespace clasp {

class CopyValidator {
 public:
  /// Reads crystals of the split "validation", at most 1,000; `usable[i]` is false for those that
  /// cannot be embedded.
  CopyValidator(const Database& db, const CorpusView& corpus, const std::vector<bool>& usable);

  /// {"copies": {"crystals", "R@1", "R@10", "R@50", "median_rank"}}: ranks of the crystals, as the
  /// CrystalEncoder that users run embeds them, for copies displaced as at 300 K; empty without
  /// crystals.
  nlohmann::json score(const ModelFile& model) const;

 private:
  std::vector<Structure> ideal_, copy_;
};

}  // namespace clasp
