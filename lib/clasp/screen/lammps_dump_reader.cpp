// SPDX-License-Identifier: MIT
// Text dumps of LAMMPS: styles atom and custom, boxes of every kind.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "screen/line_reader.h"
#include "screen/snapshot.h"

namespace clasp {
namespace {

/// What stands above the atoms of a frame.
struct Head {
  std::int64_t step = 0, atoms = -1;
  bool has_step = false, has_box = false;
  Mat3 cell{};
  Vec3 origin{};
  std::array<bool, 3> periodic{true, true, true};
};

/// Places of the columns that matter; -1 where there is none.
struct Columns {
  int id = -1, type = -1, element = -1, count = 0;
  std::array<int, 3> position{-1, -1, -1};
  bool scaled = false;
};

class LammpsDumpReader : public SnapshotReader {
 public:
  LammpsDumpReader(const std::string& path, const TypeElements& elements)
      : path_(path), lines_(path), elements_(elements) {}

  bool next(SnapshotPart* part) override {
    std::string_view line;
    do {  // blank lines may end the file
      if (!lines_.next(&line)) return false;
    } while (line.find_first_not_of(" \t") == std::string_view::npos);
    Head head;
    while (line.substr(0, 11) != "ITEM: ATOMS") {
      read_item(line, &head);
      line = lines_.require("a further ITEM:");
    }
    if (!head.has_step || head.atoms < 0 || !head.has_box)
      lines_.fail("no ITEM: TIMESTEP, NUMBER OF ATOMS or BOX BOUNDS above the atoms",
                  "give a dump of style atom or custom");
    columns_ = parse_columns(line.substr(11));
    if (part) {
      part->snapshots.emplace_back();
      Snapshot& s = part->snapshots.back();
      s.id = path_;
      s.frame = head.step;
      s.cell = head.cell;
      s.periodic = head.periodic;
    }
    ids_.clear();
    read_atom_lines(lines_, head.atoms, part, [&](std::string_view atom) {
      parse_atom(atom, head, &part->snapshots.back());
    });
    if (part && !part->snapshots.empty()) sort_by_id(&part->snapshots.back());
    return true;
  }

 private:
  void read_item(std::string_view line, Head* head) {
    if (line == "ITEM: TIMESTEP") {
      head->step = lines_.integer(trimmed(lines_.require("the timestep")), "the timestep",
                                  std::numeric_limits<std::int64_t>::min(),
                                  std::numeric_limits<std::int64_t>::max());
      head->has_step = true;
    } else if (line == "ITEM: NUMBER OF ATOMS") {
      head->atoms = lines_.integer(trimmed(lines_.require("the number of atoms")),
                                   "the number of atoms", 0, kMostAtoms);
    } else if (line == "ITEM: UNITS") {
      const std::string_view units = trimmed(lines_.require("the units"));
      if (units != "metal" && units != "real")
        lines_.fail(fmt::format("units {} have lengths in something else than Angstrom", units),
                    "write the dump in units metal or real");
    } else if (line == "ITEM: TIME") {
      lines_.require("the time");
    } else if (line.substr(0, 16) == "ITEM: BOX BOUNDS") {
      read_box(line.substr(16), head);
    } else {
      lines_.fail("no ITEM: that a dump of style atom or custom has",
                  "check that every frame has as many atoms as it says");
    }
  }

  std::string_view trimmed(std::string_view line) {
    split_words(line, &words_);
    return words_.size() == 1 ? words_[0] : line;
  }

  void read_box(std::string_view kind, Head* head) {
    split_words(kind, &words_);
    const auto is = [&](std::size_t i, const char* word) {
      return words_.size() > i && words_[i] == word;
    };
    const bool general = is(0, "abc") && is(1, "origin");
    const bool tilted = is(0, "xy") && is(1, "xz") && is(2, "yz");
    const std::size_t flags = general ? 2 : tilted ? 3 : 0;
    if (words_.size() != flags && words_.size() != flags + 3)
      lines_.fail("unknown kind of box", "write \"xy xz yz pp pp pp\", \"pp pp pp\" or the like");
    for (std::size_t d = 0; d + flags < words_.size() && d < 3; ++d) {
      const std::string_view flag = words_[flags + d];
      if (flag.empty() || flag.find_first_not_of("pfsm") != std::string_view::npos)
        lines_.fail(fmt::format("boundary '{}'", flag), "write pp, ff, ss or the like");
      head->periodic[d] = flag[0] == 'p';
    }
    std::array<std::array<double, 4>, 3> rows{};
    const std::size_t width = general ? 4 : tilted ? 3 : 2;
    for (auto& row : rows) {
      split_words(lines_.require("a box bound"), &words_);
      if (words_.size() != width)
        lines_.fail(fmt::format("{} numbers, not {}", words_.size(), width),
                    "give the bounds that ITEM: BOX BOUNDS announces");
      for (std::size_t c = 0; c < width; ++c) row[c] = lines_.number(words_[c], "a box bound");
    }
    set_cell(rows, general, head);
    head->has_box = true;
  }

  /// Bounds of a tilted box are those of the box around it.
  static void set_cell(const std::array<std::array<double, 4>, 3>& rows, bool general, Head* head) {
    if (general) {
      for (int i = 0; i < 3; ++i) {
        head->cell[i] = {rows[i][0], rows[i][1], rows[i][2]};
        head->origin[i] = rows[i][3];
      }
      return;
    }
    const double xy = rows[0][2], xz = rows[1][2], yz = rows[2][2];
    const auto [low, high] = std::minmax({0.0, xy, xz, xy + xz});
    head->origin = {rows[0][0] - low, rows[1][0] - std::min(0.0, yz), rows[2][0]};
    head->cell = {{{rows[0][1] - high - head->origin[0], 0.0, 0.0},
                   {xy, rows[1][1] - std::max(0.0, yz) - head->origin[1], 0.0},
                   {xz, yz, rows[2][1] - head->origin[2]}}};
  }

  Columns parse_columns(std::string_view names) {
    split_words(names, &words_);
    const auto place = [&](std::string_view name) {
      const auto at = std::find(words_.begin(), words_.end(), name);
      return at == words_.end() ? -1 : static_cast<int>(at - words_.begin());
    };
    Columns columns;
    columns.count = static_cast<int>(words_.size());
    columns.id = place("id");
    columns.type = place("type");
    columns.element = place("element");
    for (const std::string suffix : {"", "s", "u", "su"}) {
      columns.position = {place("x" + suffix), place("y" + suffix), place("z" + suffix)};
      columns.scaled = !suffix.empty() && suffix[0] == 's';
      if (*std::min_element(columns.position.begin(), columns.position.end()) >= 0) break;
    }
    if (*std::min_element(columns.position.begin(), columns.position.end()) < 0)
      lines_.fail("no columns of positions", "dump x y z, xs ys zs, xu yu zu or xsu ysu zsu");
    if (!elements_.empty() && columns.type < 0)
      lines_.fail("no column type for --elements", "dump type, or element without --elements");
    if (elements_.empty() && columns.element < 0)
      lines_.fail("no column element", "say what the types are with --elements, or dump element");
    return columns;
  }

  int element_of_atom() const {
    if (elements_.empty()) return lines_.element(words_[columns_.element]);
    const auto type = lines_.integer(words_[columns_.type], "the type", 1, kMostAtoms);
    if (type > static_cast<std::int64_t>(elements_.size()))
      lines_.fail(fmt::format("type {}, but --elements names {}", type, elements_.size()),
                  "name the element of each type");
    return elements_[type - 1];
  }

  void parse_atom(std::string_view line, const Head& head, Snapshot* s) {
    split_words(line, &words_);
    if (static_cast<int>(words_.size()) != columns_.count)
      lines_.fail(fmt::format("{} columns, not {}", words_.size(), columns_.count),
                  "give every atom the columns that ITEM: ATOMS names");
    Vec3 x;
    for (int d = 0; d < 3; ++d) x[d] = lines_.number(words_[columns_.position[d]], "a position");
    if (columns_.scaled) x = x * head.cell;
    const int z = element_of_atom();
    if (z == 0) return;
    s->z.push_back(z);
    s->positions.push_back(x);
    if (columns_.id >= 0)
      ids_.push_back(lines_.integer(words_[columns_.id], "the id", 0,
                                    std::numeric_limits<std::int64_t>::max()));
  }

  /// Ranks write dumps in any order; the first atom should be the same one in all of them.
  void sort_by_id(Snapshot* s) const {
    if (std::is_sorted(ids_.begin(), ids_.end())) return;
    std::vector<std::size_t> order(ids_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return ids_[a] < ids_[b]; });
    Snapshot sorted = *s;
    for (std::size_t i = 0; i < order.size(); ++i) {
      sorted.z[i] = s->z[order[i]];
      sorted.positions[i] = s->positions[order[i]];
    }
    *s = std::move(sorted);
  }

  std::string path_;
  LineReader lines_;
  TypeElements elements_;
  Columns columns_;
  std::vector<std::int64_t> ids_;  ///< of the atoms of this frame; empty without such a column
  std::vector<std::string_view> words_;
};

}  // namespace

std::unique_ptr<SnapshotReader> read_lammps_dump(const std::string& path,
                                                 const TypeElements& elements) {
  return std::make_unique<LammpsDumpReader>(path, elements);
}

}  // namespace clasp
