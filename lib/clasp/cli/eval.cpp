// SPDX-License-Identifier: MIT
// `clasp eval`: how good a model is on structures it was not trained on.
#include "cli/eval.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "cli/commands.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/write_file.h"
#include "retrieval/scores.h"
#include "retrieval/untrained.h"

namespace clasp {
namespace {

std::array<ModelFile, 2> with_untrained(const EvalOptions& o) {
  ModelFile trained = ModelFile::open(o.model);
  ModelFile untrained = untrained_model(trained, o.seed);
  return {std::move(trained), std::move(untrained)};
}

Gallery gallery_of(const EvalOptions& o, const std::array<ModelFile, 2>& models) {
  GalleryOptions options;
  options.splits = {o.splits.begin(), o.splits.end()};
  if (options.splits.count("all") > 0) options.splits.clear();
  options.captions = {o.captions.begin(), o.captions.end()};
  options.property = o.property;
  options.max_sites = o.max_sites;
  options.threads = o.threads;
  const Database db(o.corpus, Database::Mode::kRead);
  return read_gallery(db, options, {&models[0], &models[1]});
}

}  // namespace

Evaluation::Evaluation(const EvalOptions& o)
    : models(with_untrained(o)), gallery(gallery_of(o, models)) {
  about = {{"model", o.model},
           {"corpus", o.corpus},
           {"splits", gallery.splits},
           {"captions", o.captions},
           {"structures", gallery.with_text().size()},
           {"texts", gallery.texts.size()},
           {"left_out",
            {{"without_title", gallery.without_text},
             {"packings", gallery.packings},
             {"not_embedded", gallery.not_embedded}}},
           {"resamples", o.resamples},
           {"seed", o.seed}};
}

void add_eval_options(CLI::App& app, EvalOptions& o) {
  app.add_option("MODEL", o.model, "Model file with a text encoder")->required();
  app.add_option("DB", o.corpus, "Corpus file")->required();
  app.add_option("--split", o.splits, "Splits to score: train, validation, test, or all")
      ->capture_default_str()
      ->allow_extra_args(false)
      ->delimiter(',');
  app.add_option("--captions", o.captions, "Caption sources that count as titles")
      ->capture_default_str()
      ->allow_extra_args(false)
      ->delimiter(',');
  app.add_option("--resamples", o.resamples, "Resamples for the 95 % intervals")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_option("--seed", o.seed, "Of resamples, balanced subsets and the untrained model")
      ->capture_default_str();
  app.add_option("--max-sites", o.max_sites, "Most sites of a structure")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_option("--threads", o.threads, "Structures embedded at a time (default: one per core)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--out", o.out, "Folder for the report as JSON, and its charts");
  app.add_flag("--json", o.as_json, "Print JSON");
  app.set_config("--config", "", "Read options from a TOML file");
}

nlohmann::json estimate_json(const Estimate& e) {
  return {{"value", score_json(e.value)},
          {"low", score_json(e.interval.low)},
          {"high", score_json(e.interval.high)}};
}

std::string estimate_text(const Estimate& e, int digits) {
  if (!std::isfinite(e.value)) return "-";
  return fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]", e.value, digits, e.interval.low, digits,
                     e.interval.high, digits);
}

void write_report_file(const EvalOptions& o, const std::string& name, const std::string& text) {
  std::error_code error;
  std::filesystem::create_directories(o.out, error);
  if (error)
    throw Error(o.out, "", "cannot make the folder: " + error.message(), "choose another --out");
  const std::string path = (std::filesystem::path(o.out) / name).string();
  write_file_atomically(path, text.data(), text.size());
}

void finish_report(const EvalOptions& o, const char* name, const nlohmann::json& report,
                   const std::string& text) {
  const std::string json = json_text(report, 2);
  if (!o.out.empty()) write_report_file(o, fmt::format("{}.json", name), json + "\n");
  fmt::print("{}\n", o.as_json ? json : text);
}

void add_eval_command(CLI::App& parent) {
  auto* app = parent.add_subcommand("eval", "Score a model on structures it was not trained on");
  app->require_subcommand(1);
  add_eval_zeroshot(*app);
  add_eval_retrieval(*app);
}

}  // namespace clasp
