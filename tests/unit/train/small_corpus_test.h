// SPDX-License-Identifier: MIT
// A test with the small corpus and the settings of a short training.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "small_corpus.h"
#include "train/corpus_view.h"

namespace clasp::test {

class SmallCorpus : public testing::Test {
 protected:
  SmallCorpus() {
    make_small_corpus(folder_.file("corpus.sqlite"));
    db_ = std::make_unique<Database>(folder_.file("corpus.sqlite"), Database::Mode::kRead);
    corpus_ = view_corpus(*db_);
    settings_ = small_training(folder_, "model.safetensors");
  }
  int find(const std::string& source) const {
    for (std::size_t i = 0; i < corpus_.crystals.size(); ++i)
      if (corpus_.crystals[i].source == source) return static_cast<int>(i);
    ADD_FAILURE() << "no " << source;
    return 0;
  }
  std::vector<bool> all_usable() const { return std::vector<bool>(corpus_.crystals.size(), true); }

  TemporaryFolder folder_;
  std::unique_ptr<Database> db_;
  CorpusView corpus_;
  PretrainSettings settings_;
};

}  // namespace clasp::test
