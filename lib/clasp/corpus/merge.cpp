// SPDX-License-Identifier: MIT
#include "corpus/merge.h"

#include <map>
#include <set>

#include "corpus/abstracts.h"
#include "corpus/duplicates.h"
#include "corpus/keywords.h"
#include "corpus/sqlite.h"

namespace clasp {
namespace {

class Merge {
 public:
  Merge(Database& into, const Database& from) : into_(into), from_(from) {}

  MergeReport run() {
    add_structures();
    add_publications();
    add_captions_and_labels();
    for (const auto& [source, reason] : from_.rejected())
      if (!into_.has_source(source)) into_.add_rejected(source, reason);
    add_answers();
    return report_;
  }

 private:
  void add_structures() {
    CrystalIndex index(into_);
    std::set<std::string> known;
    for (const auto& [id, source] : into_.sources()) known.insert(source);
    from_.for_each_structure([&](StructureRow row) {
      const std::int64_t old_id = row.id;
      if (row.parent != 0) row.parent = structures_[row.parent];
      into_.remove_rejected(row.source);
      const bool is_new = known.count(row.source) == 0;
      const std::int64_t original = is_new ? index.find_same(row) : 0;
      const std::int64_t id = structures_[old_id] = into_.add_structure(row);
      if (original != 0)
        add_duplicate(into_, id, original);
      else if (is_new)
        index.add(row, id);
      ++(is_new ? report_.structures : report_.known);
      if (original != 0) ++report_.duplicates;
    });
  }

  void add_publications() {
    auto& s = from_.statement("SELECT id,doi,title,journal,year FROM publications ORDER BY id");
    while (s.step())
      publications_[s.integer(0)] = into_.add_publication(
          {0, s.text(1), s.text(2), s.text(3), static_cast<int>(s.integer(4))});
  }

  void add_captions_and_labels() {
    std::set<std::int64_t> titled;
    for (const CaptionRow& c : into_.captions())
      if (c.source == "title") titled.insert(c.structure);
    for (CaptionRow c : from_.captions()) {
      c.structure = structures_.at(c.structure);
      if (c.publication != 0) c.publication = publications_.at(c.publication);
      if (c.source != "title" || !titled.count(c.structure)) into_.add_caption(c);
    }
    std::set<std::pair<std::int64_t, std::string>> known;
    for (const LabelRow& l : into_.labels()) known.insert({l.structure, l.name});
    for (LabelRow l : from_.labels()) {
      l.structure = structures_.at(l.structure);
      if (!known.count({l.structure, l.name})) into_.add_label(l);
    }
  }

  void add_answers() {
    std::set<std::string> found;
    for (const AbstractRow& row : abstracts(into_))
      if (!row.text.empty()) found.insert(row.doi);
    for (const AbstractRow& row : abstracts(from_))
      if (!found.count(row.doi)) add_abstract(into_, row);
    std::set<std::int64_t> answered;
    for (const KeywordRow& row : keywords(into_))
      if (!row.words.empty()) answered.insert(row.publication);
    for (KeywordRow row : keywords(from_)) {
      row.publication = publications_.at(row.publication);
      if (!answered.count(row.publication)) add_keywords(into_, row);
    }
  }

  Database& into_;
  const Database& from_;
  MergeReport report_;
  std::map<std::int64_t, std::int64_t> structures_, publications_;  ///< ids there by ids here
};

}  // namespace

MergeReport merge_corpus(Database& into, const std::string& shard) {
  const Database from(shard, Database::Mode::kRead);
  from.statement("BEGIN").run();  // one state of a shard that may still be growing
  Database::Transaction transaction(into);
  const MergeReport report = Merge(into, from).run();
  transaction.commit();
  return report;
}

}  // namespace clasp
