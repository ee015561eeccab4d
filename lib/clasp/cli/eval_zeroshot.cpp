// SPDX-License-Identifier: MIT
// clasp eval zeroshot: do structures score high for a word that their papers' titles hold? The
// paper's Table 1 and Figures 3 and 4.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>
#include <numeric>
#include <sstream>

#include "cli/charts.h"
#include "cli/eval.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/lower_case.h"
#include "retrieval/ranks.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr int kBalancedDraws = 100;
constexpr std::array<const char*, 3> kScores = {"roc_auc", "average_precision",
                                                "balanced_average_precision"};

struct ZeroshotOptions : EvalOptions {
  std::string queries;
  std::vector<std::string> property_prompts = {"narrow-bandgap material", "insulator"};
  std::size_t top = 100;
};

/// A prompt and the words of which a title holds one where it is right, in lower case.
struct Query {
  std::string prompt;
  std::vector<std::string> words;
};

/// The six of Table 1 with their variations.
std::vector<Query> paper_queries() {
  return {{"ferromagnetic", {"ferromagnetic", "ferromagnetism"}},
          {"ferroelectric", {"ferroelectric", "ferroelectricity"}},
          {"semiconductor", {"semiconductor", "semiconductive", "semiconductivity"}},
          {"electroluminescence", {"electroluminescence", "electroluminescent"}},
          {"thermoelectric", {"thermoelectric", "thermoelectricity"}},
          {"superconductor", {"superconductor", "superconductive", "superconductivity"}}};
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Lines "PROMPT" or "PROMPT: WORD, WORD ..."; without words the prompt is the word.
std::vector<Query> read_queries(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(path, "", "cannot open", "check the path of --queries");
  std::vector<Query> queries;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    line = trimmed(line);
    if (line.empty() || line[0] == '#') continue;
    const auto colon = line.find(':');
    Query query{trimmed(line.substr(0, colon)), {}};
    std::istringstream words(colon == std::string::npos ? query.prompt : line.substr(colon + 1));
    for (std::string word; std::getline(words, word, ',');)
      if (!trimmed(word).empty()) query.words.push_back(lower_case(trimmed(word)));
    if (query.prompt.empty() || query.words.empty())
      throw Error(path, fmt::format("line {}", number), "no prompt or no word",
                  "write \"zeolite: zeolite, zeolitic\"");
    queries.push_back(std::move(query));
  }
  if (queries.empty()) throw Error(path, "", "holds no query", "write a prompt a line");
  return queries;
}

/// One query by one model: values of kScores, and the curve.
struct Scored {
  std::array<Estimate, kScores.size()> estimates;
  std::vector<RocPoint> curve;
};

Scored score(const std::vector<float>& cosines, const std::vector<bool>& positive,
             const GroupResampler& resampler, const EvalOptions& o) {
  const Ranking ranking(cosines, positive);
  Rng rng(o.seed);
  Scored s;
  s.curve = ranking.roc_curve();
  using Weights = Ranking::Weights;
  s.estimates[0] = estimate(ranking.roc_auc(), resampler, o,
                            [&](const Weights& w, Rng&) { return ranking.roc_auc(w); });
  s.estimates[1] = estimate(ranking.average_precision(), resampler, o,
                            [&](const Weights& w, Rng&) { return ranking.average_precision(w); });
  s.estimates[2] = estimate(
      balanced_average_precision(ranking, kBalancedDraws, rng), resampler, o,
      [&](const Weights& w, Rng& r) { return ranking.average_precision(ranking.balanced(w, r)); });
  return s;
}

/// Mean over queries of values, and of their resamples one by one.
Estimate mean_of(const std::vector<Estimate>& estimates) {
  Estimate mean;
  if (estimates.empty()) return {NAN, {NAN, NAN}, {}};
  mean.samples.assign(estimates[0].samples.size(), 0.0);
  for (const Estimate& e : estimates) {
    mean.value += e.value / static_cast<double>(estimates.size());
    for (std::size_t i = 0; i < e.samples.size(); ++i)
      mean.samples[i] += e.samples[i] / static_cast<double>(estimates.size());
  }
  mean.interval = interval_95(mean.samples);
  return mean;
}

class Zeroshot {
 public:
  Zeroshot(const ZeroshotOptions& o, const Evaluation& evaluation)
      : o_(o), gallery_(evaluation.gallery), rows_(gallery_.with_text()) {
    const auto queries = o.queries.empty() ? paper_queries() : read_queries(o.queries);
    std::vector<std::string> prompts;
    for (const Query& q : queries) prompts.push_back(q.prompt);
    std::array<std::vector<std::vector<float>>, 2> cosines;
    for (std::size_t m = 0; m < 2; ++m) {
      const Matrix structures = rows_of(gallery_.embeddings[m], rows_);
      for_each_row_of_cosines(
          PromptEncoder(evaluation.models[m]).embed(prompts), structures,
          [&](int, const float* row) { cosines[m].emplace_back(row, row + structures.rows); });
    }
    for (std::size_t q = 0; q < queries.size(); ++q)
      add(queries[q], {&cosines[0][q], &cosines[1][q]});
    add_mean();
  }

  json queries = json::array(), mean;
  std::string text;
  std::vector<RocPanel> panels;

 private:
  std::vector<bool> positives(const Query& query) const {
    std::vector<bool> positive;
    for (const int row : rows_) {
      const auto& texts = gallery_.items[row].texts;
      positive.push_back(std::any_of(texts.begin(), texts.end(), [&](int t) {
        const std::string title = lower_case(gallery_.texts[t]);
        return std::any_of(query.words.begin(), query.words.end(), [&](const std::string& word) {
          return title.find(word) != std::string::npos;
        });
      }));
    }
    return positive;
  }

  void add(const Query& query, const std::array<const std::vector<float>*, 2>& cosines) {
    const auto positive = positives(query);
    const auto count = std::count(positive.begin(), positive.end(), true);
    std::vector<int> groups;
    for (const int row : rows_) groups.push_back(gallery_.items[row].group);
    const GroupResampler resampler(groups, positive);
    json entry = {{"query", query.prompt}, {"words", query.words}, {"positives", count}};
    RocPanel panel{query.prompt, "", {}};
    std::string line = fmt::format("\n{:<27} {:>5}", query.prompt, count);
    for (std::size_t m = 0; m < 2; ++m) {
      const Scored scored = score(*cosines[m], positive, resampler, o_);
      for (std::size_t k = 0; k < kScores.size(); ++k) {
        entry[kModelNames[m]][kScores[k]] = estimate_json(scored.estimates[k]);
        if (m == 0 || k == 0) line += fmt::format("  {:<22}", estimate_text(scored.estimates[k]));
        if (std::isfinite(scored.estimates[0].value)) all_[m][k].push_back(scored.estimates[k]);
      }
      panel.curves[m] = scored.curve;
      panel.subtitle += m == 0 ? "ROC-AUC " + estimate_text(scored.estimates[0], 2)
                               : fmt::format(", untrained {:.2f}", scored.estimates[0].value);
    }
    queries.push_back(entry);
    text += line;
    if (panel.curves[0].size() > 2) panels.push_back(panel);
  }

  /// Over the queries that have positives and negatives.
  void add_mean() {
    text += fmt::format("\n{:<27} {:>5}", "mean", "");
    for (std::size_t m = 0; m < 2; ++m)
      for (std::size_t k = 0; k < kScores.size(); ++k) {
        const Estimate e = mean_of(all_[m][k]);
        mean[kModelNames[m]][kScores[k]] = estimate_json(e);
        if (m == 0 || k == 0) text += fmt::format("  {:<22}", estimate_text(e));
      }
  }

  const ZeroshotOptions& o_;
  const Gallery& gallery_;
  std::vector<int> rows_;  ///< items with a text
  std::array<std::array<std::vector<Estimate>, kScores.size()>, 2> all_;
};

/// Values of the property among all structures, a random sample of them, and those that score
/// highest for each prompt.
std::vector<Distribution> property_of_top(const ZeroshotOptions& o, const Evaluation& e) {
  const auto rows = e.gallery.with_property();
  if (rows.size() <= o.top)
    throw Error(o.corpus, "",
                fmt::format("{} structures of the chosen splits have a number as label \"{}\", so "
                            "the top {} would be all",
                            rows.size(), o.property, o.top),
                "choose another --property, --split or --top");
  const auto value = [&](int row) { return e.gallery.items[rows[row]].property; };
  std::vector<int> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<Distribution> found;
  const auto add_first = [&](const std::string& name, std::size_t count) {
    found.push_back({name, {}});
    for (std::size_t i = 0; i < count; ++i) found.back().values.push_back(value(order[i]));
  };
  add_first("all", rows.size());
  Rng rng(o.seed);
  for (std::size_t i = 0; i < o.top; ++i)
    std::swap(order[i], order[i + rng.below(order.size() - i)]);
  add_first("random sample", o.top);
  for_each_row_of_cosines(PromptEncoder(e.models[0]).embed(o.property_prompts),
                          rows_of(e.gallery.embeddings[0], rows),
                          [&](int prompt, const float* cosines) {
                            std::sort(order.begin(), order.end(), [&](int a, int b) {
                              return std::pair(-cosines[a], a) < std::pair(-cosines[b], b);
                            });
                            add_first(o.property_prompts[prompt], o.top);
                          });
  return found;
}

/// The property's table: text and CSV have the same columns.
void add_property(const ZeroshotOptions& o, const Evaluation& e, json& report, std::string& text) {
  const auto distributions = property_of_top(o, e);
  text += fmt::format(
      "\n\n{} of the {} structures that score highest\n{:<26} {:>6} {:>9} {:>9} "
      "{:>9} {:>9}",
      o.property, o.top, "prompt", "count", "mean", "25 %", "median", "75 %");
  std::string csv = "prompt,value\n";
  for (const auto& d : distributions) {
    const json row = {{"prompt", d.name},          {"count", d.values.size()},
                      {"mean", d.mean()},          {"lower_quartile", d.quantile(0.25)},
                      {"median", d.quantile(0.5)}, {"upper_quartile", d.quantile(0.75)}};
    report["property"][o.property].push_back(row);
    text +=
        fmt::format("\n{:<26} {:>6} {:>9.4g} {:>9.4g} {:>9.4g} {:>9.4g}", d.name, d.values.size(),
                    d.mean(), d.quantile(0.25), d.quantile(0.5), d.quantile(0.75));
    for (const double v : d.values) csv += fmt::format("{},{}\n", csv_field(d.name), v);
  }
  if (o.out.empty()) return;
  write_report_file(o, "property.svg", violin_svg(distributions, o.property));
  write_report_file(o, "property.csv", csv);
}

void run(const ZeroshotOptions& o) {
  const Evaluation evaluation(o);
  const Zeroshot zeroshot(o, evaluation);
  json report = evaluation.about;
  report["balanced_draws"] = kBalancedDraws;
  report["queries"] = zeroshot.queries;
  report["mean"] = zeroshot.mean;
  std::string text = fmt::format(
      "{} structures of {}, positive where the title holds the word; 95 % intervals over {} "
      "resamples of papers\n\n{:<27} {:>5}  {:<22}  {:<22}  {:<22}  {}{}",
      evaluation.about["structures"].get<int>(), fmt::join(evaluation.gallery.splits, ", "),
      o.resamples, "query", "pos.", "ROC-AUC", "AP", "AP balanced", "ROC-AUC untrained",
      zeroshot.text);
  if (!o.property.empty()) add_property(o, evaluation, report, text);
  if (!o.out.empty() && !zeroshot.panels.empty())
    write_report_file(o, "roc.svg", roc_svg(zeroshot.panels));
  finish_report(o, "zeroshot", report, text);
}

}  // namespace

void add_eval_zeroshot(CLI::App& eval) {
  auto* app = eval.add_subcommand(
      "zeroshot", "ROC-AUC and AP of words against titles: the paper's six, or your own");
  const auto o = std::make_shared<ZeroshotOptions>();
  add_eval_options(*app, *o);
  app->add_option("--queries", o->queries,
                  "File of queries, a line each: PROMPT, or PROMPT: WORD, WORD ...");
  app->add_option("--property", o->property,
                  "Label with numbers, such as band_gap, whose distribution among the top "
                  "structures is wanted");
  app->add_option("--property-prompt", o->property_prompts, "Prompts for --property")
      ->allow_extra_args(false)
      ->capture_default_str();
  app->add_option("--top", o->top, "Structures taken for --property")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->footer(
      "Example: clasp eval zeroshot model.safetensors corpus.sqlite --split test --out report");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
