// SPDX-License-Identifier: MIT
#include "screen/screen_journal.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/error.h"
#include "core/json_text.h"
#include "core/write_file.h"

namespace clasp {
namespace {

using nlohmann::json;

/// As the journal gives names back: those that are no UTF-8 lose bytes in it.
std::string key_of(const std::string& file) {
  return json_text(file);
}

json to_json(const std::vector<ScreenedSnapshot>& rows) {
  json list = json::array();
  for (const ScreenedSnapshot& s : rows)
    list.push_back(json::array({s.id, s.frame, s.atoms, s.formula, s.percentile, s.cosine}));
  return list;
}

ScreenedSnapshot row_of(const json& j) {
  return {j.at(0), j.at(1), j.at(2), j.at(3), j.at(4), j.at(5)};
}

}  // namespace

ScreenJournal::ScreenJournal(std::string path, json settings)
    : path_(std::move(path)), settings_(json::parse(json_text(settings))) {
  std::error_code ignored;
  if (!path_.empty() && std::filesystem::exists(path_, ignored)) load();
}

void ScreenJournal::load() {
  std::ifstream in(path_, std::ios::binary);
  std::string line;
  // a line without its end was being written when the process was killed
  for (int number = 1; std::getline(in, line) && !in.eof(); ++number) {
    try {
      apply(json::parse(line));
    } catch (const json::exception&) {
      throw Error(path_, fmt::format("line {}", number), "is damaged",
                  "remove the file to begin anew");
    }
    whole_bytes_ += line.size() + 1;
  }
}

void ScreenJournal::apply(const json& line) {
  if (whole_bytes_ == 0) {
    for (const auto& [name, value] : settings_.items())
      if (line.value(name, json()) != value)
        throw Error(path_, "", "was begun with another setting of " + name,
                    "give the same command, or remove the file to begin anew");
    return;
  }
  Progress& progress = files_[key_of(line.at("file"))];
  if (line.contains("finished")) {
    progress.finished = true;
    return;
  }
  progress.next_part = line.at("part").get<std::int64_t>() + 1;
  for (const json& row : line.at("rows")) rows_.push_back(row_of(row));
  for (const json& r : line.at("rejected")) rejected_.push_back({r.at(0), r.at(1)});
}

bool ScreenJournal::finished(const std::string& file) const {
  const auto found = files_.find(key_of(file));
  return found != files_.end() && found->second.finished;
}

std::int64_t ScreenJournal::next_part(const std::string& file) const {
  const auto found = files_.find(key_of(file));
  return found == files_.end() ? 0 : found->second.next_part;
}

void ScreenJournal::begin_writing() {
  if (path_.empty()) return;
  out_.reset(std::fopen(path_.c_str(), whole_bytes_ > 0 ? "r+" : "w"));
  if (!out_) cannot_write(path_, errno);
  if (whole_bytes_ == 0) return write(settings_);
  std::filesystem::resize_file(path_, whole_bytes_);
  std::fseek(out_.get(), 0, SEEK_END);
}

void ScreenJournal::write(const json& line) {
  if (!out_) return;
  const std::string text = json_text(line) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), out_.get()) != text.size() ||
      std::fflush(out_.get()) != 0)
    throw Error(path_, "", std::string("cannot write: ") + std::strerror(errno),
                "free some space, and give the command again");
}

void ScreenJournal::add(const std::string& file, std::int64_t part,
                        std::vector<ScreenedSnapshot> rows,
                        std::vector<RejectedSnapshot> rejected) {
  json reasons = json::array();
  for (const RejectedSnapshot& r : rejected) reasons.push_back(json::array({r.id, r.reason}));
  write({{"file", file}, {"part", part}, {"rows", to_json(rows)}, {"rejected", reasons}});
  for (ScreenedSnapshot& row : rows) rows_.push_back(std::move(row));
  for (RejectedSnapshot& r : rejected) rejected_.push_back(std::move(r));
}

void ScreenJournal::finish(const std::string& file) {
  write({{"file", file}, {"finished", true}});
}

void ScreenJournal::remove() {
  out_.reset();
  if (!path_.empty()) std::filesystem::remove(path_);
}

}  // namespace clasp
