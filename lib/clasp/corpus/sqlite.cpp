// SPDX-License-Identifier: MIT
#include "corpus/sqlite.h"

#include "core/error.h"

namespace clasp {
namespace {

const char* remedy_for(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "free some disk space and run the command again: what was committed is kept";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is writing to this corpus: wait for it";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return "check that the file and its folder are writable";
    case SQLITE_NOTADB:
      return "give a file made by `clasp corpus ingest`";
    case SQLITE_CORRUPT:
      return "the file is damaged: restore a copy of it, or ingest anew";
    case SQLITE_IOERR:
      return "check the disk that holds it";
    default:
      return "";
  }
}

}  // namespace

void throw_sqlite_error(sqlite3* db, const std::string& path) {
  const int code = sqlite3_extended_errcode(db);
  throw Error(path, "", code == SQLITE_NOTADB ? "not a corpus" : sqlite3_errmsg(db),
              remedy_for(code));
}

Statement::Statement(sqlite3* db, const std::string& path, const char* sql)
    : db_(db), path_(&path) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr) != SQLITE_OK)
    throw_sqlite_error(db, path);
  handle_.reset(handle);
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  // The message is read before the reset, which may replace it.
  if (code != SQLITE_DONE) {
    try {
      throw_sqlite_error(db_, *path_);
    } catch (...) {
      reset();
      throw;
    }
  }
  reset();
  return false;
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  const int size = sqlite3_column_bytes(handle_.get(), column);
  return data ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

void Statement::bind_one(int index, std::int64_t value) {
  if (sqlite3_bind_int64(handle_.get(), index, value) != SQLITE_OK) throw_sqlite_error(db_, *path_);
}

void Statement::bind_one(int index, std::string_view value) {
  const auto size = static_cast<int>(value.size());
  if (sqlite3_bind_text(handle_.get(), index, value.data(), size, SQLITE_TRANSIENT) != SQLITE_OK)
    throw_sqlite_error(db_, *path_);
}

}  // namespace clasp
