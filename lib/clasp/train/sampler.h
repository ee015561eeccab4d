// SPDX-License-Identifier: MIT
// Which crystals are shown with which captions, epoch by epoch: a function of the seed alone, so
// that a resumed training sees the same.
#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "train/corpus_view.h"
#include "train/settings.h"

namespace clasp {

/// One crystal with one caption, or alone.
struct Draw {
  int crystal = 0;
  int text = 0;            ///< -1: none
  bool title = false;      ///< the text is a title or part of one
  std::uint64_t seed = 0;  ///< of its geometry
  int within = -1;         ///< the text is judged against crystals of this set alone; -1: of all
};

using DrawBatch = std::vector<Draw>;

/// Every draw twice in a row, distorted in two ways.
DrawBatch two_views(const DrawBatch& draws);

/// True for crystals of a training split, and for textbook crystals of any split if
/// `settings.all_textbook`.
bool is_trained_on(const CrystalView& crystal, const PretrainSettings& settings);

/// True if the crystal is of one of these data sets.
bool is_named(const std::vector<std::string>& sets, const CrystalView& crystal);

class Sampler {
 public:
  /// Adds title fragments to the texts of `corpus`, which must outlive the sampler. `usable[i]` is
  /// false for crystals without geometry. Throws Error if nothing can be drawn.
  Sampler(CorpusView& corpus, const std::vector<bool>& usable, const PretrainSettings& settings);

  /// The batches of an epoch; all full, unless one batch holds everything. Throws Error if nothing
  /// is drawn.
  std::vector<DrawBatch> epoch(std::int64_t number) const;

 private:
  /// What can be drawn: a crystal with one of its titles, or with any (-1) of its other captions.
  struct Choice {
    int crystal = 0;
    int text = -1;
  };
  /// Stays in one batch, whose members must be told apart by more than their elements: the textbook
  /// crystals of the same elements, each with a melt; labelled relatives of one parent or formula.
  using Group = std::vector<Draw>;

  Draw draw_caption(const Choice& choice, const std::string& source, std::uint64_t seed) const;
  std::string family_of(const CrystalView& crystal, const std::string& source, int turn) const;
  bool is_complete(const Group& family, const std::string& source) const;
  std::vector<int> pick_packings(const CrystalView& crystal, const std::string& source,
                                 Rng& rng) const;
  Draw draw_melt(int packing, std::uint64_t seed) const;

  const CorpusView* corpus_;
  const PretrainSettings* settings_;
  std::vector<std::vector<Choice>> pools_;   ///< for each of PretrainSettings::draws
  std::vector<std::vector<int>> fragments_;  ///< by text id of the title
};

/// True if the caption of `other` is not false for the crystal of `draw`, so that the pair is no
/// negative: same caption, same crystal, a caption the crystal has elsewhere, titles of one
/// publication, melts with captions that say only "liquid" or "glass", a label that is not known of
/// crystals outside its set.
bool is_false_negative(const CorpusView& corpus, const Draw& draw, const Draw& other);

/// False negatives of draws begin..end-1 with all n of the batch, [end - begin, n] each; a draw is
/// none of its own.
struct FalseNegatives {
  std::vector<std::uint8_t> of_crystals;  ///< of the rows' crystals and all captions
  std::vector<std::uint8_t> of_texts;     ///< of the rows' captions and all crystals
};
FalseNegatives false_negatives(const CorpusView& corpus, const DrawBatch& batch, std::size_t begin,
                               std::size_t end, int threads = 1);

}  // namespace clasp
