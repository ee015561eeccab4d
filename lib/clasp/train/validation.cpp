// SPDX-License-Identifier: MIT
// Scores models.
#include "train/validation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "core/hash.h"
#include "core/lower_case.h"
#include "encoder/snapshot_encoder.h"
#include "retrieval/ranks.h"
#include "retrieval/scores.h"
#include "train/geometry.h"
#include "train/matmul.h"
#include "train/sampler.h"
#include "train/validation_labels.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr int kWarmAtoms = 48;
constexpr std::size_t kMolten = 2;             // packings scored per crystal
constexpr std::size_t kTrainedTextbook = 120;  // crystals scored of those trained on
constexpr int kFewestPositives = 3;
constexpr std::size_t kFew = 25;  // names of crystals a user may compare
constexpr int kFewDraws = 10;     // choices of such names for each crystal
constexpr int kNameOwners = 2;    // what more textbook crystals are called is no name

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

json ratio(int a, int b) {
  return b > 0 ? json(double(a) / b) : json(nullptr);
}

/// How textbook crystals, their displaced copies and their melts are called.
class Naming {
 public:
  /// @param times  how often every crystal is added
  explicit Naming(int times) : times_(times) {}
  /// A crystal with its first prompt; its copies and melts follow.
  void add_crystal(const CrystalView& crystal, int tag) {
    ideal_ = tag;
    ++crystals_;
    own_ += crystal.is_own(tag);
  }
  void add_warm(const CrystalView& crystal, int tag) {
    ++warm_;
    kept_ += tag == ideal_ || (crystal.is_own(ideal_) && crystal.is_own(tag));
  }
  void add_molten(const CrystalView& crystal, const CrystalView& melt, int tag) {
    ++molten_;
    left_ += !crystal.is_own(tag);
    called_melt_ += melt.is_own(tag);
  }
  json to_json() const {
    return {{"crystals", crystals_ / times_},
            {"own_words", ratio(own_, crystals_)},
            {"kept_at_300K", ratio(kept_, warm_)},
            {"packings", molten_ / times_},
            {"left_when_molten", ratio(left_, molten_)},
            {"called_liquid_or_glass", ratio(called_melt_, molten_)}};
  }

 private:
  int times_, ideal_ = -1;
  int crystals_ = 0, own_ = 0, warm_ = 0, kept_ = 0, molten_ = 0, left_ = 0, called_melt_ = 0;
};

}  // namespace

json ranks_json(const std::vector<int>& ranks) {
  return {{"R@1", recall_at(ranks, 1)},
          {"R@10", recall_at(ranks, 10)},
          {"R@50", recall_at(ranks, 50)},
          {"median_rank", median_rank(ranks)}};
}

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
  thin_out_trained();
  std::set<int> titles, prompts;
  for (const auto& sample : titled_)
    for (const int t : corpus.crystals[sample.crystal].captions_of("title")) titles.insert(t);
  for (const auto& crystal : corpus.crystals)
    for (const int t : crystal.captions_of("textbook")) {
      prompts.insert(t);
      name_owners_[t] += crystal.phase == Phase::kCrystal;
    }
  titles_.assign(titles.begin(), titles.end());
  prompts_.assign(prompts.begin(), prompts.end());
  std::copy_if(prompts_.begin(), prompts_.end(), std::back_inserter(phases_),
               [&](int text) { return corpus.is_phase_only(text); });
}

void Validator::read_samples(const Database& db, const std::vector<bool>& usable) {
  std::unordered_map<int, std::size_t> textbook_of;
  int index = -1;
  db.for_each_structure([&](const StructureRow& row) {
    const auto& crystal = corpus_.crystals[++index];
    if (!usable[index]) return;
    const bool held_out = crystal.split == kValidationSplit;
    if (held_out && !crystal.captions_of("title").empty())
      titled_.push_back({index, row.structure});
    const bool trained = is_trained_on(crystal, settings_);
    if (held_out && has_scored_label(crystal)) labelled_.push_back({index, row.structure});
    if (trained && !crystal.label("tc_kelvin").empty())
      trained_elements_.insert(elements_of(crystal.formula));
    if (crystal.textbook() && (held_out || trained)) {
      textbook_of[index] = textbook_.size();
      const auto seed = hash_text(crystal.source);
      textbook_.push_back({{index, row.structure},
                           {{index, warm_copy(row.structure, kWarmDisplacement, mix(seed, 1))},
                            {index, warm_copy(row.structure, kWarmDisplacement, mix(seed, 2))}},
                           {},
                           trained});
    }
    if (const auto it = textbook_of.find(crystal.parent);
        it != textbook_of.end() && textbook_[it->second].molten.size() < kMolten)
      textbook_[it->second].molten.push_back({index, row.structure});
  });
}

/// Keeps a sample of the textbook crystals that were trained on, the same for every training.
void Validator::thin_out_trained() {
  const auto place = [&](const Textbook& t) {
    return std::pair(t.trained, hash_text(corpus_.crystals[t.ideal.crystal].source));
  };
  std::sort(textbook_.begin(), textbook_.end(),
            [&](const Textbook& a, const Textbook& b) { return place(a) < place(b); });
  const auto first =
      std::find_if(textbook_.begin(), textbook_.end(), [](const Textbook& t) { return t.trained; });
  const auto kept = static_cast<std::size_t>(first - textbook_.begin()) + kTrainedTextbook;
  if (textbook_.size() > kept) textbook_.erase(textbook_.begin() + kept, textbook_.end());
}

std::vector<std::string> Validator::texts_of(const std::vector<int>& ids) const {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const int t : ids) texts.push_back(corpus_.texts[t]);
  return texts;
}

std::vector<std::string> Validator::texts() const {
  std::vector<std::string> texts = texts_of(titles_);
  for (const auto& t : texts_of(prompts_)) texts.push_back(t);
  for (const auto& q : word_queries()) texts.emplace_back(q.prompt);
  for (const auto& q : label_prompts()) texts.push_back(q);
  return texts;
}

Matrix Validator::embed_texts(const ModelFile& model, const CaptionBank& bank,
                              const std::vector<std::string>& texts) const {
  Matrix x{static_cast<int>(texts.size()), bank.width(), {}};
  for (const auto& text : texts)
    x.values.insert(x.values.end(), bank[text], bank[text] + bank.width());
  return apply_mlp_to_rows(text_head(model), x);
}

Matrix Validator::embed_crystals(const ModelFile& model,
                                 const std::vector<const Sample*>& samples) const {
  CrystalEncoder encoder(model);
  Matrix m{static_cast<int>(samples.size()), model.embedding_size(), {}};
  for (const Sample* s : samples) {
    const auto e = encoder.embed(s->structure, corpus_.crystals[s->crystal].source);
    m.values.insert(m.values.end(), e.begin(), e.end());
  }
  return m;
}

json Validator::retrieval(const Matrix& titled, const Matrix& titles) const {
  std::vector<int> to_structure, to_text;
  const auto belongs = [&](int structure, int title) {
    const auto& own = corpus_.crystals[titled_[structure].crystal].captions_of("title");
    return std::find(own.begin(), own.end(), titles_[title]) != own.end();
  };
  for_each_row_of_cosines(titles, titled, [&](int t, const float* score) {
    to_structure.push_back(rank_of(score, titled.rows, [&](int s) { return belongs(s, t); }));
  });
  for_each_row_of_cosines(titled, titles, [&](int s, const float* score) {
    to_text.push_back(rank_of(score, titles.rows, [&](int t) { return belongs(s, t); }));
  });
  return {{"titles", titles.rows},
          {"structures", titled.rows},
          {"text_to_structure", ranks_json(to_structure)},
          {"structure_to_text", ranks_json(to_text)}};
}

json Validator::words(const Matrix& titled, const ModelFile& model, const CaptionBank& bank) const {
  json result = json::object();
  double sum = 0;
  int counted = 0;
  for (const auto& query : word_queries()) {
    const Matrix score = multiply_transposed(embed_texts(model, bank, {query.prompt}), titled);
    std::vector<bool> positive;
    for (const auto& sample : titled_) {
      bool found = false;
      for (const int t : corpus_.crystals[sample.crystal].captions_of("title"))
        for (const char* word : query.variations)
          found = found || lower_case(corpus_.texts[t]).find(word) != std::string::npos;
      positive.push_back(found);
    }
    const auto positives = std::count(positive.begin(), positive.end(), true);
    if (positives < kFewestPositives) continue;
    const double auc = roc_auc(score.values, positive);
    result[query.prompt] = {{"positives", positives}, {"roc_auc", score_json(auc)}};
    sum += auc;
    ++counted;
  }
  result["mean_roc_auc"] = counted > 0 ? score_json(sum / counted) : json(nullptr);
  return result;
}

std::vector<int> Validator::few_prompts(const CrystalView& crystal, int draw) const {
  Rng rng(mix(hash_text(crystal.source), static_cast<std::uint64_t>(draw)));
  const auto name_of = [&](const CrystalView& c) {
    std::vector<int> names;
    const auto& all = c.captions_of("textbook");
    std::copy_if(all.begin(), all.end(), std::back_inserter(names),
                 [&](int text) { return name_owners_.at(text) <= kNameOwners; });
    return names.empty() ? all[rng.below(all.size())] : names[rng.below(names.size())];
  };
  std::vector<int> few = {name_of(crystal)};
  std::set<int> others;
  while (others.size() + 1 < std::min(kFew, textbook_.size())) {
    const int other = textbook_[rng.below(textbook_.size())].ideal.crystal;
    if (&corpus_.crystals[other] == &crystal || !others.insert(other).second) continue;
    few.push_back(name_of(corpus_.crystals[other]));
  }
  few.insert(few.end(), phases_.begin(), phases_.end());
  return few;
}

json Validator::textbook(const ModelFile& model, const Matrix& prompts, bool trained) const {
  std::vector<const Sample*> samples;
  for (const auto& t : textbook_) {
    if (t.trained != trained) continue;
    samples.push_back(&t.ideal);
    for (const auto* list : {&t.warm, &t.molten})
      for (const auto& s : *list) samples.push_back(&s);
  }
  const Matrix score = multiply_transposed(embed_crystals(model, samples), prompts);
  const auto columns_of = [&](const std::vector<int>& texts) {
    std::vector<int> columns;
    for (const int text : texts)
      columns.push_back(static_cast<int>(std::lower_bound(prompts_.begin(), prompts_.end(), text) -
                                         prompts_.begin()));
    return columns;
  };
  const std::vector<int> every = columns_of(prompts_);
  Naming all(1), few(kFewDraws);
  int row = 0;
  for (const auto& t : textbook_) {
    if (t.trained != trained) continue;
    const auto& crystal = corpus_.crystals[t.ideal.crystal];
    const int first = row;
    const auto name_by = [&](const std::vector<int>& columns, Naming& naming) {
      row = first;
      const auto tag = [&] {
        const float* r = score.row(row++);
        return prompts_[*std::max_element(columns.begin(), columns.end(),
                                          [&](int a, int b) { return r[a] < r[b]; })];
      };
      naming.add_crystal(crystal, tag());
      for (std::size_t k = 0; k < t.warm.size(); ++k) naming.add_warm(crystal, tag());
      for (const auto& m : t.molten) naming.add_molten(crystal, corpus_.crystals[m.crystal], tag());
    };
    name_by(every, all);
    for (int draw = 0; draw < kFewDraws; ++draw)
      name_by(columns_of(few_prompts(crystal, draw)), few);
  }
  json result = all.to_json();
  result["of_25"] = few.to_json();
  return result;
}

json Validator::score(const ModelFile& model, const CaptionBank& bank) const {
  json result;
  if (!titled_.empty()) {
    std::vector<const Sample*> samples;
    for (const auto& s : titled_) samples.push_back(&s);
    const Matrix titled = embed_crystals(model, samples);
    result["retrieval"] = retrieval(titled, embed_texts(model, bank, texts_of(titles_)));
    result["words"] = words(titled, model, bank);
  }
  result.update(labels(model, bank));
  if (textbook_.empty()) return result;
  const Matrix prompts = embed_texts(model, bank, texts_of(prompts_));
  for (const bool trained : {false, true})
    if (std::any_of(textbook_.begin(), textbook_.end(),
                    [&](const Textbook& t) { return t.trained == trained; }))
      result[trained ? "textbook_trained" : "textbook_held_out"] =
          textbook(model, prompts, trained);
  return result;
}

}  // namespace clasp
