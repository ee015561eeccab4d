// SPDX-License-Identifier: MIT
// clasp corpus ingest: CIF files, folders and archives into a corpus.
#include <fmt/core.h>

#include <chrono>
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
  std::string database;
  std::vector<std::string> captions;
  IngestOptions ingest;
};

void print_captions(const std::string& path, const CaptionReport& r) {
  fmt::print("{}: {} lines, {} matched, {} without a structure", path, r.lines, r.matched,
             r.without_structure);
  for (std::size_t i = 0; i < r.missing.size(); ++i)
    fmt::print("{}{}", i == 0 ? " (" : ", ", r.missing[i]);
  fmt::print("{}\n", r.missing.empty()                                                   ? ""
                     : r.without_structure > static_cast<std::int64_t>(r.missing.size()) ? ", ...)"
                                                                                         : ")");
}

void run(const Options& options) {
  // Caption files first: a mistake in one should show before an hour of parsing.
  std::vector<std::vector<CaptionLine>> lines;
  lines.reserve(options.captions.size());
  for (const std::string& path : options.captions) lines.push_back(read_caption_lines(path));
  for (const std::string& path : options.ingest.paths)
    if (std::error_code ignored; !std::filesystem::exists(path, ignored))
      throw Error(path, "", "no such file or folder", "check the path");

  const auto start = std::chrono::steady_clock::now();
  Database db(options.database, Database::Mode::kCreate);
  IngestReport report;
  {
    Progress progress("files");
    report = ingest(db, options.ingest, [&](const IngestReport& r) {
      progress.show(r.files, fmt::format("{} structures, {} rejected, {} known", r.accepted,
                                         r.rejected, r.known));
    });
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  fmt::print("{} files read in {:.1f} s: {} structures, {} rejected; {} files known before\n",
             report.files, elapsed.count(), report.accepted, report.rejected, report.known);
  if (report.rejected > 0)
    fmt::print("reasons: clasp corpus info {} --rejected\n", options.database);
  for (std::size_t i = 0; i < lines.size(); ++i)
    print_captions(options.captions[i], attach_captions(db, lines[i]));
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
  app->callback([options] { run(*options); });
}

}  // namespace clasp
