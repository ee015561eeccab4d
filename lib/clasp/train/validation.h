// SPDX-License-Identifier: MIT
// How good a model is on structures it was not trained on: retrieval over the full gallery, words,
// labels, and whether textbook crystals get and keep their own words.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/model_file.h"
#include "train/caption_bank.h"
#include "train/corpus_view.h"
#include "train/settings.h"

namespace clasp {

constexpr const char* kValidationSplit = "validation";
constexpr double kWarmDisplacement = 0.10;  ///< Angstrom per axis, about what 300 K does

/// Recall at 1, 10 and 50, and the median, of ranks from 1.
nlohmann::json ranks_json(const std::vector<int>& ranks);

class Validator {
 public:
  /// Reads the structures it needs. Scores the split "validation"; `usable[i]` is false for
  /// crystals that cannot be embedded.
  Validator(const Database& db, const CorpusView& corpus, const std::vector<bool>& usable,
            const PretrainSettings& settings);

  /// Texts that score() needs in the caption bank.
  std::vector<std::string> texts() const;
  /// All scores. Crystals are embedded by the CrystalEncoder that users run, texts by the model's
  /// head.
  nlohmann::json score(const ModelFile& model, const CaptionBank& bank) const;

 private:
  struct Sample {
    int crystal = 0;  ///< index in the corpus
    Structure structure;
  };
  struct Textbook {
    Sample ideal;
    std::vector<Sample> warm;  ///< displaced supercells
    std::vector<Sample> molten;
    bool trained = false;
  };

  void read_samples(const Database& db, const std::vector<bool>& usable);
  void thin_out_trained();
  /// True for a crystal of 3DSC whose elements no crystal of 3DSC that was trained on has.
  bool has_new_elements(const CrystalView& crystal) const;
  nlohmann::json retrieval(const Matrix& titled, const Matrix& titles) const;
  nlohmann::json words(const Matrix& titled, const ModelFile& model, const CaptionBank& bank) const;
  nlohmann::json labels(const ModelFile& model, const CaptionBank& bank) const;
  /// What a user may compare: a name of the crystal, of 24 others, and what melts and glasses are
  /// called whatever they are made of. Other names by `draw`.
  std::vector<int> few_prompts(const CrystalView& crystal, int draw) const;
  nlohmann::json textbook(const ModelFile& model, const Matrix& prompts, bool trained) const;
  Matrix embed_crystals(const ModelFile& model, const std::vector<const Sample*>& samples) const;
  Matrix embed_texts(const ModelFile& model, const CaptionBank& bank,
                     const std::vector<std::string>& texts) const;
  std::vector<std::string> texts_of(const std::vector<int>& ids) const;

  const CorpusView& corpus_;
  const PretrainSettings& settings_;
  std::vector<Sample> titled_, labelled_;
  std::set<std::string> trained_elements_;  ///< of the superconductors and others trained on
  std::vector<Textbook> textbook_;
  std::vector<int> titles_;         ///< distinct text ids
  std::vector<int> prompts_;        ///< all texts of textbook crystals and their packings
  std::vector<int> phases_;         ///< of these, words for liquids and glasses of any substance
  std::map<int, int> name_owners_;  ///< of these, how many textbook crystals each belongs to
};

/// A crystal as it looks at room temperature: a supercell of at least 48 atoms with Gaussian
/// displacements of `displacement` Angstrom per axis.
Structure warm_copy(const Structure& s, double displacement, std::uint64_t seed);

}  // namespace clasp
