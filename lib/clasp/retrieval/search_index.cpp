// SPDX-License-Identifier: MIT
#include "retrieval/search_index.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

#include "core/error.h"
#include "core/hash.h"
#include "core/json_text.h"

namespace clasp {
namespace {

constexpr char kMagic[9] = "CLASPIDX";
constexpr char kSegment[9] = "CLASPSEG";
constexpr char kEnd[9] = "SEGMTEND";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kSegmentRows = 2048;
constexpr double kUnit = 1e-3;  // how far from 1 the length of an embedding may be
constexpr int kStrings = 4;     // source, formula, title, doi

struct FileHeader {
  char magic[8];
  std::uint32_t version, width;
  std::uint64_t json;
};

struct SegmentHeader {
  char magic[8];
  std::uint64_t rows, strings;
};

std::size_t aligned(std::size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

/// Where the parts of a segment begin, from its beginning.
struct Layout {
  Layout(std::size_t rows, std::size_t width, std::size_t string_bytes)
      : codes(aligned(sizeof(SegmentHeader))),
        bounds(codes + aligned(rows * code_stride(width))),
        embeddings(bounds + aligned(rows * sizeof(CodeBounds))),
        records(embeddings + aligned(rows * width * sizeof(float))),
        strings(records + aligned(rows * sizeof(IndexRecord))),
        mark(strings + aligned(string_bytes)),
        end(mark + kAlignment) {}
  std::size_t codes, bounds, embeddings, records, strings, mark, end;
};

/// Bytes in the making: parts put where the layout says.
class Bytes {
 public:
  explicit Bytes(std::size_t size) : bytes_(size, std::byte{0}) {}
  void put(std::size_t at, const void* data, std::size_t size) {
    if (size > 0) std::memcpy(bytes_.data() + at, data, size);
  }
  const std::byte* data() const { return bytes_.data(); }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::vector<std::byte> bytes_;
};

Bytes header_bytes(const IndexModel& model) {
  const std::string json =
      json_text({{"model", model.path}, {"name", model.name}, {"fingerprint", model.fingerprint}});
  FileHeader header{{}, kVersion, static_cast<std::uint32_t>(model.width), json.size()};
  std::memcpy(header.magic, kMagic, sizeof(header.magic));
  Bytes bytes(aligned(sizeof(header) + json.size()));
  bytes.put(0, &header, sizeof(header));
  bytes.put(sizeof(header), json.data(), json.size());
  return bytes;
}

/// A string of up to `left` bytes that ends with a zero.
std::string_view until_zero(std::string_view text) {
  return text.substr(0, text.find('\0'));
}

}  // namespace

std::array<std::uint64_t, 2> element_bits(const std::set<int>& elements) {
  std::array<std::uint64_t, 2> bits{};
  for (const int z : elements) bits[(z - 1) / 64] |= std::uint64_t{1} << (z - 1) % 64;
  return bits;
}

IndexModel IndexModel::of(const ModelFile& model) {
  std::uint64_t hash = hash_text(model.settings().text.fingerprint);
  for (const auto& [name, view] : model.tensors().tensors())
    if (name.rfind("crystal.", 0) == 0 || name.rfind("text_head.", 0) == 0)
      hash = hash_bytes(view.data, view.bytes(), hash_text(name, hash));
  char text[17];
  std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(hash));
  return {model.name(), model.settings().name, text, model.embedding_size()};
}

bool SearchIndex::is_index(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  char magic[8] = {};
  in.read(magic, sizeof(magic));
  return in && std::memcmp(magic, kMagic, sizeof(magic)) == 0;
}

SearchIndex SearchIndex::open(const std::string& path) {
  SearchIndex index;
  index.path_ = path;
  index.file_ = MappedFile(path);
  index.read_header();
  while (index.read_segment()) {
  }
  index.check_rest();
  return index;
}

void SearchIndex::read_header() {
  FileHeader header{};
  if (file_.size() >= sizeof(header)) std::memcpy(&header, file_.data(), sizeof(header));
  if (std::memcmp(header.magic, kMagic, sizeof(header.magic)) != 0)
    throw Error(path_, "", "not an index", "make one with `clasp index`");
  if (header.version != kVersion)
    throw Error(path_, "", "index format version " + std::to_string(header.version),
                "use a newer clasp, or make the index anew");
  const char* text = reinterpret_cast<const char*>(file_.data()) + sizeof(header);
  const bool whole = header.json <= file_.size() - sizeof(header);
  const auto json = whole ? nlohmann::json::parse(text, text + header.json, nullptr, false)
                          : nlohmann::json(nlohmann::json::value_t::discarded);
  if (!json.is_object() || header.width == 0 || header.width > (1U << 16))
    throw Error(path_, "header", "damaged", "make the index anew");
  const auto field = [&](const char* name) {
    const auto it = json.find(name);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  model_ = {field("model"), field("name"), field("fingerprint"), static_cast<int>(header.width)};
  bytes_ = aligned(sizeof(header) + header.json);
}

bool SearchIndex::read_segment() {
  const std::size_t left = file_.size() - std::min(file_.size(), bytes_);
  SegmentHeader header{};
  if (left < sizeof(header)) return false;
  const std::byte* at = file_.data() + bytes_;
  std::memcpy(&header, at, sizeof(header));
  if (std::memcmp(header.magic, kSegment, sizeof(header.magic)) != 0 || header.rows == 0 ||
      header.rows > left || header.strings > left)
    return false;
  const Layout layout(header.rows, width(), header.strings);
  if (layout.end > left || std::memcmp(at + layout.mark, kEnd, sizeof(header.magic)) != 0)
    return false;
  Segment s;
  s.first = size_;
  s.rows = header.rows;
  s.codes = reinterpret_cast<const std::int8_t*>(at + layout.codes);
  s.bounds = reinterpret_cast<const CodeBounds*>(at + layout.bounds);
  s.embeddings = reinterpret_cast<const float*>(at + layout.embeddings);
  s.records = reinterpret_cast<const IndexRecord*>(at + layout.records);
  s.strings = {reinterpret_cast<const char*>(at + layout.strings), header.strings};
  segments_.push_back(s);
  size_ += s.rows;
  bytes_ += layout.end;
  return true;
}

void SearchIndex::check_rest() const {
  for (std::size_t at = bytes_ + kAlignment; at + kAlignment <= file_.size(); at += kAlignment)
    if (std::memcmp(file_.data() + at, kSegment, sizeof(SegmentHeader::magic)) == 0)
      throw Error(path_, "byte " + std::to_string(bytes_), "damaged", "make the index anew");
}

const SearchIndex::Segment& SearchIndex::segment_of(std::size_t row) const {
  const auto after =
      std::upper_bound(segments_.begin(), segments_.end(), row,
                       [](std::size_t r, const Segment& segment) { return r < segment.first; });
  return *(after - 1);
}

const float* SearchIndex::embedding(std::size_t row) const {
  const Segment& s = segment_of(row);
  return s.embeddings + (row - s.first) * width();
}

const IndexRecord& SearchIndex::record(std::size_t row) const {
  const Segment& s = segment_of(row);
  return s.records[row - s.first];
}

std::string_view SearchIndex::source(std::size_t row) const {
  const Segment& s = segment_of(row);
  const auto at = s.records[row - s.first].strings;
  return at < s.strings.size() ? until_zero(s.strings.substr(at)) : std::string_view();
}

IndexEntry SearchIndex::entry(std::size_t row) const {
  const Segment& s = segment_of(row);
  const IndexRecord& record = s.records[row - s.first];
  std::string_view rest = s.strings.substr(std::min<std::size_t>(record.strings, s.strings.size()));
  std::array<std::string, kStrings> strings;
  for (auto& text : strings) {
    text = until_zero(rest);
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
  }
  IndexEntry entry;
  entry.source = strings[0];
  entry.formula = strings[1];
  entry.title = strings[2];
  entry.doi = strings[3];
  for (int z = 1; z <= 128; ++z)
    if (record.elements[(z - 1) / 64] >> (z - 1) % 64 & 1U) entry.elements.insert(z);
  entry.sites = static_cast<int>(record.sites);
  entry.space_group = record.space_group;
  entry.year = record.year;
  return entry;
}

SearchIndexWriter::SearchIndexWriter(const std::string& path, const IndexModel& model)
    : path_(path), width_(model.width), file_(path) {
  if (MappedFile(path).size() == 0) {
    const Bytes header = header_bytes(model);
    file_.append(header.data(), header.size());
    file_.flush();
    return;
  }
  const SearchIndex index = SearchIndex::open(path);
  if (index.model().fingerprint != model.fingerprint || index.model().width != width_)
    throw Error(path, "",
                "made with another model, '" + index.model().path + "', than '" + model.path + "'",
                "give that model, or make a new index");
  for (std::size_t row = 0; row < index.size(); ++row) sources_.emplace(index.source(row));
  file_.keep(index.bytes());
}

void SearchIndexWriter::add(const IndexEntry& e, const std::vector<float>& embedding) {
  const auto width = static_cast<std::size_t>(width_);
  const double square = dot_floats(embedding.data(), embedding.data(), embedding.size());
  if (embedding.size() != width || !(std::abs(std::sqrt(square) - 1.0) < kUnit))
    throw Error(path_, e.source,
                "not an L2-normalised embedding of width " + std::to_string(width_));
  if (!sources_.insert(e.source).second) return;
  IndexRecord record{};
  record.elements = element_bits(e.elements);
  record.crystal = hash_text(e.original.empty() ? e.source : e.original);
  record.group = hash_text(e.group.empty() ? e.source : e.group);
  record.strings = strings_.size();
  record.sites = static_cast<std::uint32_t>(e.sites);
  record.space_group = static_cast<std::uint16_t>(e.space_group);
  record.year = static_cast<std::uint16_t>(e.year);
  records_.push_back(record);
  for (const std::string* text : {&e.source, &e.formula, &e.title, &e.doi})
    strings_.append(text->c_str(), std::strlen(text->c_str()) + 1);
  embeddings_.insert(embeddings_.end(), embedding.begin(), embedding.end());
  codes_.resize(codes_.size() + code_stride(width));
  bounds_.push_back(
      encode_row(embedding.data(), width, codes_.data() + codes_.size() - code_stride(width)));
  if (records_.size() == kSegmentRows) flush();
}

void SearchIndexWriter::flush() {
  const std::size_t rows = records_.size();
  if (rows == 0) return;
  const Layout layout(rows, static_cast<std::size_t>(width_), strings_.size());
  SegmentHeader header{{}, rows, strings_.size()};
  std::memcpy(header.magic, kSegment, sizeof(header.magic));
  Bytes bytes(layout.end);
  bytes.put(0, &header, sizeof(header));
  bytes.put(layout.codes, codes_.data(), codes_.size());
  bytes.put(layout.bounds, bounds_.data(), rows * sizeof(CodeBounds));
  bytes.put(layout.embeddings, embeddings_.data(), embeddings_.size() * sizeof(float));
  bytes.put(layout.records, records_.data(), rows * sizeof(IndexRecord));
  bytes.put(layout.strings, strings_.data(), strings_.size());
  bytes.put(layout.mark, kEnd, sizeof(header.magic));
  file_.append(bytes.data(), bytes.size());
  file_.flush();
  embeddings_.clear();
  codes_.clear();
  bounds_.clear();
  records_.clear();
  strings_.clear();
}

}  // namespace clasp
