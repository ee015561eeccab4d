// SPDX-License-Identifier: MIT
// Draws crystals and captions.
#include "train/sampler.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/hash.h"
#include "train/parts.h"

namespace clasp {
namespace {

constexpr int kFragments = 4;  // of each kind, of a title

template <class T>
void shuffle(std::vector<T>& values, Rng& rng) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[rng.below(i)]);
}

int pick(const std::vector<int>& values, Rng& rng) {
  return values[rng.below(values.size())];
}

bool is_title(const std::string& source) {
  return source == "title" || source == "weak-title";
}

/// `amount` members of a pool: all of it as often as it fits, the rest drawn without repetition.
template <class T>
std::vector<T> take(const std::vector<T>& pool, double amount, Rng& rng) {
  std::vector<T> taken, shuffled = pool;
  if (pool.empty()) return taken;
  auto left = static_cast<std::int64_t>(std::llround(amount));
  while (left > 0) {
    shuffle(shuffled, rng);
    const auto n = std::min<std::int64_t>(left, static_cast<std::int64_t>(shuffled.size()));
    taken.insert(taken.end(), shuffled.begin(), shuffled.begin() + n);
    left -= n;
  }
  return taken;
}

/// Whole groups, in order, as long as they fit; a larger one has a batch of its own.
template <class Group>
std::vector<DrawBatch> fill(const std::vector<Group>& groups, std::size_t size) {
  std::vector<DrawBatch> batches;
  for (const auto& group : groups) {
    if (batches.empty() || batches.back().size() + group.size() > size) batches.emplace_back();
    batches.back().insert(batches.back().end(), group.begin(), group.end());
  }
  if (batches.size() > 1 && batches.back().size() + 1 < size) batches.pop_back();
  return batches;
}

}  // namespace

DrawBatch two_views(const DrawBatch& draws) {
  DrawBatch views;
  for (const Draw& draw : draws)
    for (const std::uint64_t view : {1, 2}) {
      views.push_back(draw);
      views.back().seed = mix(draw.seed, view);
    }
  return views;
}

bool is_named(const std::vector<std::string>& sets, const CrystalView& crystal) {
  return std::find(sets.begin(), sets.end(), crystal.label("set")) != sets.end();
}

bool is_trained_on(const CrystalView& crystal, const PretrainSettings& settings) {
  const auto& splits = settings.splits;
  return (settings.all_textbook && crystal.textbook()) ||
         std::find(splits.begin(), splits.end(), crystal.split) != splits.end();
}

Sampler::Sampler(CorpusView& corpus, const std::vector<bool>& usable,
                 const PretrainSettings& settings)
    : corpus_(&corpus), settings_(&settings) {
  std::set<std::pair<std::string, std::string>> named;
  for (const auto& d : settings.draws)
    if (!d.set.empty()) named.emplace(d.source, d.set);
  std::size_t drawn = 0;
  for (const auto& d : settings.draws) {
    std::vector<Choice> pool;
    for (int i = 0; i < static_cast<int>(corpus.crystals.size()); ++i) {
      const auto& crystal = corpus.crystals[i];
      const std::string set = crystal.label("set");
      const bool has_caption = d.source.empty() || !crystal.captions_of(d.source).empty();
      if (!usable[i] || crystal.phase != Phase::kCrystal || !has_caption ||
          !is_trained_on(crystal, settings))
        continue;
      if (d.set.empty() ? named.count({d.source, set}) != 0 : d.set != set) continue;
      if (!is_title(d.source))
        pool.push_back({i, -1});
      else
        for (const int text : crystal.captions_of(d.source)) pool.push_back({i, text});
    }
    drawn += pool.size();
    pools_.push_back(std::move(pool));
  }
  if (drawn == 0)
    throw Error(settings.database, "", "has no captions to train on, or no crystals in the splits",
                "run `clasp corpus split`, and name sources the corpus has with --draw");
  for (int text = 0, n = corpus.texts.size(); text < n; ++text) fragments_.emplace_back();
  for (const auto& crystal : corpus.crystals)
    for (const char* source : {"title", "weak-title"})
      for (const int text : crystal.captions_of(source))
        if (fragments_[text].empty())
          for (const auto& f : title_fragments(corpus.texts[text], kFragments))
            fragments_[text].push_back(corpus.texts.add(f));
  own_what_titles_say(corpus);
}

Draw Sampler::draw_caption(const Choice& choice, const std::string& source,
                           std::uint64_t seed) const {
  const auto& c = corpus_->crystals[choice.crystal];
  const auto& share = settings_->captions;
  Rng rng(seed);
  Draw draw{choice.crystal, choice.text, is_title(source), mix(seed, 1)};
  if (source.empty()) return draw;
  if (source == "label" && is_named(share.within, c)) draw.within = c.set;
  // few of a crystal's many descriptions, since each text is encoded once
  const auto pick_description = [&](const std::vector<int>& all) {
    return all[mix(static_cast<std::uint64_t>(c.id), rng.below(share.descriptions)) % all.size()];
  };
  if (source == "description")
    draw.text = pick_description(c.captions_of(source));
  else if (draw.text < 0)
    draw.text = pick(c.captions_of(source), rng);
  const double chance = rng.uniform();
  const double facts = source == "label" ? share.label_facts : share.facts;
  if (draw.title && chance < share.fragments && !fragments_[draw.text].empty()) {
    draw.text = pick(fragments_[draw.text], rng);
  } else if (const auto& all = c.captions_of("description");
             chance >= 1.0 - facts && !all.empty()) {
    draw.text = pick_description(all);
    draw.title = false;
    draw.within = -1;
  }
  return draw;
}

/// Draws with the same name are to share a batch; empty: this one stands alone.
/// @param turn  how often the crystal was drawn in this epoch
std::string Sampler::family_of(const CrystalView& crystal, const std::string& source,
                               int turn) const {
  if (source == "textbook") return elements_of(crystal.formula) + std::to_string(turn);
  if (source != "label" || settings_->captions.relatives < 2) return "";
  const std::string parent = crystal.label("mp_id");
  return (parent.empty() ? crystal.formula : parent) + " " + std::to_string(crystal.set);
}

bool Sampler::is_complete(const Group& family, const std::string& source) const {
  return source == "label" && static_cast<int>(family.size()) >= settings_->captions.relatives;
}

/// Liquids and glasses to go with a textbook crystal.
std::vector<int> Sampler::pick_packings(const CrystalView& crystal, const std::string& source,
                                        Rng& rng) const {
  std::vector<int> packings;
  if (source == "textbook" || source == "analogue")
    for (const int p : crystal.packings)
      if (!corpus_->crystals[p].own.empty()) packings.push_back(p);
  shuffle(packings, rng);
  packings.resize(std::min<std::size_t>(packings.size(), settings_->captions.melts));
  return packings;
}

Draw Sampler::draw_melt(int packing, std::uint64_t seed) const {
  Rng rng(seed);
  std::vector<int> generic, named;
  for (const int text : corpus_->crystals[packing].own)
    (corpus_->is_generic(text) ? generic : named).push_back(text);
  const bool use_generic =
      named.empty() || (!generic.empty() && rng.uniform() < settings_->captions.generic_melts);
  return {packing, pick(use_generic ? generic : named, rng), false, mix(seed, 1), -1};
}

std::vector<DrawBatch> Sampler::epoch(std::int64_t number) const {
  const std::uint64_t seed = mix(settings_->seed, static_cast<std::uint64_t>(number));
  Rng rng(seed);
  std::vector<Group> groups;
  std::uint64_t serial = 0;
  for (std::size_t d = 0; d < pools_.size(); ++d) {
    const auto& wanted = settings_->draws[d];
    const double amount = wanted.count > 0 ? static_cast<double>(wanted.count)
                                           : wanted.times * static_cast<double>(pools_[d].size());
    std::map<std::string, Group> families;
    std::map<int, int> times;
    for (const Choice& choice : take(pools_[d], amount, rng)) {
      const auto& crystal = corpus_->crystals[choice.crystal];
      Group family = {draw_caption(choice, wanted.source, mix(seed, ++serial))};
      for (const int packing : pick_packings(crystal, wanted.source, rng))
        family.push_back(draw_melt(packing, mix(seed, ++serial)));
      const std::string name = family_of(crystal, wanted.source, ++times[choice.crystal]);
      Group& all = name.empty() ? family : families[name];
      if (!name.empty()) all.insert(all.end(), family.begin(), family.end());
      if (name.empty() || is_complete(all, wanted.source)) groups.push_back(std::exchange(all, {}));
    }
    for (auto& [name, family] : families)
      if (!family.empty()) groups.push_back(std::move(family));
  }
  if (groups.empty()) throw Error("--draw", "", "draws nothing in an epoch", "give larger numbers");
  shuffle(groups, rng);
  return fill(groups, static_cast<std::size_t>(settings_->batch));
}

bool is_false_negative(const CorpusView& corpus, const Draw& draw, const Draw& other) {
  if (draw.text == other.text || draw.crystal == other.crystal) return true;
  const auto& crystal = corpus.crystals[draw.crystal];
  if (other.within >= 0 && crystal.set != other.within) return true;
  if (draw.title && other.title && crystal.group == corpus.crystals[other.crystal].group)
    return true;
  return crystal.is_own(other.text) ||
         (crystal.phase != Phase::kCrystal && corpus.is_phase_only(other.text));
}

FalseNegatives false_negatives(const CorpusView& corpus, const DrawBatch& batch, std::size_t begin,
                               std::size_t end, int threads) {
  const std::size_t n = batch.size(), rows = end - begin;
  FalseNegatives result;
  result.of_crystals.resize(rows * n);
  result.of_texts.resize(rows * n);
  for_each_part(threads, [&](int part) {
    for (std::size_t i = rows * part / threads; i < rows * (part + 1) / threads; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const Draw &own = batch[begin + i], &other = batch[j];
        result.of_crystals[i * n + j] = begin + i != j && is_false_negative(corpus, own, other);
        result.of_texts[i * n + j] = begin + i != j && is_false_negative(corpus, other, own);
      }
  });
  return result;
}

}  // namespace clasp
