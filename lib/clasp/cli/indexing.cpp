// SPDX-License-Identifier: MIT
#include "cli/indexing.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <unordered_map>

#include "cli/progress.h"
#include "cli/workers/structure_embedder.h"
#include "core/error.h"
#include "corpus/cif.h"
#include "corpus/database.h"
#include "corpus/duplicates.h"
#include "corpus/files.h"

namespace clasp {
namespace {

class Indexer {
 public:
  Indexer(SearchIndexWriter& index, const ModelFile& model, const IndexSources& sources)
      : index_(index),
        embedder_({&model},
                  {sources.max_sites, sources.threads,
                   [&index](const std::string& source) { return !index.contains(source); }}) {}

  void add_corpus(const std::string& path);
  void add_files(const std::vector<std::string>& paths);

  IndexReport report;

 private:
  void add(const IndexEntry& entry, const Embedded& embedded) {
    if (embedded.rows.empty()) {
      report.rejected.emplace_back(entry.source, embedded.reason);
      return;
    }
    index_.add(entry, embedded.rows.front());
    ++report.added;
    keep_now_and_then();
  }

  /// A kill loses no more than some seconds' work.
  void keep_now_and_then() {
    constexpr std::chrono::seconds kPause{10};
    const auto now = std::chrono::steady_clock::now();
    if (now - kept_ < kPause) return;
    index_.flush();
    kept_ = now;
  }

  SearchIndexWriter& index_;
  StructureEmbedder embedder_;
  std::chrono::steady_clock::time_point kept_ = std::chrono::steady_clock::now();
};

/// Title, DOI and year of the structures of a corpus, and what they are duplicates of.
class CorpusFacts {
 public:
  explicit CorpusFacts(const Database& db) : db_(db), originals_(duplicates(db)) {
    for (auto& caption : db.captions())
      if (caption.source == "title")
        titles_.try_emplace(caption.structure, caption.publication, std::move(caption.text));
  }
  void fill(IndexEntry& entry, std::int64_t id) const {
    if (const auto it = originals_.find(id); it != originals_.end())
      entry.original = db_.source_of(it->second);
    const auto it = titles_.find(id);
    if (it == titles_.end()) return;
    entry.title = it->second.second;
    if (const auto publication = db_.publication(it->second.first)) {
      entry.doi = publication->doi;
      entry.year = publication->year;
    }
  }

 private:
  const Database& db_;
  std::map<std::int64_t, std::int64_t> originals_;
  std::unordered_map<std::int64_t, std::pair<std::int64_t, std::string>> titles_;
};

void Indexer::add_corpus(const std::string& path) {
  const Database db(path, Database::Mode::kRead);
  const CorpusFacts facts(db);
  Progress progress("structures", db.count("structures"));
  db.for_each_structure([&](const StructureRow& row) {
    progress.step();
    if (row.phase != Phase::kCrystal || row.is_hypothetical()) return;
    if (index_.contains(row.source)) {
      ++report.known;
      return;
    }
    IndexEntry entry;
    entry.source = row.source;
    entry.formula = row.formula;
    entry.group = row.group;
    entry.space_group = row.space_group;
    entry.sites = static_cast<int>(row.structure.sites.size());
    for (const auto& [z, amount] : composition(row.structure)) entry.elements.insert(z);
    facts.fill(entry, row.id);
    embedder_.embed(row.structure, row.source,
                    [this, entry = std::move(entry)](const Embedded& e) { add(entry, e); });
  });
  embedder_.finish();
}

void Indexer::add_files(const std::vector<std::string>& paths) {
  Progress progress("structures");
  const auto take = [&](const Embedded& embedded) {
    progress.step();
    IndexEntry entry = embedded.entry;
    entry.group = entry.doi.empty() ? entry.title : entry.doi;
    if (index_.contains(entry.source))
      ++report.known;
    else
      add(entry, embedded);
  };
  for_each_cif(
      paths, [&](const FoundFile& file) { embedder_.embed_cif(file, {}, take); },
      [&](const std::string& path) {
        const bool known = index_.contains(path);
        report.known += known ? 1 : 0;
        return !known;
      });
  embedder_.finish();
}

}  // namespace

IndexReport add_to_index(SearchIndexWriter& index, const ModelFile& model,
                         const IndexSources& sources) {
  Indexer indexer(index, model, sources);
  if (!sources.corpus.empty()) indexer.add_corpus(sources.corpus);
  if (!sources.paths.empty()) indexer.add_files(sources.paths);
  index.flush();
  return std::move(indexer.report);
}

Structure read_one_structure(const std::string& path) {
  const auto [file, block] = split_source(path);
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(file, "", "cannot open", "check the path");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto entries = read_cif(text, file, block);
  if (entries.size() > 1)
    throw Error(file, "", fmt::format("holds {} structures", entries.size()),
                fmt::format("name one of them, such as {}#{}", file, entries[0].block));
  return conventional_standard_cell(entries[0].structure, file, nullptr, entries[0].kinds);
}

}  // namespace clasp
