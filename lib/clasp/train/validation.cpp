// SPDX-License-Identifier: MIT
// Scores models.
#include "train/validation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "encoder/snapshot_encoder.h"
#include "train/geometry.h"
#include "train/hash.h"
#include "train/scores.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr const char* kSplit = "validation";
constexpr double kWarm = 0.10;  // Angstrom per axis, about what 300 K does
constexpr int kWarmAtoms = 48;
constexpr std::size_t kMolten = 2;  // packings scored per crystal
constexpr std::size_t kFewestPositives = 3;

/// A query and what a title says where it is right.
struct WordQuery {
  const char* prompt;
  std::vector<const char*> variations;
};

/// The paper's six queries (Table 1) with their variations, and three that this kind of corpus is
/// full of.
const std::vector<WordQuery>& word_queries() {
  static const std::vector<WordQuery> queries = {
      {"ferromagnetic", {"ferromagnetic", "ferromagnetism"}},
      {"ferroelectric", {"ferroelectric"}},
      {"semiconductor", {"semiconduct"}},
      {"electroluminescence", {"electroluminescen"}},
      {"thermoelectric", {"thermoelectric"}},
      {"superconductor", {"superconduct"}},
      {"metal-organic framework",
       {"metal-organic framework", "metal\xE2\x80\x93organic framework", "coordination polymer"}},
      {"zeolite", {"zeolit"}},
      {"luminescence", {"luminescen"}}};
  return queries;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// Rank (from 1) of the best wanted candidate, ties counting against it.
template <class Wanted>
int rank_of(const std::vector<float>& query, const std::vector<std::vector<float>>& candidates,
            const Wanted& wanted) {
  std::vector<float> score;
  for (const auto& c : candidates) score.push_back(cosine(query, c));
  float best = -2.0f;
  for (std::size_t i = 0; i < score.size(); ++i)
    if (wanted(i)) best = std::max(best, score[i]);
  int rank = 1;
  for (std::size_t i = 0; i < score.size(); ++i) rank += !wanted(i) && score[i] >= best;
  return rank;
}

json ranks_json(const std::vector<int>& ranks) {
  return {{"R@1", recall_at(ranks, 1)},
          {"R@10", recall_at(ranks, 10)},
          {"R@50", recall_at(ranks, 50)},
          {"median_rank", median_rank(ranks)}};
}

json number(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

}  // namespace

Structure warm_copy(const Structure& s, double displacement, std::uint64_t seed) {
  StoredCrystal shape;
  shape.atoms = static_cast<int>(s.sites.size());
  shape.lattice = s.lattice;
  const auto n = repetitions(shape, kWarmAtoms);
  Structure copy = supercell(s, n[0], n[1], n[2]);
  const Mat3 to_frac = inverse(copy.lattice);
  Rng rng(seed);
  for (auto& site : copy.sites)
    site.frac =
        site.frac + displacement * (Vec3{rng.normal(), rng.normal(), rng.normal()} * to_frac);
  return copy;
}

Validator::Validator(const Database& db, const CorpusView& corpus, const std::vector<bool>& usable,
                     const PretrainSettings& settings)
    : corpus_(corpus), settings_(settings) {
  read_samples(db, usable);
  std::set<int> titles, prompts;
  for (const auto& sample : titled_)
    for (const int t : corpus.crystals[sample.crystal].captions_of("title")) titles.insert(t);
  for (const auto& t : textbook_) {
    const auto& own = corpus.crystals[t.ideal.crystal].captions_of("textbook");
    prompts.insert(own.begin(), own.end());
    for (const auto& m : t.molten) {
      const auto& words = corpus.crystals[m.crystal].captions_of("textbook");
      prompts.insert(words.begin(), words.end());
    }
  }
  titles_.assign(titles.begin(), titles.end());
  prompts_.assign(prompts.begin(), prompts.end());
}

void Validator::read_samples(const Database& db, const std::vector<bool>& usable) {
  std::unordered_map<int, std::size_t> textbook_of;
  int index = -1;
  db.for_each_structure([&](const StructureRow& row) {
    const auto& crystal = corpus_.crystals[++index];
    if (!usable[index]) return;
    const bool held_out = crystal.split == kSplit;
    if (held_out && !crystal.captions_of("title").empty())
      titled_.push_back({index, row.structure});
    if (held_out && !crystal.label("tc_kelvin").empty())
      superconductors_.push_back({index, row.structure});
    const bool trained = std::find(settings_.splits.begin(), settings_.splits.end(),
                                   crystal.split) != settings_.splits.end();
    if (crystal.textbook() && (held_out || trained)) {
      textbook_of[index] = textbook_.size();
      const auto seed = hash_text(crystal.source);
      textbook_.push_back({{index, row.structure},
                           {warm_copy(row.structure, kWarm, mix(seed, 1)),
                            warm_copy(row.structure, kWarm, mix(seed, 2))},
                           {},
                           trained});
    }
    if (const auto it = textbook_of.find(crystal.parent);
        it != textbook_of.end() && textbook_[it->second].molten.size() < kMolten)
      textbook_[it->second].molten.push_back({index, row.structure});
  });
}

std::vector<std::string> Validator::texts() const {
  std::vector<std::string> texts;
  for (const int t : titles_) texts.push_back(corpus_.texts[t]);
  for (const int t : prompts_) texts.push_back(corpus_.texts[t]);
  for (const auto& q : word_queries()) texts.emplace_back(q.prompt);
  return texts;
}

Validator::Embeddings Validator::embed_texts(const ModelFile& model, const CaptionBank& bank,
                                             const std::vector<std::string>& texts) const {
  const auto head = text_head(model);
  Embeddings result;
  for (const auto& text : texts) {
    std::vector<float> x(bank[text], bank[text] + bank.width());
    result.push_back(apply_mlp(head, std::move(x)));
    normalise(result.back());
  }
  return result;
}

json Validator::retrieval(const Embeddings& titled, const Embeddings& titles) const {
  std::vector<int> to_structure, to_text;
  const auto belongs = [&](std::size_t structure, std::size_t title) {
    const auto& own = corpus_.crystals[titled_[structure].crystal].captions_of("title");
    return std::find(own.begin(), own.end(), titles_[title]) != own.end();
  };
  for (std::size_t t = 0; t < titles.size(); ++t)
    to_structure.push_back(
        rank_of(titles[t], titled, [&](std::size_t s) { return belongs(s, t); }));
  for (std::size_t s = 0; s < titled.size(); ++s)
    to_text.push_back(rank_of(titled[s], titles, [&](std::size_t t) { return belongs(s, t); }));
  return {{"titles", titles.size()},
          {"structures", titled.size()},
          {"text_to_structure", ranks_json(to_structure)},
          {"structure_to_text", ranks_json(to_text)}};
}

json Validator::words(const Embeddings& titled, const ModelFile& model,
                      const CaptionBank& bank) const {
  json result = json::object();
  double sum = 0;
  int counted = 0;
  for (const auto& query : word_queries()) {
    const auto prompt = embed_texts(model, bank, {query.prompt}).front();
    std::vector<float> score;
    std::vector<bool> positive;
    for (std::size_t s = 0; s < titled.size(); ++s) {
      score.push_back(cosine(prompt, titled[s]));
      bool found = false;
      for (const int t : corpus_.crystals[titled_[s].crystal].captions_of("title"))
        for (const char* word : query.variations)
          found = found || lower(corpus_.texts[t]).find(word) != std::string::npos;
      positive.push_back(found);
    }
    const auto positives =
        static_cast<std::size_t>(std::count(positive.begin(), positive.end(), true));
    if (positives < kFewestPositives) continue;
    const double auc = roc_auc(score, positive);
    result[query.prompt] = {{"positives", positives}, {"roc_auc", number(auc)}};
    sum += auc;
    ++counted;
  }
  result["mean_roc_auc"] = counted > 0 ? number(sum / counted) : json(nullptr);
  return result;
}

json Validator::superconductors(const ModelFile& model, const CaptionBank& bank) const {
  CrystalEncoder encoder(model);
  const auto prompt = embed_texts(model, bank, {"superconductor"}).front();
  std::vector<float> score;
  std::vector<bool> positive;
  for (const auto& sample : superconductors_) {
    const auto& crystal = corpus_.crystals[sample.crystal];
    score.push_back(cosine(prompt, encoder.embed(sample.structure, crystal.source)));
    positive.push_back(std::strtod(crystal.label("tc_kelvin").c_str(), nullptr) > 0);
  }
  return {{"structures", score.size()},
          {"positives", std::count(positive.begin(), positive.end(), true)},
          {"roc_auc", number(roc_auc(score, positive))}};
}

json Validator::textbook(const ModelFile& model, const CaptionBank& bank, bool trained) const {
  std::vector<std::string> texts;
  for (const int t : prompts_) texts.push_back(corpus_.texts[t]);
  const Embeddings prompts = embed_texts(model, bank, texts);
  CrystalEncoder encoder(model);
  const auto top = [&](const Structure& s, const std::string& name) {
    const auto e = encoder.embed(s, name);
    std::size_t best = 0;
    for (std::size_t p = 1; p < prompts.size(); ++p)
      if (cosine(e, prompts[p]) > cosine(e, prompts[best])) best = p;
    return prompts_[best];
  };
  int crystals = 0, own = 0, warm = 0, kept = 0, molten = 0, left = 0, called_melt = 0;
  for (const auto& t : textbook_) {
    if (t.trained != trained) continue;
    const auto& crystal = corpus_.crystals[t.ideal.crystal];
    const int tag = top(t.ideal.structure, crystal.source);
    ++crystals;
    own += crystal.is_own(tag);
    for (const auto& s : t.warm) {
      const int now = top(s, crystal.source);
      ++warm;
      kept += now == tag || (crystal.is_own(tag) && crystal.is_own(now));
    }
    for (const auto& m : t.molten) {
      const int now = top(m.structure, corpus_.crystals[m.crystal].source);
      ++molten;
      left += !crystal.is_own(now);
      called_melt += corpus_.crystals[m.crystal].is_own(now);
    }
  }
  const auto ratio = [](int a, int b) { return b > 0 ? json(double(a) / b) : json(nullptr); };
  return {{"crystals", crystals},
          {"own_words", ratio(own, crystals)},
          {"kept_at_300K", ratio(kept, warm)},
          {"packings", molten},
          {"left_when_molten", ratio(left, molten)},
          {"called_liquid_or_glass", ratio(called_melt, molten)}};
}

json Validator::score(const ModelFile& model, const CaptionBank& bank) const {
  json result;
  std::vector<std::string> titles;
  for (const int t : titles_) titles.push_back(corpus_.texts[t]);
  CrystalEncoder encoder(model);
  Embeddings titled;
  for (const auto& s : titled_)
    titled.push_back(encoder.embed(s.structure, corpus_.crystals[s.crystal].source));
  if (!titled.empty()) {
    result["retrieval"] = retrieval(titled, embed_texts(model, bank, titles));
    result["words"] = words(titled, model, bank);
  }
  if (!superconductors_.empty()) result["superconductors"] = superconductors(model, bank);
  for (const bool trained : {false, true})
    if (std::any_of(textbook_.begin(), textbook_.end(),
                    [&](const Textbook& t) { return t.trained == trained; }))
      result[trained ? "textbook_trained" : "textbook_held_out"] = textbook(model, bank, trained);
  return result;
}

}  // namespace clasp
