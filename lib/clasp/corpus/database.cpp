// SPDX-License-Identifier: MIT
#include "corpus/database.h"

#include <filesystem>

#include "core/error.h"
#include "corpus/sqlite.h"
#include "corpus/structure_json.h"

namespace clasp {
namespace {

constexpr std::int64_t kApplicationId =
    0x434C5350;  // "CLSP": tells a corpus from other SQLite files
constexpr int kBusyMilliseconds = 30000;

constexpr const char* kSchema = R"sql(
CREATE TABLE structures (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, formula TEXT NOT NULL,
  space_group INTEGER NOT NULL, phase INTEGER NOT NULL, parent INTEGER NOT NULL,
  "group" TEXT NOT NULL, split TEXT NOT NULL, lattice TEXT NOT NULL, sites TEXT NOT NULL);
CREATE TABLE publications (
  id INTEGER PRIMARY KEY, doi TEXT NOT NULL, title TEXT NOT NULL, journal TEXT NOT NULL,
  year INTEGER NOT NULL, UNIQUE (doi, title, journal, year));
CREATE TABLE captions (
  structure INTEGER NOT NULL REFERENCES structures, publication INTEGER NOT NULL,
  source TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (structure, source, text));
CREATE TABLE labels (
  structure INTEGER NOT NULL REFERENCES structures, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (structure, name));
CREATE TABLE rejected (source TEXT PRIMARY KEY, reason TEXT NOT NULL);
)sql";

/// What format version 2 added.
constexpr const char* kTablesSince2 = R"sql(
CREATE TABLE IF NOT EXISTS abstracts (doi TEXT PRIMARY KEY, text TEXT NOT NULL, problem TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS keywords (
  publication INTEGER PRIMARY KEY REFERENCES publications, words TEXT NOT NULL,
  model TEXT NOT NULL, problem TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS duplicates (
  structure INTEGER PRIMARY KEY REFERENCES structures, original INTEGER NOT NULL);
)sql";
constexpr const char* kIndicesSince2 = R"sql(
CREATE INDEX IF NOT EXISTS captions_by_publication ON captions (publication);
)sql";

void execute(sqlite3* db, const std::string& path, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw_sqlite_error(db, path);
}

std::int64_t query_integer(sqlite3* db, const std::string& path, const char* sql) {
  Statement s(db, path, sql);
  return s.step() ? s.integer(0) : 0;
}

std::string set_version() {
  return "PRAGMA user_version=" + std::to_string(kCorpusFormatVersion) + ";";
}

/// Gives a corpus of format version 1 what it lacks: for good, or for this connection alone where
/// it only reads.
void upgrade(sqlite3* db, const std::string& path, Database::Mode mode) {
  if (mode != Database::Mode::kRead) {
    execute(db, path,
            std::string("BEGIN IMMEDIATE;") + kTablesSince2 + kIndicesSince2 + set_version() +
                "COMMIT;");
    return;
  }
  std::string tables = kTablesSince2;
  const std::string create = "CREATE TABLE";
  for (auto at = tables.find(create); at != std::string::npos; at = tables.find(create, at + 1))
    tables.replace(at, create.size(), "CREATE TEMP TABLE");
  execute(db, path, tables);
}

bool is_empty(sqlite3* db, const std::string& path) {
  return query_integer(db, path, "SELECT count(*) FROM sqlite_master") == 0;
}

/// Makes the tables in a new file; throws if an existing one is not a corpus this program can read.
void prepare_file(sqlite3* db, const std::string& path, Database::Mode mode) {
  const bool empty = is_empty(db, path);
  const auto id = query_integer(db, path, "PRAGMA application_id");
  if (empty && id == 0 && mode == Database::Mode::kCreate) {
    execute(db, path, "BEGIN IMMEDIATE");
    if (!is_empty(db, path)) {  // another process was faster
      execute(db, path, "COMMIT");
      return prepare_file(db, path, mode);
    }
    execute(db, path,
            std::string(kSchema) + kTablesSince2 + kIndicesSince2 + "PRAGMA application_id=" +
                std::to_string(kApplicationId) + ";" + set_version() + "COMMIT;");
    return;
  }
  if (id != kApplicationId)
    throw Error(path, "", "not a corpus", "give a file made by `clasp corpus ingest`");
  const auto version = query_integer(db, path, "PRAGMA user_version");
  if (version > kCorpusFormatVersion)
    throw Error(path, "",
                "corpus format version " + std::to_string(version) +
                    ", but this program reads up to " + std::to_string(kCorpusFormatVersion),
                "use a newer clasp");
  if (version < 2) upgrade(db, path, mode);
}

StructureRow read_structure(const Statement& s) {
  StructureRow row;
  row.id = s.integer(0);
  row.source = s.text(1);
  row.formula = s.text(2);
  row.space_group = static_cast<int>(s.integer(3));
  row.phase = static_cast<Phase>(s.integer(4));
  row.parent = s.integer(5);
  row.group = s.text(6);
  row.split = s.text(7);
  row.structure = structure_from_json(s.text(8), s.text(9), row.source);
  return row;
}

}  // namespace

Database::Database(const std::string& path, Mode mode) : path_(path) {
  if (path.empty() || path == ":memory:")  // SQLite's names for databases that vanish
    throw Error("corpus '" + path + "'", "", "is no file name",
                "name the file, as in corpus.sqlite");
  std::error_code ignored;
  if (mode != Mode::kCreate && !std::filesystem::exists(path, ignored))
    throw Error(path, "", "no such file", "make a corpus with `clasp corpus ingest`");
  // Readers open for writing too, where they may: the first to come after a killed writer rolls its
  // half-written transaction back.
  const int flags = SQLITE_OPEN_READWRITE | (mode == Mode::kCreate ? SQLITE_OPEN_CREATE : 0);
  try {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK)
      throw_sqlite_error(handle_, path_);
    sqlite3_busy_timeout(handle_, kBusyMilliseconds);
    prepare_file(handle_, path_, mode);
    if (mode == Mode::kRead) execute(handle_, path_, "PRAGMA query_only=1");
    statements_ = std::make_unique<StatementCache>(handle_, path_);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() {
  statements_.reset();  // finalised before the connection closes
  sqlite3_close(handle_);
}

Database::Transaction::Transaction(Database& db) : db_(&db) {
  execute(db.handle_, db.path_, "BEGIN IMMEDIATE");
}

Database::Transaction::~Transaction() {
  if (db_) sqlite3_exec(db_->handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::Transaction::commit() {
  execute(db_->handle_, db_->path_, "COMMIT");
  db_ = nullptr;
}

std::int64_t Database::add_structure(const StructureRow& row) {
  auto& find = statements_->get("SELECT id FROM structures WHERE source=?");
  if (find.bind(row.source).step()) {
    const auto id = find.integer(0);
    find.reset();
    return id;
  }
  statements_
      ->get(
          "INSERT INTO structures (source,formula,space_group,phase,parent,\"group\",split,"
          "lattice,sites) VALUES (?,?,?,?,?,?,?,?,?)")
      .bind(row.source, row.formula, row.space_group, static_cast<int>(row.phase), row.parent,
            row.group, row.split, lattice_to_json(row.structure), sites_to_json(row.structure))
      .run();
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Database::add_publication(const Publication& p) {
  statements_->get("INSERT OR IGNORE INTO publications (doi,title,journal,year) VALUES (?,?,?,?)")
      .bind(p.doi, p.title, p.journal, p.year)
      .run();
  auto& find = statements_->get(
      "SELECT id FROM publications WHERE doi=? AND title=? AND journal=? AND year=?");
  find.bind(p.doi, p.title, p.journal, p.year).step();
  const auto id = find.integer(0);
  find.reset();
  return id;
}

void Database::add_caption(const CaptionRow& c) {
  statements_
      ->get("INSERT OR IGNORE INTO captions (structure,publication,source,text) VALUES (?,?,?,?)")
      .bind(c.structure, c.publication, c.source, c.text)
      .run();
}

void Database::add_label(const LabelRow& l) {
  statements_->get("INSERT OR REPLACE INTO labels (structure,name,value) VALUES (?,?,?)")
      .bind(l.structure, l.name, l.value)
      .run();
}

void Database::remove_captions(std::int64_t structure, const std::string& source) {
  statements_->get("DELETE FROM captions WHERE structure=? AND source=?")
      .bind(structure, source)
      .run();
}

void Database::add_rejected(const std::string& source, const std::string& reason) {
  statements_->get("INSERT OR REPLACE INTO rejected (source,reason) VALUES (?,?)")
      .bind(source, reason)
      .run();
}

void Database::remove_rejected(const std::string& source) {
  statements_->get("DELETE FROM rejected WHERE source=?").bind(source).run();
}

void Database::set_split(std::int64_t structure, const std::string& split) {
  statements_->get("UPDATE structures SET split=? WHERE id=?").bind(split, structure).run();
}

void Database::set_group(std::int64_t structure, const std::string& group) {
  statements_->get("UPDATE structures SET \"group\"=? WHERE id=?").bind(group, structure).run();
}

void Database::set_packing(std::int64_t structure, Phase phase, std::int64_t parent) {
  statements_->get("UPDATE structures SET phase=?,parent=?,space_group=0 WHERE id=?")
      .bind(static_cast<int>(phase), parent, structure)
      .run();
}

Statement& Database::statement(const char* sql) const {
  return statements_->get(sql);
}

bool Database::has_source(const std::string& source) const {
  auto& s = statements_->get(
      "SELECT EXISTS (SELECT 1 FROM structures WHERE source=?1) OR "
      "EXISTS (SELECT 1 FROM rejected WHERE source=?1)");
  s.bind(source).step();
  const bool found = s.integer(0) != 0;
  s.reset();
  return found;
}

std::vector<std::pair<std::int64_t, std::string>> Database::sources() const {
  std::vector<std::pair<std::int64_t, std::string>> all;
  auto& s = statements_->get("SELECT id,source FROM structures ORDER BY id");
  while (s.step()) all.emplace_back(s.integer(0), s.text(1));
  return all;
}

std::string Database::source_of(std::int64_t structure) const {
  auto& s = statements_->get("SELECT source FROM structures WHERE id=?");
  std::string source = s.bind(structure).step() ? s.text(0) : std::string();
  s.reset();
  return source;
}

void Database::for_each_structure(const std::function<void(const StructureRow&)>& visit) const {
  // A statement of its own: `visit` may read from the same connection.
  Statement s(handle_, path_,
              "SELECT id,source,formula,space_group,phase,parent,\"group\",split,lattice,sites "
              "FROM structures ORDER BY id");
  while (s.step()) visit(read_structure(s));
}

std::vector<CaptionRow> Database::captions() const {
  std::vector<CaptionRow> all;
  auto& s = statements_->get(
      "SELECT structure,publication,source,text FROM captions ORDER BY structure,rowid");
  while (s.step()) all.push_back({s.integer(0), s.integer(1), s.text(2), s.text(3)});
  return all;
}

std::vector<LabelRow> Database::labels() const {
  std::vector<LabelRow> all;
  auto& s = statements_->get("SELECT structure,name,value FROM labels ORDER BY structure,name");
  while (s.step()) all.push_back({s.integer(0), s.text(1), s.text(2)});
  return all;
}

std::vector<std::pair<std::string, std::string>> Database::rejected() const {
  std::vector<std::pair<std::string, std::string>> all;
  auto& s = statements_->get("SELECT source,reason FROM rejected ORDER BY source");
  while (s.step()) all.emplace_back(s.text(0), s.text(1));
  return all;
}

std::optional<Publication> Database::publication(std::int64_t id) const {
  auto& s = statements_->get("SELECT id,doi,title,journal,year FROM publications WHERE id=?");
  if (!s.bind(id).step()) return std::nullopt;
  Publication p{s.integer(0), s.text(1), s.text(2), s.text(3), static_cast<int>(s.integer(4))};
  s.reset();
  return p;
}

std::int64_t Database::count(const std::string& table) const {
  Statement s(handle_, path_, ("SELECT count(*) FROM \"" + table + "\"").c_str());
  s.step();
  return s.integer(0);
}

}  // namespace clasp
