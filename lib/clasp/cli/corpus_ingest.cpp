// SPDX-License-Identifier: MIT
// clasp corpus ingest: CIF files, folders and archives into a corpus.
#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/corpus_verbs.h"
#include "cli/progress.h"
#include "core/error.h"
#include "corpus/caption_lines.h"
#include "corpus/ingest.h"

namespace clasp {
namespace {

struct Options {
  std::string database, shard;
  std::vector<std::string> captions;
  IngestOptions ingest;
};

/// "2/8": the second of eight.
void read_shard(const std::string& text, IngestOptions* ingest) {
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%d/%d%c", &ingest->shard, &ingest->shards, &rest);
  if (read != 2 || ingest->shard < 1 || ingest->shard > ingest->shards)
    throw Error("--shard " + text, "", "not a share of the files",
                "write i/n with i from 1 to n, such as 1/8");
}

void print_captions(const std::string& path, const CaptionReport& r) {
  fmt::print("{}: {} lines, {} matched, {} without a structure", path, r.lines, r.matched,
             r.without_structure);
  for (std::size_t i = 0; i < r.missing.size(); ++i)
    fmt::print("{}{}", i == 0 ? " (" : ", ", r.missing[i]);
  fmt::print("{}\n", r.missing.empty()                                                   ? ""
                     : r.without_structure > static_cast<std::int64_t>(r.missing.size()) ? ", ...)"
                                                                                         : ")");
}

void run(Options options) {
  if (!options.shard.empty()) read_shard(options.shard, &options.ingest);
  // Caption files first: a mistake in one should show before an hour of parsing.
  for (const std::string& path : options.captions)
    for_each_caption_line(path, [](const CaptionLine&) {});
  for (const std::string& path : options.ingest.paths)
    if (std::error_code ignored; !std::filesystem::exists(path, ignored))
      throw Error(path, "", "no such file or folder", "check the path");

  const auto start = std::chrono::steady_clock::now();
  Database db(options.database, Database::Mode::kCreate);
  IngestReport report;
  {
    Progress progress("files");
    report = ingest(db, options.ingest, [&](const IngestReport& r) {
      progress.show(r.files, fmt::format("{} structures, {} of them twice, {} rejected, {} known",
                                         r.accepted, r.duplicates, r.rejected, r.known));
    });
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  fmt::print("{} files read in {:.1f} s: {} structures, {} rejected; {} files known before\n",
             report.files, elapsed.count(), report.accepted, report.rejected, report.known);
  if (report.duplicates > 0)
    fmt::print("{} are crystals that the corpus had already\n", report.duplicates);
  if (report.rejected > 0)
    fmt::print("reasons: clasp corpus info {} --rejected\n", options.database);
  for (const std::string& path : options.captions) print_captions(path, attach_captions(db, path));
}

}  // namespace

void add_corpus_ingest(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("ingest", "Read CIF files, folders and archives into a corpus");
  const auto options = std::make_shared<Options>();
  app->add_option("database", options->database, "Corpus file, made if missing")->required();
  app->add_option("paths", options->ingest.paths, "CIF files, folders or tar archives")->required();
  app->add_option("--captions", options->captions,
                  "JSON lines with titles and labels of the files (may be repeated)");
  app->add_option("--max-sites", options->ingest.max_sites,
                  "Largest conventional cell accepted, in sites")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->add_option("--threads", options->ingest.threads, "Parsing threads (default: one per core)")
      ->check(CLI::NonNegativeNumber);
  app->add_option("--shard", options->shard,
                  "i/n: every n-th file from the i-th on, for n jobs with a corpus each (merge)");
  app->add_flag("--skip-duplicates", options->ingest.skip_duplicates,
                "Reject crystals that the corpus has (default: keep and mark them)");
  app->footer("Example: clasp corpus ingest corpus.sqlite cif/ --captions titles.jsonl");
  app->callback([options] { run(*options); });
}

}  // namespace clasp
