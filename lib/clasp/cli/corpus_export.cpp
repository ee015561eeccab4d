// SPDX-License-Identifier: MIT
// clasp corpus export: a corpus as CIF files and JSON lines.
#include <fmt/core.h>

#include <memory>

#include "cli/corpus_verbs.h"
#include "cli/progress.h"
#include "core/error.h"
#include "corpus/export.h"

namespace clasp {
namespace {

struct Command {
  std::string database;
  ExportOptions options;
};

void run(const Command& command) {
  if (command.options.jsonl.empty() && command.options.cif.empty())
    throw Error("clasp corpus export", "", "nothing to write", "give --jsonl, --cif, or both");
  const Database db(command.database, Database::Mode::kRead);
  Progress progress("structures", db.count("structures"));
  const ExportReport r = export_corpus(
      db, command.options, [&](const ExportReport& so_far) { progress.show(so_far.structures); });
  fmt::print("{} structures, {} CIF files written\n", r.structures, r.written);
}

}  // namespace

void add_corpus_export(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("export", "Write structures as CIF, captions as JSON lines");
  const auto command = std::make_shared<Command>();
  app->add_option("database", command->database, "Corpus file")->required();
  app->add_option("--jsonl", command->options.jsonl, "File for a line of JSON per structure");
  app->add_option("--cif", command->options.cif, "Folder for the CIF files, in COD's layout");
  app->footer(
      "Example: clasp corpus export corpus.sqlite --jsonl corpus.jsonl --cif cif\n"
      "and back: clasp corpus ingest copy.sqlite cif --captions corpus.jsonl");
  app->callback([command] { run(*command); });
}

}  // namespace clasp
