// SPDX-License-Identifier: MIT
// What `clasp eval zeroshot` and `clasp eval retrieval` share.
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/gallery.h"
#include "retrieval/bootstrap.h"

namespace clasp {

struct EvalOptions {
  std::string model, corpus, out;
  std::vector<std::string> splits = {"test"}, captions = {"title"};
  std::string property;
  int resamples = 1000;
  std::uint64_t seed = 0;
  int max_sites = 500, threads = 0;
  bool as_json = false;
};

/// Adds MODEL, DB and the options above but `property`.
void add_eval_options(CLI::App& app, EvalOptions& options);

/// A model beside itself before training, and what both make of the corpus.
struct Evaluation {
  explicit Evaluation(const EvalOptions& options);
  std::array<ModelFile, 2> models;  ///< trained, untrained
  Gallery gallery;
  nlohmann::json about;  ///< model, corpus, splits, counts: the head of every report
};
constexpr std::array<const char*, 2> kModelNames = {"trained", "untrained"};

/// A score and how far the sample of structures lets it vary.
struct Estimate {
  double value = 0.0;
  Interval interval;
  std::vector<double> samples;  ///< its values over the resamples
};
/// @param statistic  its value on a resample: (const std::vector<int>& weight, Rng&) -> double
template <class Statistic>
Estimate estimate(double value, const GroupResampler& resampler, const EvalOptions& options,
                  const Statistic& statistic) {
  Estimate e{value, {}, bootstrap(resampler, options.resamples, options.seed, statistic)};
  e.interval = interval_95(e.samples);
  return e;
}
nlohmann::json estimate_json(const Estimate& estimate);
/// "0.918 [0.880, 0.951]"; "-" if there is none.
std::string estimate_text(const Estimate& estimate, int digits = 3);

/// Prints the report, as JSON if wanted, else `text`; writes it as FOLDER/NAME.json with --out.
void finish_report(const EvalOptions& options, const char* name, const nlohmann::json& report,
                   const std::string& text);
/// Writes a file into the folder of --out, which is made if needed.
void write_report_file(const EvalOptions& options, const std::string& name,
                       const std::string& text);

void add_eval_zeroshot(CLI::App& eval);
void add_eval_retrieval(CLI::App& eval);

}  // namespace clasp
