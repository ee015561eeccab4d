// SPDX-License-Identifier: MIT
// A training step's input, as the training loop makes it.
#pragma once

#include "train/batch.h"
#include "train/caption_bank.h"
#include "train/learner.h"

namespace clasp::test {

/// What it is made of must outlive it; without a bank the crystals' two views alone.
inline StepInput step_input(const CorpusView& corpus, const NeighbourStore& store,
                            const CaptionBank* bank, const DrawBatch& draws,
                            const PretrainSettings& settings, const RankGroup& ranks) {
  StepInput input;
  input.rows = static_cast<std::int64_t>(draws.size());
  input.cuts = cut_rows(input.rows, settings.micro_batch, ranks);
  input.micro_batch = [&, bank](std::int64_t begin, std::int64_t end) {
    const DrawBatch part(draws.begin() + begin, draws.begin() + end);
    if (bank == nullptr)
      return MicroBatch{make_graphs(corpus, store, two_views(part), settings), {}};
    MicroBatch rows{make_graphs(corpus, store, part, settings), {}};
    for (const auto& d : part) {
      const float* row = (*bank)[corpus.texts[d.text]];
      rows.captions.insert(rows.captions.end(), row, row + bank->width());
    }
    return rows;
  };
  if (bank == nullptr) return input;
  input.excluded = [&](std::int64_t begin, std::int64_t end) {
    return false_negatives(corpus, draws, begin, end);
  };
  return input;
}

}  // namespace clasp::test
