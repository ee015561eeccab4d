// SPDX-License-Identifier: MIT
// clasp corpus merge: the corpora of an array job's shards, as one.
#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "cli/corpus_verbs.h"
#include "cli/progress.h"
#include "core/error.h"
#include "corpus/merge.h"

namespace clasp {
namespace {

struct Command {
  std::string out;
  std::vector<std::string> shards;
};

void run(const Command& command) {
  for (const std::string& path : command.shards) {
    const Database readable(path, Database::Mode::kRead);  // all of them, before the first is added
    if (std::error_code ignored; std::filesystem::equivalent(path, command.out, ignored))
      throw Error(path, "", "is the corpus to merge into", "leave it out of the shards");
  }
  Database db(command.out, Database::Mode::kCreate);
  Progress progress("shards", static_cast<std::int64_t>(command.shards.size()));
  for (const std::string& path : command.shards) {
    const MergeReport r = merge_corpus(db, path);
    progress.step();
    fmt::print("{}: {} structures added ({} crystals that were there already), {} known\n", path,
               r.structures, r.duplicates, r.known);
  }
}

}  // namespace

void add_corpus_merge(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("merge", "Join corpora, such as those of ingest --shard");
  const auto command = std::make_shared<Command>();
  app->add_option("out", command->out, "Corpus to add to, made if missing")->required();
  app->add_option("shards", command->shards, "Corpora to add")->required();
  app->footer("Example: clasp corpus merge corpus.sqlite shard1.sqlite shard2.sqlite");
  app->callback([command] { run(*command); });
}

}  // namespace clasp
