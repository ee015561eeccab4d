// SPDX-License-Identifier: MIT
// Reads the corpus into numbers.
#include "train/corpus_view.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "core/rng.h"
#include "corpus/title_words.h"

namespace clasp {
namespace {

/// A caption that packings of this many crystals have names none of them.
constexpr std::size_t kGenericParents = 3;
constexpr std::size_t kPhrase = 4;  // content words

void add_structures(const Database& db, CorpusView& view,
                    std::unordered_map<std::int64_t, int>& index) {
  std::unordered_map<std::string, int> groups;
  std::unordered_map<int, std::int64_t> parents;
  db.for_each_structure([&](const StructureRow& row) {
    CrystalView crystal;
    crystal.id = row.id;
    crystal.source = row.source;
    crystal.split = row.split;
    crystal.formula = row.formula;
    crystal.phase = row.phase;
    crystal.group = groups.try_emplace(row.group, static_cast<int>(groups.size())).first->second;
    const int own = static_cast<int>(view.crystals.size());
    if (row.phase != Phase::kCrystal) parents[own] = row.parent;
    index[row.id] = own;
    view.crystals.push_back(std::move(crystal));
  });
  for (int i = 0; i < static_cast<int>(view.crystals.size()); ++i) {
    const auto parent = parents.find(i);
    if (parent == parents.end() || !index.count(parent->second)) continue;
    view.crystals[i].parent = index[parent->second];
    view.crystals[index[parent->second]].packings.push_back(i);
  }
}

void find_generic(CorpusView& view) {
  std::vector<std::set<int>> parents(view.texts.size());
  std::map<Phase, std::vector<int>> uses;
  std::map<Phase, int> packings;
  for (const auto& crystal : view.crystals) {
    if (crystal.phase == Phase::kCrystal) continue;
    ++packings[crystal.phase];
    auto& count = uses[crystal.phase];
    count.resize(view.texts.size());
    for (const int text : crystal.own) {
      parents[text].insert(crystal.parent);
      ++count[text];
    }
  }
  for (const auto& p : parents) view.generic.push_back(p.size() >= kGenericParents);
  view.phase_only.assign(parents.size(), false);
  for (const auto& [phase, count] : uses)
    for (std::size_t text = 0; text < count.size(); ++text)
      if (2 * count[text] > packings[phase]) view.phase_only[text] = true;
}

}  // namespace

int TextTable::add(const std::string& text) {
  const auto [it, fresh] = id_.try_emplace(text, size());
  if (fresh) texts_.push_back(text);
  return it->second;
}

const std::vector<int>& CrystalView::captions_of(const std::string& caption_source) const {
  static const std::vector<int> none;
  const auto it = captions.find(caption_source);
  return it == captions.end() ? none : it->second;
}

std::string CrystalView::label(const std::string& name) const {
  const auto it = labels.find(name);
  return it == labels.end() ? std::string() : it->second;
}

bool CrystalView::is_own(int text) const {
  return std::binary_search(own.begin(), own.end(), text);
}

CorpusView view_corpus(const Database& db) {
  CorpusView view;
  std::unordered_map<std::int64_t, int> index;
  add_structures(db, view, index);
  for (const auto& caption : db.captions()) {
    const auto it = index.find(caption.structure);
    if (it == index.end() || caption.text.empty()) continue;
    auto& crystal = view.crystals[it->second];
    const int text = view.texts.add(caption.text);
    crystal.captions[caption.source].push_back(text);
    crystal.own.push_back(text);
  }
  for (auto& crystal : view.crystals) {
    std::sort(crystal.own.begin(), crystal.own.end());
    crystal.own.erase(std::unique(crystal.own.begin(), crystal.own.end()), crystal.own.end());
  }
  for (const auto& label : db.labels())
    if (const auto it = index.find(label.structure); it != index.end())
      view.crystals[it->second].labels[label.name] = label.value;
  std::unordered_map<std::string, int> sets;
  for (auto& crystal : view.crystals)
    if (const std::string set = crystal.label("set"); !set.empty())
      crystal.set = sets.try_emplace(set, static_cast<int>(sets.size())).first->second;
  find_generic(view);
  return view;
}

std::uint64_t hash_of(const CorpusView& corpus) {
  std::uint64_t hash = hash_text("");
  const auto add_number = [&](std::int64_t n) { hash = hash_bytes(&n, sizeof n, hash); };
  const auto add_text = [&](const std::string& text) {
    hash = hash_bytes(text.c_str(), text.size() + 1, hash);
  };
  for (const auto& crystal : corpus.crystals) {
    add_number(crystal.id);
    add_number(static_cast<int>(crystal.phase));
    add_number(crystal.parent);
    add_number(crystal.group);
    for (const auto* text : {&crystal.source, &crystal.split, &crystal.formula}) add_text(*text);
    for (const auto& [source, texts] : crystal.captions) {
      add_text(source);
      add_number(static_cast<std::int64_t>(texts.size()));
      for (const int text : texts) add_text(corpus.texts[text]);
    }
    for (const auto& [name, value] : crystal.labels) {
      add_text(name);
      add_text(value);
    }
  }
  return hash;
}

std::string elements_of(const std::string& formula) {
  std::set<std::string> symbols;
  for (std::size_t i = 0; i < formula.size(); ++i) {
    if (formula[i] < 'A' || formula[i] > 'Z') continue;
    const bool two = i + 1 < formula.size() && formula[i + 1] >= 'a' && formula[i + 1] <= 'z';
    symbols.insert(formula.substr(i, two ? 2 : 1));
  }
  std::string all;
  for (const auto& symbol : symbols) all += symbol + " ";
  return all;
}

std::vector<std::string> title_fragments(const std::string& title, int count) {
  const std::vector<std::string> words = words_of(title), content = content_of(words);
  Rng rng(hash_text(title));
  std::vector<std::string> fragments;
  const auto keep = [&](const std::vector<std::string>& part) {
    std::string text = phrase(part);
    if (!text.empty() && text != title &&
        std::find(fragments.begin(), fragments.end(), text) == fragments.end())
      fragments.push_back(std::move(text));
  };
  for (int k = 0; k < count; ++k) {
    std::vector<std::string> part;
    for (const auto& word : words)
      if (rng.uniform() >= 0.3) part.push_back(word);
    keep(part);
  }
  for (int k = 0; k < count && !content.empty(); ++k) {
    const std::size_t length = std::min<std::size_t>(content.size(), 1 + rng.below(kPhrase));
    const auto first =
        content.begin() + static_cast<std::ptrdiff_t>(rng.below(content.size() - length + 1));
    keep({first, first + static_cast<std::ptrdiff_t>(length)});
  }
  return fragments;
}

void own_what_titles_say(CorpusView& corpus) {
  std::unordered_map<std::string, std::vector<int>> texts_of;  // by their words
  for (int text = 0; text < corpus.texts.size(); ++text) {
    const auto words = content_of(words_of(corpus.texts[text]));
    if (!words.empty() && words.size() <= kPhrase) texts_of[key_of(words)].push_back(text);
  }
  for (auto& crystal : corpus.crystals) {
    std::set<int> own(crystal.own.begin(), crystal.own.end());
    for (const char* source : {"title", "weak-title"})
      for (const int title : crystal.captions_of(source)) {
        const auto words = content_of(words_of(corpus.texts[title]));
        for (std::size_t first = 0; first < words.size(); ++first)
          for (std::size_t last = first + 1; last <= std::min(first + kPhrase, words.size());
               ++last)
            if (const auto it =
                    texts_of.find(key_of({words.begin() + first, words.begin() + last}));
                it != texts_of.end())
              own.insert(it->second.begin(), it->second.end());
      }
    crystal.own.assign(own.begin(), own.end());
  }
}

}  // namespace clasp
