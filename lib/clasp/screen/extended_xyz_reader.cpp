// SPDX-License-Identifier: MIT
// Extended XYZ: a number of atoms, a line of key=value, a line per atom; and again.
#include <fmt/format.h>

#include <cctype>

#include "screen/line_reader.h"
#include "screen/snapshot.h"

namespace clasp {
namespace {

/// Columns of an atom line; without Properties those of plain XYZ, where more may follow.
struct Columns {
  int species = 0, position = 1, count = 4;
  bool or_more = true;
};

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(a[i])) != b[i]) return false;
  return true;
}

/// The values of a comment line that matter here, by lower-case key.
struct Comment {
  std::string_view lattice, properties, pbc;
};

/// The end of the value that begins at `at`, after its opening quote or bracket if it has one.
std::size_t end_of_value(std::string_view line, std::size_t at, char closing) {
  return closing ? line.find(closing, at) : std::min(line.find_first_of(" \t", at), line.size());
}

Comment parse_comment(std::string_view line, const LineReader& lines) {
  Comment comment;
  for (std::size_t at = 0; (at = line.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const std::size_t equals = line.find_first_of("= \t", at);
    if (equals == std::string_view::npos) break;
    const std::string_view key = line.substr(at, equals - at);
    at = equals + 1;
    if (line[equals] != '=') continue;  // a word of plain XYZ's free text
    const char opening = at < line.size() ? line[at] : ' ';
    const char closing = opening == '"' || opening == '\'' ? opening
                         : opening == '{'                  ? '}'
                         : opening == '['                  ? ']'
                                                           : '\0';
    if (closing) ++at;
    const std::size_t end = end_of_value(line, at, closing);
    const bool lattice = same_word(key, "lattice"), properties = same_word(key, "properties");
    const bool known = lattice || properties || same_word(key, "pbc");
    if (end == std::string_view::npos) {
      if (known) lines.fail(fmt::format("the value of {} has no end", key), "close its quotes");
      break;
    }
    const std::string_view value = line.substr(at, end - at);
    if (known) (lattice ? comment.lattice : properties ? comment.properties : comment.pbc) = value;
    at = end + (closing ? 1 : 0);
  }
  return comment;
}

Columns parse_properties(std::string_view text, const LineReader& lines) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(':', at), text.size());
    fields.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (fields.size() % 3 != 0)
    lines.fail("Properties is no list of name:type:columns", "write species:S:1:pos:R:3");
  Columns columns{-1, -1, 0, false};
  for (std::size_t i = 0; i < fields.size(); i += 3) {
    const auto width =
        static_cast<int>(lines.integer(fields[i + 2], "a width in Properties", 1, 1000));
    if (fields[i] == "species" && width == 1) columns.species = columns.count;
    if (fields[i] == "pos" && width == 3) columns.position = columns.count;
    columns.count += width;
  }
  if (columns.species < 0 || columns.position < 0)
    lines.fail("Properties names no species:S:1 or no pos:R:3", "write the file with both");
  return columns;
}

class ExtendedXyzReader : public SnapshotReader {
 public:
  explicit ExtendedXyzReader(const std::string& path) : path_(path), lines_(path) {}

  bool next(SnapshotPart* part) override {
    std::string_view line;
    do {  // blank lines may end the file
      if (!lines_.next(&line)) return false;
      split_words(line, &words_);
    } while (words_.empty());
    if (words_.size() != 1)
      lines_.fail("the number of atoms should stand alone here",
                  "check that every frame has as many lines as it says");
    const std::int64_t atoms = lines_.integer(words_[0], "the number of atoms", 0, kMostAtoms);
    line = lines_.require("the comment line");
    Snapshot snapshot;
    snapshot.id = path_;
    snapshot.frame = frame_++;
    const Comment comment = parse_comment(line, lines_);
    read_cell(comment, &snapshot);
    columns_ =
        comment.properties.empty() ? Columns{} : parse_properties(comment.properties, lines_);
    if (part) part->snapshots.push_back(std::move(snapshot));
    read_atom_lines(lines_, atoms, part,
                    [&](std::string_view atom) { parse_atom(atom, &part->snapshots.back()); });
    return true;
  }

 private:
  void parse_atom(std::string_view line, Snapshot* s) {
    split_words(line, &words_);
    const auto found = static_cast<int>(words_.size());
    if (found < columns_.count || (found > columns_.count && !columns_.or_more))
      lines_.fail(fmt::format("{} columns, not {}", found, columns_.count),
                  "give every atom the columns that Properties names");
    s->z.push_back(lines_.element(words_[columns_.species]));
    Vec3 x;
    for (int d = 0; d < 3; ++d) x[d] = lines_.number(words_[columns_.position + d], "a position");
    s->positions.push_back(x);
  }

  void read_cell(const Comment& comment, Snapshot* s) {
    const bool has_lattice = !comment.lattice.empty();
    if (has_lattice) {
      split_words(comment.lattice, &words_);
      if (words_.size() != 9)
        lines_.fail(fmt::format("Lattice has {} numbers, not 9", words_.size()),
                    "write Lattice=\"ax ay az bx by bz cx cy cz\"");
      for (int i = 0; i < 9; ++i) s->cell[i / 3][i % 3] = lines_.number(words_[i], "Lattice");
    }
    s->periodic.fill(has_lattice);
    if (comment.pbc.empty()) return;
    std::string text(comment.pbc);
    for (char& c : text)
      if (c == ',') c = ' ';
    split_words(text, &words_);
    if (words_.size() != 3) lines_.fail("pbc has not three values", "write pbc=\"T T F\"");
    for (int d = 0; d < 3; ++d) {
      const std::string_view w = words_[d];
      const bool yes = same_word(w, "t") || same_word(w, "true") || w == "1";
      if (!yes && !same_word(w, "f") && !same_word(w, "false") && w != "0")
        lines_.fail(fmt::format("pbc has the value {}", w), "write T or F");
      s->periodic[d] = yes;
      if (yes && !has_lattice)
        lines_.fail("pbc says periodic, but there is no Lattice", "give Lattice, or pbc=\"F F F\"");
    }
  }

  std::string path_;
  LineReader lines_;
  std::vector<std::string_view> words_;
  Columns columns_;
  std::int64_t frame_ = 0;
};

}  // namespace

std::unique_ptr<SnapshotReader> read_extended_xyz(const std::string& path) {
  return std::make_unique<ExtendedXyzReader>(path);
}

}  // namespace clasp
