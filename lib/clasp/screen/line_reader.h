// SPDX-License-Identifier: MIT
// A text file, compressed or not, line by line, with messages that name the line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/archive_reader.h"
#include "screen/snapshot.h"

namespace clasp {

class LineReader {
 public:
  explicit LineReader(const std::string& path);

  /// The next line without its end, valid until the next call; false at the end of the file.
  bool next(std::string_view* line);
  /// The next line of a file that must go on; `what` should stand there.
  std::string_view require(const char* what);
  [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const;

  /// The whole text must be a number.
  double number(std::string_view text, const char* what) const;
  std::int64_t integer(std::string_view text, const char* what, std::int64_t least,
                       std::int64_t most) const;
  /// The atomic number of an element's symbol.
  int element(std::string_view symbol) const;

 private:
  bool fill();
  std::string path_;
  ArchiveReader archive_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::string long_line_;
  std::int64_t line_ = 0;
  bool open_ = false, ended_ = false;
};

/// Calls parse(line) for the next `count` lines. One that it refuses (Error) costs the part its
/// last snapshot, not the file its further frames. With `part` null the lines are passed over.
void read_atom_lines(LineReader& lines, std::int64_t count, SnapshotPart* part,
                     const std::function<void(std::string_view)>& parse);

/// The words of a line; `words` is reused.
void split_words(std::string_view line, std::vector<std::string_view>* words);

/// Most atoms of a snapshot: LAMMPS counts those of a rank with 32 bits.
constexpr std::int64_t kMostAtoms = 2'000'000'000;

}  // namespace clasp
