// SPDX-License-Identifier: MIT
#include "corpus/split.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <unordered_map>
#include <vector>

#include "core/lower_case.h"
#include "core/rng.h"
#include "corpus/files.h"

namespace clasp {
namespace {

constexpr double kTrainShare = 0.8;
constexpr double kTextbookTrainShare = 0.9;
constexpr double kLargeGroup = 0.02;

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t n) : parent_(n) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t i, std::size_t k) { parent_[root(i)] = root(k); }

 private:
  std::vector<std::size_t> parent_;
};

struct Row {
  std::int64_t id = 0;
  std::string source;
};

/// "archive/folder/mp-763.cif#block" -> "mp-763": what an `mp_id` label of a relative names.
std::string file_stem(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.find(".cif"));
}

/// Joins the structures that have a key in common.
class Grouping {
 public:
  Grouping(const Database& db, SplitBy by) : sets_(0) {
    db.for_each_structure([&](const StructureRow& r) {
      if (r.is_hypothetical()) {
        analogues_.push_back({r.id, reduced_formula(r.structure)});
        return;
      }
      if (r.phase == Phase::kCrystal)
        of_formula_.emplace(reduced_formula(r.structure), rows_.size());
      index_[r.id] = rows_.size();
      rows_.push_back({r.id, r.source});
      if (by == SplitBy::kRow) return;
      keys_.emplace_back(rows_.size() - 1, "formula " + r.formula);
      if (r.parent != 0) parents_.emplace_back(rows_.size() - 1, r.parent);
      if (by == SplitBy::kComposition) return;
      keys_.emplace_back(rows_.size() - 1, "group " + lower_case(r.group));
      if (const auto path = split_source(r.source).first; path.size() < r.source.size()) {
        keys_.emplace_back(rows_.size() - 1, "file " + path);
        keys_.emplace_back(rows_.size() - 1, "parent " + file_stem(path));
      }
    });
    if (by == SplitBy::kDoi) add_relations(db);
    join();
  }

  const std::vector<Row>& rows() const { return rows_; }
  /// Hypothetical crystals have no say in the division: ids, and the row of a crystal of the same
  /// formula, whose split they share; rows().size() if there is none.
  std::vector<std::pair<std::int64_t, std::size_t>> analogues() const {
    std::vector<std::pair<std::int64_t, std::size_t>> list;
    for (const auto& [id, formula] : analogues_) {
      const auto it = of_formula_.find(formula);
      list.emplace_back(id, it == of_formula_.end() ? rows_.size() : it->second);
    }
    return list;
  }
  /// Members of every group, as positions in rows().
  std::vector<std::vector<std::size_t>> groups() {
    std::unordered_map<std::size_t, std::size_t> number;
    std::vector<std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto [it, is_new] = number.try_emplace(sets_.root(i), members.size());
      if (is_new) members.emplace_back();
      members[it->second].push_back(i);
    }
    return members;
  }

 private:
  void add_relations(const Database& db) {
    for (const CaptionRow& c : db.captions()) add_caption(db, c);
    for (const LabelRow& l : db.labels())
      if (l.name == "mp_id") keys_.emplace_back(index_.at(l.structure), "parent " + l.value);
  }
  void add_caption(const Database& db, const CaptionRow& c) {
    if (c.publication == 0) return;
    const auto publication = db.publication(c.publication);
    if (!publication) return;
    const std::size_t i = index_.at(c.structure);
    if (!publication->doi.empty()) keys_.emplace_back(i, "group " + lower_case(publication->doi));
    if (!publication->title.empty())
      keys_.emplace_back(i, "group " + lower_case(publication->title));
  }
  void join() {
    sets_ = DisjointSets(rows_.size());
    std::unordered_map<std::string, std::size_t> first;
    for (const auto& [i, key] : keys_) sets_.join(i, first.try_emplace(key, i).first->second);
    for (const auto& [i, parent] : parents_)
      if (const auto it = index_.find(parent); it != index_.end()) sets_.join(i, it->second);
  }

  std::vector<Row> rows_;
  std::vector<std::pair<std::int64_t, std::string>> analogues_;  ///< with formulas
  std::unordered_map<std::string, std::size_t> of_formula_;
  std::unordered_map<std::int64_t, std::size_t> index_;
  std::vector<std::pair<std::size_t, std::string>> keys_;
  std::vector<std::pair<std::size_t, std::int64_t>> parents_;
  DisjointSets sets_;
};

/// Uniform in [0, 1), from the text alone (FNV-1a, then mixed).
double draw(const std::string& text, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ULL;
  return Rng(hash ^ (seed * 0x9E3779B97F4A7C15ULL)).uniform();
}

const char* split_for(double u, double train) {
  if (u < train) return "train";
  return u < (1.0 + train) / 2 ? "validation" : "test";
}

bool is_textbook(const Row& row) {
  return row.source.rfind("textbook/", 0) == 0;
}

/// Decides group by group; what the large groups take from the share of training the small ones
/// give back.
class Division {
 public:
  Division(const std::vector<Row>& rows, const std::vector<std::vector<std::size_t>>& groups,
           std::uint64_t seed)
      : rows_(rows), seed_(seed) {
    double small = 0;
    for (const auto& members : groups)
      if (!is_large(members)) small += static_cast<double>(members.size());
    const auto held_out = (1.0 - kTrainShare) * static_cast<double>(rows.size());
    train_share_ = small > 0 ? std::max(0.0, 1.0 - held_out / small) : 0.0;
  }

  const char* split_of(const std::vector<std::size_t>& members) const {
    if (is_large(members)) return "train";
    bool textbook = false;
    const std::string* name = &rows_[members.front()].source;
    for (const std::size_t i : members) {
      textbook = textbook || is_textbook(rows_[i]);
      if (rows_[i].source < *name) name = &rows_[i].source;
    }
    return split_for(draw(*name, seed_), textbook ? kTextbookTrainShare : train_share_);
  }

 private:
  bool is_large(const std::vector<std::size_t>& members) const {
    return members.size() > 1 &&
           static_cast<double>(members.size()) > kLargeGroup * static_cast<double>(rows_.size());
  }
  const std::vector<Row>& rows_;
  std::uint64_t seed_;
  double train_share_ = kTrainShare;
};

}  // namespace

SplitReport split_corpus(Database& db, SplitBy by, std::uint64_t seed) {
  SplitReport report;
  Database::Transaction transaction(db);  // what is read belongs together
  Grouping grouping(db, by);
  const auto& rows = grouping.rows();
  const auto groups = grouping.groups();
  const Division division(rows, groups, seed);
  std::vector<std::string> splits(rows.size() + 1, "train");
  for (const auto& members : groups) {
    const std::string split = division.split_of(members);
    for (const std::size_t i : members) db.set_split(rows[i].id, splits[i] = split);
    report.structures[split] += static_cast<std::int64_t>(members.size());
    report.largest = std::max(report.largest, static_cast<std::int64_t>(members.size()));
  }
  for (const auto& [id, row] : grouping.analogues()) {
    db.set_split(id, splits[row]);
    ++report.structures[splits[row]];
  }
  transaction.commit();
  report.groups = static_cast<std::int64_t>(groups.size());
  return report;
}

}  // namespace clasp
