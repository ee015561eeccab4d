// SPDX-License-Identifier: MIT
// The corpus: one SQLite file with structures, publications, captions, labels, splits, rejected
// files, and the answers of servers (abstracts.h, keywords.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/structure.h"

struct sqlite3;

namespace clasp {

class Statement;
class StatementCache;
constexpr int kCorpusFormatVersion = 2;  ///< PRAGMA user_version of the file

/// How a structure came to be: published or computed crystals, textbook crystals, and packings of
/// their atoms.
enum class Phase { kCrystal, kLiquid, kGlass };

constexpr const char* kAnalogueSource = "textbook/analogue/";  ///< hypothetical crystals' sources

struct StructureRow {
  std::int64_t id = 0;
  std::string source;  ///< "archive.tar.xz/cod1000017.cif#1000017", "textbook/Si/diamond": unique
  std::string formula;
  int space_group = 0;  ///< 1..230; 0 for packings
  Phase phase = Phase::kCrystal;
  std::int64_t parent =
      0;  ///< for packings: the crystal whose atoms they are; for relatives of one parent: 0
  std::string group;    ///< what must not straddle a split: DOI, title, or parent id
  std::string split;    ///< "train", "validation", "test", or empty before `clasp corpus split`
  Structure structure;  ///< conventional standard cell

  /// An analogue of a textbook crystal or its packing: trained on, but nothing to find.
  bool is_hypothetical() const { return source.rfind(kAnalogueSource, 0) == 0; }
};

struct Publication {
  std::int64_t id = 0;
  std::string doi, title, journal;
  int year = 0;
};

struct CaptionRow {
  std::int64_t structure = 0;
  std::int64_t publication = 0;  ///< 0: none
  std::string source;            ///< "title", "weak-title", "label", "description", "textbook",
                                 ///< "analogue", "keywords"
  std::string text;
};

struct LabelRow {
  std::int64_t structure = 0;
  std::string name;  ///< "set", "tc_kelvin", "polar", "band_gap", ...
  std::string value;
};

/// One connection. Every write happens inside a Transaction; a process killed in between leaves the
/// last commit.
class Database {
 public:
  enum class Mode { kRead, kWrite, kCreate };
  /// kCreate makes the file if missing. Throws Error: missing, not SQLite, not a corpus, newer
  /// version, unwritable.
  Database(const std::string& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  class Transaction {
   public:
    explicit Transaction(Database& db);  ///< begin
    ~Transaction();                      ///< rolls back unless committed
    void commit();

   private:
    Database* db_;
  };

  /// Inserts or finds by `source`; returns the id. Idempotent.
  std::int64_t add_structure(const StructureRow& row);
  std::int64_t add_publication(const Publication& p);
  void add_caption(const CaptionRow& c);  ///< ignores an exact duplicate
  void add_label(const LabelRow& l);      ///< replaces the structure's label of the same name
  /// Removes a structure's captions of one source: for captions that a better source replaces.
  void remove_captions(std::int64_t structure, const std::string& source);
  void add_rejected(const std::string& source, const std::string& reason);
  void remove_rejected(const std::string& source);
  void set_split(std::int64_t structure, const std::string& split);
  void set_group(std::int64_t structure, const std::string& group);
  /// Makes a structure a packing of the atoms of `parent`.
  void set_packing(std::int64_t structure, Phase phase, std::int64_t parent);

  bool has_source(const std::string& source) const;  ///< accepted or rejected before
  std::vector<std::pair<std::int64_t, std::string>> sources() const;  ///< id and source, by id
  std::string source_of(std::int64_t structure) const;                ///< empty: no such structure
  void for_each_structure(const std::function<void(const StructureRow&)>& visit) const;
  std::vector<CaptionRow> captions() const;
  std::vector<LabelRow> labels() const;
  std::vector<std::pair<std::string, std::string>> rejected() const;  ///< source, reason
  std::optional<Publication> publication(std::int64_t id) const;
  std::int64_t count(const std::string& table) const;

  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_; }
  /// A prepared statement for the tables that other files read and write, kept for the next use.
  /// @param sql  a string literal: it must live on
  Statement& statement(const char* sql) const;

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
  std::unique_ptr<StatementCache> statements_;
};

}  // namespace clasp
