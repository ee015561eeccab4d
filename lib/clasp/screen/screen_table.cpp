// SPDX-License-Identifier: MIT
#include "screen/screen_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

#include "core/csv.h"
#include "core/error.h"

namespace clasp {
namespace {

constexpr const char* kFormat = "# CLaSP screening, format 1";
constexpr const char* kColumns = "rank,path,frame,atoms,formula,best,tag";
constexpr std::size_t kBeforeScores = 7;  ///< columns

/// Number (from 1) of the prompt with the highest percentile; of equal ones that with the higher
/// cosine.
int best_prompt(const ScreenedSnapshot& s) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < s.percentile.size(); ++i)
    if (s.percentile[i] > s.percentile[best] ||
        (s.percentile[i] == s.percentile[best] && s.cosine[i] > s.cosine[best]))
      best = i;
  return static_cast<int>(best) + 1;
}

}  // namespace

ScreenTable::ScreenTable(std::string model, double tag_percentile, std::vector<std::string> prompts)
    : tags_(std::move(prompts)),
      tag_percentile_(tag_percentile),
      prompts_(static_cast<int>(tags_.size())) {
  head_ = fmt::format("{}\n# model: {}\n# tag percentile: {:g}\n", kFormat, csv_quoted(model),
                      tag_percentile);
  std::string percentiles, cosines;
  for (int i = 1; i <= prompts_; ++i) {
    head_ += fmt::format("# prompt {}: {}\n", i, csv_quoted(tags_[i - 1]));
    percentiles += fmt::format(",percentile_{}", i);
    cosines += fmt::format(",cosine_{}", i);
  }
  head_ += kColumns + percentiles + cosines + "\n";
}

void ScreenTable::add(const ScreenedSnapshot& s) {
  const int best = best_prompt(s);
  const bool tagged = s.percentile[best - 1] >= tag_percentile_;
  Row row{s.id, "", s.frame, {}};
  row.text = fmt::format("{},{},{},{}", s.atoms, csv_field(s.formula), best,
                         csv_quoted(tagged ? tags_[best - 1] : "unknown"));
  for (const double p : s.percentile) row.text += fmt::format(",{:.3f}", p);
  for (const double c : s.cosine) {
    const std::string printed = fmt::format("{:.6f}", c);
    row.text += "," + printed;
    row.cosine.push_back(std::strtod(printed.c_str(), nullptr));
  }
  rows_.push_back(std::move(row));
}

std::string ScreenTable::csv(int by, std::size_t top) const {
  std::vector<const Row*> order;
  order.reserve(rows_.size());
  for (const Row& row : rows_) order.push_back(&row);
  std::stable_sort(order.begin(), order.end(), [by](const Row* a, const Row* b) {
    if (a->cosine[by - 1] != b->cosine[by - 1]) return a->cosine[by - 1] > b->cosine[by - 1];
    return a->id != b->id ? a->id < b->id : a->frame < b->frame;
  });
  if (top > 0 && order.size() > top) order.resize(top);
  std::string out = head_;
  for (std::size_t i = 0; i < order.size(); ++i)
    out += fmt::format("{},{},{},{}\n", i + 1, csv_quoted(order[i]->id), order[i]->frame,
                       order[i]->text);
  return out;
}

ScreenTable ScreenTable::merged(const std::vector<std::string>& paths) {
  ScreenTable table;
  for (const std::string& path : paths) table.read(path);
  return table;
}

void ScreenTable::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path, "", "cannot open", "check the path");
  std::string head, line;
  int number = 0;
  while (std::getline(in, line)) {
    ++number;
    head += line + "\n";
    if (line.rfind(kColumns, 0) == 0) break;
    if (line.empty() || line[0] != '#') break;
  }
  if (head.rfind(kFormat, 0) != 0 || line.rfind(kColumns, 0) != 0)
    throw Error(path, "", "is no table of `clasp screen`", "merge only what it wrote");
  if (head_.empty()) {
    head_ = head;
    const auto columns = split_csv(line).size();
    prompts_ = static_cast<int>((columns - kBeforeScores) / 2);
  } else if (head != head_) {
    throw Error(path, "", "was made with another model, other prompts or another --tag",
                "screen all shards with one command line");
  }
  while (std::getline(in, line)) read_row(line, path, ++number);
}

void ScreenTable::read_row(const std::string& line, const std::string& path, int number) {
  const std::vector<std::string> fields = split_csv(line);
  const auto bad = [&](const std::string& what) {
    throw Error(path, fmt::format("line {}", number), what, "screen this shard again");
  };
  if (fields.size() != kBeforeScores + 2 * static_cast<std::size_t>(prompts_))
    bad(fmt::format("{} fields, not {}", fields.size(), kBeforeScores + 2 * prompts_));
  Row row;
  row.id = fields[1];
  const std::string& frame = fields[2];
  const auto [end, problem] = std::from_chars(frame.data(), frame.data() + frame.size(), row.frame);
  if (problem != std::errc() || end != frame.data() + frame.size())
    bad("frame is '" + frame + "', not a whole number");
  for (std::size_t i = 3; i < fields.size(); ++i)
    row.text += (i == 3 ? "" : ",") + (i == 6 ? csv_quoted(fields[i]) : csv_field(fields[i]));
  for (std::size_t i = kBeforeScores + prompts_; i < fields.size(); ++i) {
    char* stop = nullptr;
    row.cosine.push_back(std::strtod(fields[i].c_str(), &stop));
    if (fields[i].empty() || *stop) bad("cosine is '" + fields[i] + "', not a number");
  }
  rows_.push_back(std::move(row));
}

}  // namespace clasp
