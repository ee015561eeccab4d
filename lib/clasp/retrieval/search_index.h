// SPDX-License-Identifier: MIT
// The index: one file of embeddings with what a search filters by and shows. It grows at its end,
// segment by segment, and is read as memory.
//
//   header   "CLASPIDX", version, width, length of the JSON that follows (model, fingerprint)
//   segment  header with its sizes; codes of the first pass, bounds, embeddings, records, strings;
//            an end mark. A segment without its mark is the rest of a killed writer: it does not
//            count, and the next writer cuts it off.
// All numbers little-endian, all parts aligned to 64 bytes.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/growing_file.h"
#include "core/mapped_file.h"
#include "core/model_file.h"
#include "retrieval/search_kernel.h"

namespace clasp {

/// What an index knows of an entry besides its embedding.
struct IndexEntry {
  std::string source;      ///< unique: path, path#block, or the corpus' name of it
  std::string original;    ///< source of the same crystal published before; empty: none
  std::string group;       ///< of structures of one paper or parent; empty: alone
  std::string formula;     ///< reduced
  std::string title, doi;  ///< may be empty
  std::set<int> elements;  ///< atomic numbers
  int sites = 0, space_group = 0, year = 0;  ///< 0: unknown
};

/// The part of an entry that filters read, as stored.
struct IndexRecord {
  std::array<std::uint64_t, 2> elements;  ///< bit z - 1 for atomic number z
  std::uint64_t crystal;                  ///< equal for entries that are one crystal
  std::uint64_t group;                    ///< equal for entries of one paper or parent
  std::uint64_t strings;                  ///< where its strings begin in the segment's
  std::uint32_t sites;
  std::uint16_t space_group, year;
};
std::array<std::uint64_t, 2> element_bits(const std::set<int>& elements);

/// The model that made the embeddings.
struct IndexModel {
  std::string path, name;
  std::string fingerprint;  ///< of crystal tower and text head
  int width = 0;

  static IndexModel of(const ModelFile& model);
};

/// An index as it is now; what is added later, another open() sees.
class SearchIndex {
 public:
  /// One run of rows, as parts of the mapped file.
  struct Segment {
    std::size_t first = 0, rows = 0;  ///< rows first..first + rows - 1 of the index
    const std::int8_t* codes = nullptr;
    const CodeBounds* bounds = nullptr;
    const float* embeddings = nullptr;
    const IndexRecord* records = nullptr;
    std::string_view strings;
  };

  /// Throws Error: missing, no index, newer version, damaged.
  static SearchIndex open(const std::string& path);
  static bool is_index(const std::string& path);

  const std::string& path() const { return path_; }
  const IndexModel& model() const { return model_; }
  std::size_t width() const { return static_cast<std::size_t>(model_.width); }
  std::size_t size() const { return size_; }
  const std::vector<Segment>& segments() const { return segments_; }
  const float* embedding(std::size_t row) const;
  const IndexRecord& record(std::size_t row) const;
  IndexEntry entry(std::size_t row) const;  ///< without `original` and `group`
  std::string_view source(std::size_t row) const;
  std::size_t bytes() const { return bytes_; }  ///< of the file that count

 private:
  const Segment& segment_of(std::size_t row) const;
  void read_header();
  /// False where no whole segment begins at `bytes_`.
  bool read_segment();
  /// What follows the last whole segment may be what a killed writer left, but no more segments:
  /// they would be lost without a word. Throws Error.
  void check_rest() const;

  std::string path_;
  MappedFile file_;
  IndexModel model_;
  std::vector<Segment> segments_;
  std::size_t size_ = 0, bytes_ = 0;
};

/// Adds to an index, or begins one. One writer at a time; readers may read meanwhile.
class SearchIndexWriter {
 public:
  /// Throws Error if the file is no index, or was made with another model.
  SearchIndexWriter(const std::string& path, const IndexModel& model);

  bool contains(const std::string& source) const { return sources_.count(source) > 0; }
  std::size_t size() const { return sources_.size(); }
  /// Kept in memory until a segment is full. Throws Error unless the embedding is L2-normalised and
  /// as wide as the index.
  void add(const IndexEntry& entry, const std::vector<float>& embedding);
  /// Writes what is in memory as a segment.
  void flush();

 private:
  std::string path_;
  int width_;
  GrowingFile file_;
  std::unordered_set<std::string> sources_;
  std::vector<float> embeddings_;
  std::vector<std::int8_t> codes_;
  std::vector<CodeBounds> bounds_;
  std::vector<IndexRecord> records_;
  std::string strings_;
};

}  // namespace clasp
