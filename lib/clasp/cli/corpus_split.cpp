// SPDX-License-Identifier: MIT
// clasp corpus split: train, validation and test, so that no paper or material straddles them.
#include <fmt/core.h>

#include <map>
#include <memory>

#include "cli/corpus_verbs.h"
#include "corpus/split.h"

namespace clasp {
namespace {

const std::map<std::string, SplitBy> kWays = {
    {"doi", SplitBy::kDoi}, {"composition", SplitBy::kComposition}, {"row", SplitBy::kRow}};

struct Options {
  std::string database;
  std::string by = "doi";
  std::uint64_t seed = 0;
};

void run(const Options& options) {
  Database db(options.database, Database::Mode::kWrite);
  const SplitReport r = split_corpus(db, kWays.at(options.by), options.seed);
  for (const auto& [split, n] : r.structures) fmt::print("{:>8}  {}\n", n, split);
  fmt::print("{:>8}  groups, the largest of {} structures\n", r.groups, r.largest);
}

}  // namespace

void add_corpus_split(CLI::App& corpus) {
  auto* app = corpus.add_subcommand(
      "split", "Divide a corpus 8:1:1 (textbook crystals 18:1:1) into train, validation, test");
  const auto options = std::make_shared<Options>();
  app->add_option("database", options->database, "Corpus file")->required();
  app->add_option("--by", options->by,
                  "doi: structures that share paper, title, composition or parent stay together; "
                  "composition: those of one formula; row: each for itself")
      ->capture_default_str()
      ->check(CLI::IsMember({"doi", "composition", "row"}));
  app->add_option("--seed", options->seed, "Another seed, another division")->capture_default_str();
  app->footer("Example: clasp corpus split corpus.sqlite --by composition");
  app->callback([options] { run(*options); });
}

}  // namespace clasp
