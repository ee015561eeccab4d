// SPDX-License-Identifier: MIT
// clasp corpus info: what a corpus holds, and why files were rejected.
#include <fmt/core.h>

#include <memory>

#include "cli/corpus_verbs.h"
#include "core/json_text.h"
#include "corpus/summary.h"

namespace clasp {
namespace {

struct Options {
  std::string database;
  bool json = false;
  bool rejected = false;
};

void run(const Options& options) {
  const Database db(options.database, Database::Mode::kRead);
  if (options.rejected && !options.json) {
    for (const auto& [source, reason] : db.rejected()) fmt::print("{}: {}\n", source, reason);
    return;
  }
  const nlohmann::json summary = summarise(db);
  const auto text = options.json ? json_text(summary, 2) + "\n" : summary_text(summary);
  fmt::print("{}", text);
}

}  // namespace

void add_corpus_info(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("info", "Count what a corpus holds");
  const auto options = std::make_shared<Options>();
  app->add_option("database", options->database, "Corpus file")->required();
  app->add_flag("--json", options->json, "Print JSON, the rejected files included");
  app->add_flag("--rejected", options->rejected, "List every rejected file with its reason");
  app->footer("Example: clasp corpus info corpus.sqlite");
  app->callback([options] { run(*options); });
}

}  // namespace clasp
