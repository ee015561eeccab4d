// SPDX-License-Identifier: MIT
// SQLite statements as values: prepared once, bound, stepped, and every failure a clasp::Error that
// names the file.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace clasp {

/// Throws Error with SQLite's own message and a remedy for the common causes (full disk, locked,
/// read-only).
[[noreturn]] void throw_sqlite_error(sqlite3* db, const std::string& path);

/// One prepared statement. Bind parameters in order, then step() through the rows.
class Statement {
 public:
  Statement(sqlite3* db, const std::string& path, const char* sql);

  /// Binds all parameters at once, first to last.
  template <class... Values>
  Statement& bind(const Values&... values) {
    sqlite3_reset(handle_.get());
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }
  /// True while there is a row; resets the statement after the last one.
  bool step();
  /// For statements without rows.
  void run() {
    while (step()) {
    }
  }
  /// Ends a query before its last row.
  void reset() { sqlite3_reset(handle_.get()); }

  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  std::string text(int column) const;

 private:
  void bind_one(int index, std::int64_t value);
  void bind_one(int index, int value) { bind_one(index, static_cast<std::int64_t>(value)); }
  void bind_one(int index, std::string_view value);

  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  sqlite3* db_;
  const std::string* path_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// Prepared statements of one connection, by their text (string literals: compared by address).
class StatementCache {
 public:
  StatementCache(sqlite3* db, const std::string& path) : db_(db), path_(path) {}
  Statement& get(const char* sql) {
    return statements_.try_emplace(sql, db_, path_, sql).first->second;
  }

 private:
  sqlite3* db_;
  const std::string& path_;
  std::map<const char*, Statement> statements_;
};

}  // namespace clasp
