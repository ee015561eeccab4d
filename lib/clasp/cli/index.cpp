// SPDX-License-Identifier: MIT
// `clasp index`: makes the file that `clasp search` reads, or adds to it.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/approximate/approximate.h"
#include "cli/commands.h"
#include "cli/indexing.h"
#include "cli/progress.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/write_file.h"
#include "corpus/database.h"

namespace clasp {
namespace {

struct IndexOptions {
  std::string index, model, rejected;
  IndexSources sources;
  bool faiss = false, as_json = false;
};

/// The model of the option, or the one that the index was made with.
std::string model_path(const IndexOptions& o, bool exists) {
  if (!o.model.empty()) return o.model;
  if (exists) return SearchIndex::open(o.index).model().path;
  throw Error(o.index, "", "no such index, and no model to make it with", "give --model MODEL");
}

void write_rejected(const std::string& path, const IndexReport& report) {
  std::string rows;
  for (const auto& [source, reason] : report.rejected)
    rows += json_text({{"source", source}, {"reason", reason}}) + "\n";
  write_file_atomically(path, rows.data(), rows.size());
}

void add_sources(const IndexOptions& o, bool exists) {
  for (const std::string& path : o.sources.paths)
    if (!std::filesystem::exists(path)) throw Error(path, "", "no such file", "check the path");
  if (!o.sources.corpus.empty()) Database(o.sources.corpus, Database::Mode::kRead);
  const ModelFile model = ModelFile::open(model_path(o, exists));
  IndexModel of_index = IndexModel::of(model);
  of_index.path = std::filesystem::absolute(of_index.path).lexically_normal().string();
  SearchIndexWriter writer(o.index, of_index);
  const IndexReport report = add_to_index(writer, model, o.sources);
  if (!o.rejected.empty()) write_rejected(o.rejected, report);
  if (o.as_json) return;
  fmt::print("{} added, {} were there, {} left out{}\n", report.added, report.known,
             report.rejected.size(),
             report.rejected.empty() || !o.rejected.empty()
                 ? std::string()
                 : fmt::format(" (the first: {}: {}; --rejected FILE lists them)",
                               report.rejected[0].first, report.rejected[0].second));
}

void run(const IndexOptions& o) {
  const bool exists = std::filesystem::exists(o.index);
  if (!o.sources.empty())
    add_sources(o, exists);
  else if (!exists)
    throw Error(o.index, "", "no such index, and nothing to make it of",
                "give --corpus DB or CIF paths");
  const SearchIndex index = SearchIndex::open(o.index);
  if (o.faiss) {
    PartProgress progress;
    const std::size_t added =
        update_approximate(index, [&](const char* what, std::size_t done, std::size_t total) {
          progress.show(what, done, total);
        });
    if (!o.as_json) fmt::print("{}: {} entries added\n", approximate_path(o.index), added);
  }
  if (o.as_json)
    fmt::print("{}\n", nlohmann::json{{"entries", index.size()},
                                      {"width", index.width()},
                                      {"bytes", index.bytes()},
                                      {"model", index.model().path},
                                      {"name", index.model().name},
                                      {"fingerprint", index.model().fingerprint}}
                           .dump(2));
  else
    fmt::print("{}: {} entries, {} values each, {:.1f} MB, by {}\n", o.index, index.size(),
               index.width(), static_cast<double>(index.bytes()) * 1e-6, index.model().path);
}

}  // namespace

void add_index_command(CLI::App& parent) {
  auto* app =
      parent.add_subcommand("index", "Make the index that `clasp search` reads, or add to it");
  const auto o = std::make_shared<IndexOptions>();
  app->add_option("INDEX", o->index, "Index file: made if missing")->required();
  app->add_option("PATH", o->sources.paths, "CIF files, folders or archives to add");
  app->add_option("--corpus", o->sources.corpus, "Corpus whose crystals to add");
  app->add_option("--model", o->model, "Model file; by default the one the index was made with");
  app->add_option("--max-sites", o->sources.max_sites, "Most sites of a structure")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->add_option("--threads", o->sources.threads,
                  "Structures embedded at a time (default: one per core)")
      ->check(CLI::NonNegativeNumber);
  app->add_option("--rejected", o->rejected, "JSON lines of what was left out, with the reason");
  app->add_flag(
      "--faiss", o->faiss,
      "Also make or bring up to date INDEX.faiss, by which a search among millions need not "
      "look at every entry");
  app->add_flag("--json", o->as_json, "Print JSON");
  app->footer(
      "Example: clasp index materials.index --model model.safetensors --corpus corpus.sqlite\n"
      "Run it again to add what is new; without a source it tells what the index holds.");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
