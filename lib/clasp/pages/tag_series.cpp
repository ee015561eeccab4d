// SPDX-License-Identifier: MIT
#include "pages/tag_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>

#include "core/csv.h"
#include "core/error.h"

namespace clasp {
namespace {

constexpr std::string_view kFormat = "# CLaSP tag file, format ";
constexpr std::string_view kColumns = "step,time,tag,best";
constexpr const char* kRemedy = "give a file that `fix clasp/score ... file` wrote";

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads the lines of one file, one after another.
class Parser {
 public:
  Parser(const std::string& text, const std::string& name) : text_(text), name_(name) {}

  TagSeries parse() {
    read_head();
    while (next())
      if (!line_.empty()) read_row();
    if (series_.rows() == 0)
      throw Error(name_, "", "holds no rows", "let the simulation run to its first comparison");
    return std::move(series_);
  }

 private:
  /// The next whole line: what follows the last line break was being written.
  bool next() {
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string::npos) return false;
    line_ = std::string_view(text_).substr(at_, end - at_);
    if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
    at_ = end + 1;
    ++number_;
    return true;
  }

  [[noreturn]] void fail(const std::string& problem, const char* remedy = kRemedy) const {
    throw Error(name_, fmt::format("line {}", number_), problem, remedy);
  }

  void read_head() {
    if (!next() || !starts_with(line_, kFormat)) throw Error(name_, "", "not a tag file", kRemedy);
    if (line_.substr(kFormat.size()) != "1")
      fail(fmt::format("format {}, but this program reads format 1", line_.substr(kFormat.size())),
           "use a newer clasp");
    while (next() && starts_with(line_, "#")) read_setting();
    if (series_.prompts.empty()) fail("no prompts above the table");
    if (!starts_with(line_, kColumns) || split_csv(line_).size() != 4 + 2 * series_.prompts.size())
      fail(fmt::format("expected the columns {},... of {} prompts", kColumns,
                       series_.prompts.size()));
  }

  void read_setting() {
    const std::size_t colon = line_.find(": ");
    if (colon == std::string_view::npos) return;
    const std::string_view key = line_.substr(0, colon), value = line_.substr(colon + 2);
    if (key == "# model") series_.model = split_csv(value)[0];
    if (key == "# tag percentile") series_.tag_percentile = number<double>(value).value_or(0.0);
    if (starts_with(key, "# prompt ")) series_.prompts.push_back(split_csv(value)[0]);
  }

  int tag_number(const std::string& text) const {
    const auto found = std::find(series_.prompts.begin(), series_.prompts.end(), text);
    if (found != series_.prompts.end())
      return static_cast<int>(found - series_.prompts.begin()) + 1;
    if (text != "unknown") fail("the tag \"" + text + "\" is none of the prompts");
    return 0;
  }

  template <class Number>
  Number value(const std::string& field, const char* what) const {
    const auto parsed = number<Number>(field);
    if (!parsed || !std::isfinite(static_cast<double>(*parsed)))
      fail(fmt::format("{} \"{}\" is not a number", what, field));
    return *parsed;
  }

  void read_row() {
    const std::vector<std::string> fields = split_csv(line_);
    const std::size_t prompts = series_.prompts.size();
    if (fields.size() != 4 + 2 * prompts)
      fail(fmt::format("{} fields instead of {}", fields.size(), 4 + 2 * prompts));
    series_.step.push_back(value<std::int64_t>(fields[0], "step"));
    series_.time.push_back(value<double>(fields[1], "time"));
    series_.tag.push_back(tag_number(fields[2]));
    series_.best.push_back(value<int>(fields[3], "best"));
    for (std::size_t p = 0; p < prompts; ++p) {
      series_.percentile.push_back(value<double>(fields[4 + p], "percentile"));
      series_.cosine.push_back(value<double>(fields[4 + prompts + p], "cosine"));
    }
  }

  const std::string& text_;
  const std::string& name_;
  std::size_t at_ = 0;
  int number_ = 0;
  std::string_view line_;
  TagSeries series_;
};

}  // namespace

const std::string& TagSeries::tag_text(int number) const {
  static const std::string unknown = "unknown";
  return number == 0 ? unknown : prompts[static_cast<std::size_t>(number) - 1];
}

TagSeries parse_tag_file(const std::string& text, const std::string& name) {
  return Parser(text, name).parse();
}

TagSeries read_tag_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path, "", "cannot open", "check the path");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_tag_file(text, path);
}

std::vector<TagInterval> tag_intervals(const TagSeries& series) {
  std::vector<TagInterval> all;
  for (std::size_t row = 0; row < series.rows(); ++row) {
    if (all.empty() || all.back().tag != series.tag[row])
      all.push_back({row, row, series.tag[row]});
    all.back().last = row;
  }
  return all;
}

}  // namespace clasp
