// SPDX-License-Identifier: MIT
#include "corpus/export.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/json_text.h"
#include "core/write_file.h"
#include "corpus/sqlite.h"

namespace clasp {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Where a link leads; other paths as they are.
std::string target_of(const std::string& path) {
  std::error_code none;
  const fs::path target = fs::canonical(path, none);
  return none ? path : target.string();
}

/// A text file that appears under its name only once it is whole.
class WholeFile {
 public:
  explicit WholeFile(const std::string& path)
      : path_(is_device(path) ? path : target_of(path)),
        part_(is_device(path) ? path : path_ + ".part"),
        file_(std::fopen(part_.c_str(), "w")) {
    if (!file_) fail();
  }
  ~WholeFile() {
    if (!file_) return;
    std::fclose(file_);
    discard();
  }
  void write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  }
  void finish() {
    const bool good = std::fflush(file_) == 0;
    std::FILE* file = std::exchange(file_, nullptr);
    const bool closed = std::fclose(file) == 0;
    if (!closed || !good || (part_ != path_ && std::rename(part_.c_str(), path_.c_str()) != 0)) {
      const int cause = errno;
      discard();
      errno = cause;
      fail();
    }
  }

 private:
  void discard() {
    if (part_ != path_) std::remove(part_.c_str());
  }
  [[noreturn]] void fail() { cannot_write(path_, errno); }
  std::string path_, part_;
  std::FILE* file_;
};

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Writes the file unless it is right already.
bool renew(const std::string& path, const std::string& text) {
  if (contents(path) == text) return false;
  std::error_code ignored;  // what it spoils, the writing says
  fs::create_directories(fs::path(path).parent_path(), ignored);
  WholeFile file(path);
  file.write(text);
  file.finish();
  return true;
}

void add_publication(json* j, const Publication& p) {
  (*j)["title"] = p.title;
  if (!p.doi.empty()) (*j)["doi"] = p.doi;
  if (!p.journal.empty()) (*j)["journal"] = p.journal;
  if (p.year != 0) (*j)["year"] = p.year;
}

void add_labels(const Database& db, std::int64_t structure, json* line) {
  auto& s = db.statement("SELECT name,value FROM labels WHERE structure=? ORDER BY name");
  s.bind(structure);
  while (s.step()) (*line)[s.text(0)] = s.text(1);
}

/// The first title is the line's own; all other captions go into its list, by source and
/// publication.
void add_captions(const Database& db, std::int64_t structure, json* line) {
  auto& s =
      db.statement("SELECT source,publication,text FROM captions WHERE structure=? ORDER BY rowid");
  s.bind(structure);
  std::map<std::pair<std::string, std::int64_t>, std::vector<std::string>> more;
  while (s.step()) {
    const std::string source = s.text(0);
    const Publication p = db.publication(s.integer(1)).value_or(Publication{});
    if (source == "title" && !line->contains("title") && p.title == s.text(2))
      add_publication(line, p);
    else
      more[{source, s.integer(1)}].push_back(s.text(2));
  }
  for (const auto& [key, texts] : more) {
    json j = {{"source", key.first}, {"texts", texts}};
    if (const auto p = db.publication(key.second)) add_publication(&j, *p);
    (*line)["captions"].push_back(std::move(j));
  }
}

json line_of(const Database& db, const StructureRow& row) {
  json line = json::object();
  add_labels(db, row.id, &line);
  add_captions(db, row.id, &line);
  line["cif"] = cif_name(row.id);
  line["block"] = std::to_string(row.id);
  json& corpus = line["corpus"] = {{"source", row.source}, {"group", row.group}};
  if (!row.split.empty()) corpus["split"] = row.split;
  if (row.phase != Phase::kCrystal) {
    corpus["phase"] = row.phase == Phase::kLiquid ? "liquid" : "glass";
    corpus["parent"] = row.parent == 0 ? "" : cif_name(row.parent);
  }
  return line;
}

}  // namespace

ExportReport export_corpus(const Database& db, const ExportOptions& options,
                           const std::function<void(const ExportReport&)>& progress) {
  ExportReport report;
  std::optional<WholeFile> lines;
  if (!options.jsonl.empty()) lines.emplace(options.jsonl);
  db.for_each_structure([&](const StructureRow& row) {
    if (!options.cif.empty() && renew(options.cif + "/" + cif_name(row.id), cif_text(row)))
      ++report.written;
    if (lines) lines->write(json_text(line_of(db, row)) + "\n");
    ++report.structures;
    if (progress) progress(report);
  });
  if (lines) lines->finish();
  return report;
}

}  // namespace clasp
