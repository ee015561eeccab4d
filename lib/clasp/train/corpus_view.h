// SPDX-License-Identifier: MIT
// The corpus as training sees it: crystals with their captions as numbers, without their geometry.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/database.h"

namespace clasp {

/// Distinct texts with a number each.
class TextTable {
 public:
  int add(const std::string& text);
  const std::string& operator[](int id) const { return texts_[id]; }
  int size() const { return static_cast<int>(texts_.size()); }
  const std::vector<std::string>& all() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, int> id_;
};

struct CrystalView {
  std::int64_t id = 0;  ///< in the database
  std::string source, split, formula;
  Phase phase = Phase::kCrystal;
  int parent = -1;            ///< of a packing: index of its crystal
  std::vector<int> packings;  ///< of a textbook crystal: indices of its liquids and glasses
  int group = 0;              ///< equal for structures of one publication or parent
  std::map<std::string, std::vector<int>> captions;  ///< text ids by caption source
  std::vector<int> own;                              ///< all text ids, sorted
  std::map<std::string, std::string> labels;
  int set = -1;  ///< number of the label "set" among those of the corpus; -1: none

  const std::vector<int>& captions_of(const std::string& caption_source) const;
  std::string label(const std::string& name) const;  ///< empty if there is none
  bool textbook() const { return captions.count("textbook") > 0 && phase == Phase::kCrystal; }
  bool analogue() const { return captions.count("analogue") > 0; }
  bool is_own(int text) const;
};

struct CorpusView {
  std::vector<CrystalView> crystals;  ///< in the order of the database
  TextTable texts;
  std::vector<bool> generic;  ///< by text id: packings of several crystals have it
  std::vector<bool>
      phase_only;  ///< by text id: most packings of a phase have it ("liquid", "glass")

  bool is_generic(int text) const { return has(generic, text); }
  bool is_phase_only(int text) const { return has(phase_only, text); }

 private:
  static bool has(const std::vector<bool>& flags, int text) {
    return text < static_cast<int>(flags.size()) && flags[text];
  }
};

CorpusView view_corpus(const Database& db);

/// Equal for corpora whose crystals, but for their geometry, captions, labels and splits are equal.
std::uint64_t hash_of(const CorpusView& corpus);

/// Symbols of a formula's elements, sorted: "TiO2" and "Ti2O3" -> "O Ti ".
std::string elements_of(const std::string& formula);

/// Fragments of a title: `count` with every word dropped with a chance of 0.3, `count` of 1 to 4
/// successive content words; empty and whole ones are left out. The same title gives the same
/// fragments.
std::vector<std::string> title_fragments(const std::string& title, int count);

/// Gives every crystal the captions that its titles contain, as runs of up to 4 content words: they
/// are not false for it, whoever they were written for.
void own_what_titles_say(CorpusView& corpus);

}  // namespace clasp
