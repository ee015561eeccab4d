// SPDX-License-Identifier: MIT
#include "cli/indexing.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <unordered_map>

#include "cli/progress.h"
#include "core/error.h"
#include "corpus/cif.h"
#include "corpus/database.h"
#include "corpus/duplicates.h"
#include "corpus/files.h"
#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

class Indexer {
 public:
  Indexer(SearchIndexWriter& index, const ModelFile& model, int max_sites)
      : index_(index), encoder_(model), max_sites_(max_sites) {}

  void add_corpus(const std::string& path);
  void add_cif(const FoundFile& file);

  IndexReport report;

 private:
  void add(IndexEntry entry, const Structure& cell) {
    if (static_cast<int>(cell.sites.size()) > max_sites_) {
      report.rejected.emplace_back(
          entry.source, fmt::format("{} sites, more than {}", cell.sites.size(), max_sites_));
      return;
    }
    for (const auto& [z, amount] : composition(cell)) entry.elements.insert(z);
    entry.sites = static_cast<int>(cell.sites.size());
    try {
      index_.add(entry, encoder_.embed(cell, entry.source));
      ++report.added;
      keep_now_and_then();
    } catch (const Error& e) {
      report.rejected.emplace_back(entry.source, e.reason());
    }
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
  CrystalEncoder encoder_;
  int max_sites_;
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
    if (row.phase != Phase::kCrystal) return;
    if (index_.contains(row.source)) {
      ++report.known;
      return;
    }
    IndexEntry entry;
    entry.source = row.source;
    entry.formula = row.formula;
    entry.group = row.group;
    entry.space_group = row.space_group;
    facts.fill(entry, row.id);
    add(std::move(entry), row.structure);
  });
}

void Indexer::add_cif(const FoundFile& file) {
  std::vector<CifEntry> entries;
  std::vector<CifProblem> problems;
  try {
    entries = read_cif(file.text, file.path, {}, &problems);
  } catch (const Error& e) {
    report.rejected.emplace_back(file.path, e.reason());
    return;
  }
  for (const auto& problem : problems)
    report.rejected.emplace_back(file.path + "#" + problem.block, problem.reason);
  for (const CifEntry& cif : entries) {
    IndexEntry entry;
    entry.source = entries.size() > 1 ? file.path + "#" + cif.block : file.path;
    if (index_.contains(entry.source)) {
      ++report.known;
      continue;
    }
    entry.title = cif.title;
    entry.doi = cif.doi;
    entry.year = cif.year;
    entry.group = cif.doi.empty() ? cif.title : cif.doi;
    try {
      const Structure cell =
          conventional_standard_cell(cif.structure, entry.source, &entry.space_group, cif.kinds);
      entry.formula = reduced_formula(cell);
      add(std::move(entry), cell);
    } catch (const Error& e) {
      report.rejected.emplace_back(entry.source, e.reason());
    }
  }
}

}  // namespace

IndexReport add_to_index(SearchIndexWriter& index, const ModelFile& model,
                         const IndexSources& sources) {
  Indexer indexer(index, model, sources.max_sites);
  if (!sources.corpus.empty()) indexer.add_corpus(sources.corpus);
  if (!sources.paths.empty()) {
    Progress progress("files");
    for_each_cif(
        sources.paths,
        [&](FoundFile&& file) {
          indexer.add_cif(file);
          progress.step();
        },
        [&](const std::string& path) {
          const bool known = index.contains(path);
          indexer.report.known += known ? 1 : 0;
          return !known;
        });
  }
  index.flush();
  return std::move(indexer.report);
}

Structure read_one_structure(const std::string& path) {
  const auto hash = path.rfind('#');
  const std::string file = path.substr(0, hash);
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(file, "", "cannot open", "check the path");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto entries =
      read_cif(text, file, hash == std::string::npos ? std::string() : path.substr(hash + 1));
  if (entries.size() > 1)
    throw Error(file, "", fmt::format("holds {} structures", entries.size()),
                fmt::format("name one of them, such as {}#{}", file, entries[0].block));
  return conventional_standard_cell(entries[0].structure, file, nullptr, entries[0].kinds);
}

}  // namespace clasp
