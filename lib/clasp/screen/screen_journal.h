// SPDX-License-Identifier: MIT
// Results so far, on disk: JSON lines, one per part of a file, so that a killed screening goes on.
#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "screen/screen_table.h"
#include "screen/snapshot.h"

namespace clasp {

class ScreenJournal {
 public:
  /// Reads what an earlier run left at `path` (empty: nothing is kept on disk). Throws Error if it
  /// was begun with other settings.
  /// @param settings  all that decides what a row says, an object
  ScreenJournal(std::string path, nlohmann::json settings);

  /// Whether the whole file was screened before.
  bool finished(const std::string& file) const;
  /// The first part of the file that was not.
  std::int64_t next_part(const std::string& file) const;

  /// From now on add() and finish() write; one process alone may do so.
  void begin_writing();
  void add(const std::string& file, std::int64_t part, std::vector<ScreenedSnapshot> rows,
           std::vector<RejectedSnapshot> rejected);
  void finish(const std::string& file);
  void remove();  ///< when the result is safe

  const std::vector<ScreenedSnapshot>& rows() const { return rows_; }
  const std::vector<RejectedSnapshot>& rejected() const { return rejected_; }

 private:
  struct Progress {
    std::int64_t next_part = 0;
    bool finished = false;
  };
  void load();
  void apply(const nlohmann::json& line);
  void write(const nlohmann::json& line);
  std::string path_;
  nlohmann::json settings_;
  std::map<std::string, Progress> files_;
  std::vector<ScreenedSnapshot> rows_;
  std::vector<RejectedSnapshot> rejected_;
  std::uintmax_t whole_bytes_ = 0;  ///< up to the end of the last complete line
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> out_{nullptr, &std::fclose};
};

}  // namespace clasp
