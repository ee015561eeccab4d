// SPDX-License-Identifier: MIT
// clasp eval retrieval: does a title find its structure among all, and a structure its title?
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "cli/eval.h"
#include "core/error.h"
#include "retrieval/masking.h"
#include "retrieval/ranks.h"
#include "retrieval/scores.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::array<int, 3> kDepths = {1, 10, 50};

/// Ranks of queries, and the paper that each query is from.
struct Ranks {
  std::vector<int> rank, group;
};

std::vector<int> repeated(const std::vector<int>& values, const std::vector<int>& times) {
  std::vector<int> all;
  for (std::size_t i = 0; i < values.size(); ++i) all.insert(all.end(), times[i], values[i]);
  return all;
}

template <class Statistic>
Estimate estimate_of(const Ranks& ranks, const EvalOptions& o, const Statistic& statistic) {
  return estimate(statistic(ranks.rank), GroupResampler(ranks.group, {}), o,
                  [&](const std::vector<int>& weight, Rng&) {
                    return statistic(repeated(ranks.rank, weight));
                  });
}

class Retrieval {
 public:
  Retrieval(const EvalOptions& o, const Evaluation& evaluation)
      : o_(o), gallery_(evaluation.gallery), rows_(gallery_.with_text()) {
    if (rows_.empty())
      throw Error(o.corpus, "", "no structure with a title in the chosen splits",
                  "choose other --split or --captions");
    text_group_.resize(gallery_.texts.size());
    own_.resize(rows_.size());
    for (std::size_t s = rows_.size(); s-- > 0;) {
      const GalleryItem& item = gallery_.items[rows_[s]];
      own_[s] = {item.texts.begin(), item.texts.end()};
      for (const int t : item.texts) text_group_[t] = item.group;
    }
    for (std::size_t m = 0; m < 2; ++m) score(evaluation.models[m], m);
  }

  json report;
  std::string text;

 private:
  /// Titles as they are and without formulas, both ways.
  void score(const ModelFile& model, std::size_t m) {
    const PromptEncoder encoder(model);
    const Matrix structures = rows_of(gallery_.embeddings[m], rows_);
    for (const bool masked : {false, true}) {
      const Matrix texts = encoder.embed(masked ? masked_texts() : gallery_.texts);
      const std::string captions = masked ? "formulas_masked" : "titles";
      add(to_structure(texts, structures), {kModelNames[m], captions, "text_to_structure"});
      add(to_text(structures, texts), {kModelNames[m], captions, "structure_to_text"});
    }
  }

  Ranks to_structure(const Matrix& texts, const Matrix& structures) const {
    Ranks ranks;
    ranks.group = text_group_;
    for_each_row_of_cosines(texts, structures, [&](int t, const float* cosines) {
      ranks.rank.push_back(
          rank_of(cosines, structures.rows, [&](int s) { return own_[s].count(t) > 0; }));
    });
    return ranks;
  }

  Ranks to_text(const Matrix& structures, const Matrix& texts) const {
    Ranks ranks;
    for_each_row_of_cosines(structures, texts, [&](int s, const float* cosines) {
      ranks.rank.push_back(
          rank_of(cosines, texts.rows, [&](int t) { return own_[s].count(t) > 0; }));
      ranks.group.push_back(gallery_.items[rows_[s]].group);
    });
    return ranks;
  }

  std::vector<std::string> masked_texts() const {
    std::vector<std::set<int>> elements(gallery_.texts.size());
    for (const int row : rows_)
      for (const int t : gallery_.items[row].texts)
        elements[t].insert(gallery_.items[row].elements.begin(),
                           gallery_.items[row].elements.end());
    std::vector<std::string> masked;
    for (std::size_t t = 0; t < elements.size(); ++t)
      masked.push_back(mask_formulas(gallery_.texts[t], elements[t]));
    return masked;
  }

  void add(const Ranks& ranks, const std::array<std::string, 3>& place) {
    json& entry = report[place[0]][place[1]][place[2]];
    std::string line;
    for (const int k : kDepths) {
      const auto e =
          estimate_of(ranks, o_, [k](const std::vector<int>& r) { return recall_at(r, k); });
      entry[fmt::format("R@{}", k)] = estimate_json(e);
      line += fmt::format("  {:<22}", estimate_text(e));
    }
    const auto e = estimate_of(ranks, o_, median_rank);
    entry["median_rank"] = estimate_json(e);
    const auto words = [](std::string s) {
      std::replace(s.begin(), s.end(), '_', ' ');
      return s;
    };
    text += fmt::format("\n{:<9}  {:<15}  {:<17}{}  {}", place[0], words(place[1]), words(place[2]),
                        line, estimate_text(e, 1));
  }

  const EvalOptions& o_;
  const Gallery& gallery_;
  std::vector<int> rows_;  ///< items with a text
  std::vector<std::set<int>> own_;
  std::vector<int> text_group_;
};

void run(const EvalOptions& o) {
  const Evaluation evaluation(o);
  const Retrieval retrieval(o, evaluation);
  json report = evaluation.about;
  report["ranks"] = retrieval.report;
  finish_report(
      o, "retrieval", report,
      fmt::format("{} titles, {} structures of {}; 95 % intervals over {} resamples of papers\n\n"
                  "{:<9}  {:<15}  {:<17}  {:<22}  {:<22}  {:<22}  {}{}",
                  evaluation.gallery.texts.size(), evaluation.about["structures"].get<int>(),
                  fmt::join(evaluation.gallery.splits, ", "), o.resamples, "model", "captions",
                  "query", "R@1", "R@10", "R@50", "median rank", retrieval.text));
}

}  // namespace

void add_eval_retrieval(CLI::App& eval) {
  auto* app = eval.add_subcommand(
      "retrieval", "Recall of structures by their titles and of titles by structures, among all");
  const auto o = std::make_shared<EvalOptions>();
  add_eval_options(*app, *o);
  app->footer("Example: clasp eval retrieval model.safetensors corpus.sqlite --split test");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
