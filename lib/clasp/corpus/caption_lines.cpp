// SPDX-License-Identifier: MIT
#include "corpus/caption_lines.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "core/error.h"
#include "corpus/doi.h"
#include "corpus/files.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::size_t kMissingNamed = 5;

/// Text of a string, number or boolean; empty for null and for what is missing.
std::string scalar_text(const json& j) {
  if (j.is_string()) return j.get<std::string>();
  return j.is_number() || j.is_boolean() ? j.dump() : std::string();
}

std::string field(const json& line, const char* name) {
  const auto it = line.find(name);
  return it == line.end() ? std::string() : scalar_text(*it);
}

Publication publication_of(const json& j) {
  return {0, tidy_doi(field(j, "doi")), field(j, "title"), field(j, "journal"),
          std::atoi(field(j, "year").c_str())};
}

/// What `clasp corpus export` adds to a line.
void parse_restored(const json& j, CaptionLine* line) {
  if (const auto it = j.find("captions"); it != j.end() && it->is_array())
    for (const json& c : *it)
      line->captions.push_back({c.at("source").get<std::string>(),
                                c.at("texts").get<std::vector<std::string>>(), publication_of(c)});
  const auto it = j.find("corpus");
  if (it == j.end() || !it->is_object()) return;
  line->group = field(*it, "group");
  line->split = field(*it, "split");
  line->phase = field(*it, "phase");
  line->parent = field(*it, "parent");
}

CaptionLine parse_line(const json& j) {
  static const std::set<std::string> known = {
      "cif", "block", "title", "generic_title", "doi", "journal", "year", "captions", "corpus"};
  CaptionLine line;
  line.weak = j.at("cif").is_array();
  line.cifs = line.weak ? j.at("cif").get<std::vector<std::string>>()
                        : std::vector<std::string>{j.at("cif").get<std::string>()};
  line.block = field(j, "block");
  line.publication = publication_of(j);
  line.generic_title = field(j, "generic_title") == "true";
  for (const auto& [name, value] : j.items())
    if (const std::string text = scalar_text(value); !known.count(name) && !text.empty())
      line.labels.emplace_back(name, text);
  parse_restored(j, &line);
  return line;
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// Structures of the corpus by the file they come from, found by the end of the file's path.
class SourceIndex {
 public:
  explicit SourceIndex(const Database& db) {
    for (const auto& [id, source] : db.sources()) {
      const auto [path, block] = split_source(source);
      if (path.size() < source.size()) by_name_[file_name(path)][path].push_back({id, block});
    }
  }

  /// Ids of the wanted block in every file that `cif` names; the first block where no file block
  /// has that name.
  std::vector<std::int64_t> find(const std::string& cif, const std::string& block) const {
    std::vector<std::int64_t> ids;
    const auto files = by_name_.find(file_name(cif));
    if (files == by_name_.end()) return ids;
    for (const auto& [path, blocks] : files->second) {
      if (!ends_with_path(path, cif)) continue;
      const auto it = std::find_if(blocks.begin(), blocks.end(),
                                   [&](const Entry& e) { return e.block == block; });
      if (it != blocks.end())
        ids.push_back(it->id);
      else if (block.empty())
        ids.push_back(blocks.front().id);
    }
    return ids;
  }

 private:
  struct Entry {
    std::int64_t id;
    std::string block;
  };
  static bool ends_with_path(const std::string& path, const std::string& end) {
    return path == end || (path.size() > end.size() && path[path.size() - end.size() - 1] == '/' &&
                           path.compare(path.size() - end.size(), end.size(), end) == 0);
  }
  std::unordered_map<std::string, std::map<std::string, std::vector<Entry>>> by_name_;
};

void attach_more(Database& db, const CaptionLine& line, std::int64_t id) {
  for (const MoreCaptions& more : line.captions) {
    const bool published = !more.publication.title.empty() || !more.publication.doi.empty();
    const auto publication = published ? db.add_publication(more.publication) : 0;
    for (const std::string& text : more.texts) db.add_caption({id, publication, more.source, text});
  }
}

void restore(Database& db, const SourceIndex& index, const CaptionLine& line, std::int64_t id) {
  if (!line.group.empty()) db.set_group(id, line.group);
  if (!line.split.empty()) db.set_split(id, line.split);
  if (line.phase != "liquid" && line.phase != "glass") return;
  const auto parents = index.find(line.parent, {});
  db.set_packing(id, line.phase == "liquid" ? Phase::kLiquid : Phase::kGlass,
                 parents.empty() ? 0 : parents.front());
}

void attach(Database& db, const SourceIndex& index, const CaptionLine& line, std::int64_t id) {
  const Publication& p = line.publication;
  const bool own_title = !line.weak && !p.title.empty();
  if (own_title) db.remove_captions(id, "title");
  const std::string title = line.generic_title ? std::string() : p.title;
  if (!title.empty())
    db.add_caption({id, db.add_publication(p), line.weak ? "weak-title" : "title", title});
  if (line.weak) return;  // formula and the like describe the paper, not this structure
  std::string parent;
  for (const auto& [name, value] : line.labels) {
    db.add_label({id, name, value});
    if (name == "mp_id") parent = value;
  }
  std::string group = !p.doi.empty() ? p.doi : !title.empty() ? title : parent;
  // An edition note that served as title so far must not tie hundreds of structures together.
  if (group.empty() && line.generic_title) group = line.cifs.front();
  if (!group.empty()) db.set_group(id, group);
  attach_more(db, line, id);
  restore(db, index, line, id);
}

}  // namespace

void for_each_caption_line(const std::string& path,
                           const std::function<void(const CaptionLine&)>& visit) {
  std::ifstream in(path);
  if (!in || std::filesystem::is_directory(path))
    throw Error(path, "", "cannot be read", "give a file of JSON lines");
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    CaptionLine line;
    try {
      line = parse_line(json::parse(text));
    } catch (const json::exception& e) {
      throw Error(path, "line " + std::to_string(number), e.what(),
                  "every line must be a JSON object with a field 'cif'");
    }
    line.number = number;
    visit(line);
  }
}

CaptionReport attach_captions(Database& db, const std::string& path) {
  CaptionReport report;
  const SourceIndex index(db);
  Database::Transaction transaction(db);
  for_each_caption_line(path, [&](const CaptionLine& line) {
    ++report.lines;
    bool matched = false;
    for (const std::string& cif : line.cifs)
      for (const auto id : index.find(cif, line.block)) {
        attach(db, index, line, id);
        matched = true;
      }
    ++(matched ? report.matched : report.without_structure);
    if (!matched && report.missing.size() < kMissingNamed && !line.cifs.empty())
      report.missing.push_back(line.cifs.front());
  });
  transaction.commit();
  return report;
}

}  // namespace clasp
