// SPDX-License-Identifier: MIT
#include "screen/line_reader.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstring>

#include "core/elements.h"
#include "core/error.h"

namespace clasp {
namespace {

constexpr std::size_t kBufferSize = std::size_t{1} << 18;
constexpr std::size_t kLongestLine = std::size_t{1} << 24;

/// Foreign text for a message: short and printable.
std::string shown(std::string_view text) {
  std::string out(text.substr(0, 40));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ') c = '?';
  return "'" + out + (text.size() > 40 ? "...'" : "'");
}

/// std::from_chars takes no plus sign.
std::string_view without_plus(std::string_view text) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

}  // namespace

LineReader::LineReader(const std::string& path) : path_(path), archive_(path, true) {
  buffer_.resize(kBufferSize);
  std::string member;
  open_ = archive_.next(&member);
}

bool LineReader::fill() {
  begin_ = 0;
  end_ = open_ ? archive_.read(buffer_.data(), buffer_.size()) : 0;
  return end_ > 0;
}

bool LineReader::next(std::string_view* line) {
  long_line_.clear();
  bool any = false;
  while (begin_ < end_ || fill()) {
    if (!any) ++line_;
    any = true;
    const char* from = buffer_.data() + begin_;
    const auto* stop = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    const std::size_t size = stop ? stop - from : end_ - begin_;
    begin_ += size + (stop ? 1 : 0);
    *line = {from, size};
    if (stop && long_line_.empty()) break;
    long_line_.append(from, size);
    *line = long_line_;
    if (stop) break;
    if (long_line_.size() > kLongestLine) fail("is longer than 16 MB", "give a text file");
  }
  if (!any) return false;
  if (!line->empty() && line->back() == '\r') line->remove_suffix(1);
  return true;
}

std::string_view LineReader::require(const char* what) {
  std::string_view line;
  if (next(&line)) return line;
  if (!ended_) ++line_;
  ended_ = true;
  fail(fmt::format("the file ends where {} should stand", what),
       "complete the last frame, or cut it off");
}

void LineReader::fail(const std::string& problem, const std::string& remedy) const {
  throw Error(path_, fmt::format("line {}", line_), problem, remedy);
}

double LineReader::number(std::string_view text, const char* what) const {
  const std::string_view digits = without_plus(text);
  double value = 0.0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
    fail(fmt::format("{} is {}, not a number", what, shown(text)),
         "correct it, or leave the frame out");
  return value;
}

std::int64_t LineReader::integer(std::string_view text, const char* what, std::int64_t least,
                                 std::int64_t most) const {
  const std::string_view digits = without_plus(text);
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size() || value < least ||
      value > most)
    fail(fmt::format("{} is {}", what, shown(text)),
         fmt::format("give a whole number from {} to {}", least, most));
  return value;
}

int LineReader::element(std::string_view symbol) const {
  const int z = atomic_number(symbol);
  if (z == 0) fail(fmt::format("{} is no element", shown(symbol)), "give chemical symbols");
  return z;
}

void read_atom_lines(LineReader& lines, std::int64_t count, SnapshotPart* part,
                     const std::function<void(std::string_view)>& parse) {
  std::int64_t done = 0;
  const auto next_line = [&] {
    const std::string_view line = lines.require("an atom");
    ++done;
    return line;
  };
  try {
    while (part && done < count) parse(next_line());
  } catch (const Error& e) {
    part->rejected.push_back({part->snapshots.back().id, e.reason()});
    part->snapshots.pop_back();
  }
  while (done < count) next_line();
}

void split_words(std::string_view line, std::vector<std::string_view>* words) {
  constexpr std::string_view kBlanks = " \t\r\v\f";
  words->clear();
  for (std::size_t at = line.find_first_not_of(kBlanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(kBlanks, at), line.size());
    words->push_back(line.substr(at, end - at));
    at = line.find_first_not_of(kBlanks, end);
  }
}

}  // namespace clasp
