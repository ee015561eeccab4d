// SPDX-License-Identifier: MIT
// Makes the neighbour store piece by piece.
#include "train/store_writer.h"

#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/elements.h"
#include "core/error.h"
#include "core/growing_file.h"
#include "core/json_text.h"
#include "core/safetensors.h"
#include "encoder/snapshot_encoder.h"
#include "train/parts.h"

namespace clasp {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPiece = 64;         // crystals made between two writes, per thread
constexpr std::chrono::seconds kSave{10};  // between two indices: what a kill costs
constexpr double kLargest = 32767.0;

std::int64_t crystals_of(const StoreIndex& index) {
  return static_cast<std::int64_t>(index.first.size()) - 1;
}

/// A crystal on its way into the store.
struct Made {
  StructureRow row;
  std::vector<StoredNeighbour> neighbour;
  std::vector<float> frac;
  KindFeatures kinds;
  std::vector<int> kind_of_site;
  std::string reason;  ///< why it is not stored
};

StoredNeighbour pack(const Vec3& v, int site, double unit) {
  StoredNeighbour s{};
  s.site = site < 0 ? kNoNeighbour : static_cast<std::uint16_t>(site);
  for (int k = 0; k < 3; ++k) s.vector[k] = static_cast<std::int16_t>(std::lround(v[k] / unit));
  return s;
}

ModelSettings all_elements() {
  ModelSettings settings;
  for (int z = 1; z <= kFeatureElements; ++z) settings.elements.emplace_back(element_symbol(z));
  return settings;
}

void make(double cutoff, Made& made) {
  static const ModelSettings settings = all_elements();
  const Structure& s = made.row.structure;
  try {
    made.kinds = kinds_of(s, settings, made.row.source, made.kind_of_site);
    if (s.sites.empty() || s.sites.size() >= kNoNeighbour)
      throw Error(made.row.source, "", "has " + std::to_string(s.sites.size()) + " sites");
    const NeighbourList list = nearest_neighbours(s, kStoredNeighbours, cutoff);
    for (std::size_t e = 0; e < list.index.size(); ++e)
      made.neighbour.push_back(pack(list.vector[e], list.index[e], cutoff / kLargest));
    for (const auto& site : s.sites)
      for (const double f : site.frac) made.frac.push_back(static_cast<float>(f));
  } catch (const Error& e) {
    made.reason = e.what();
  }
}

class Writer {
 public:
  Writer(const std::string& path, GrowingFile& file, StoreIndex& index)
      : path_(path),
        file_(file),
        index_(index),
        elements_(index.elements.begin(), index.elements.end()) {
    if (crystals_of(index) > 0) {
      file.keep(static_cast<std::size_t>(stored_at(index, crystals_of(index))));
    } else {
      std::error_code none;  // the index first: while it is there, its store is, too
      std::filesystem::remove(path + ".index", none);
      file.restart();
    }
    for (std::size_t k = 0; k < index.kinds.size(); ++k)
      kind_of_[index.kinds[k]] = static_cast<std::int32_t>(k);
  }

  void add(const Made& made) {
    append(&made.row.structure.lattice, 9 * sizeof(double));
    if (!made.reason.empty()) {
      index_.rejected.push_back(made.reason);
      index_.first.push_back(index_.first.back());
      return;
    }
    append(made.neighbour.data(), made.neighbour.size() * sizeof(StoredNeighbour));
    std::vector<std::int32_t> rows, kind;
    for (const auto& features : made.kinds) rows.push_back(row_of(features));
    for (const int k : made.kind_of_site) kind.push_back(rows[k]);
    append(kind.data(), kind.size() * sizeof(std::int32_t));
    append(made.frac.data(), made.frac.size() * sizeof(float));
    for (const auto& site : made.row.structure.sites)
      for (const auto& o : site.occupants) elements_.emplace(element_symbol(o.z));
    index_.first.push_back(index_.first.back() + static_cast<std::int64_t>(kind.size()));
  }

  /// After this the crystals added so far are never made again.
  void save(bool complete) {
    index_.elements.assign(elements_.begin(), elements_.end());
    index_.complete = complete;
    file_.flush();
    std::map<std::string, TensorData> tensors;
    TensorData first;
    first.dtype = DType::I64;
    first.shape = {static_cast<std::int64_t>(index_.first.size())};
    first.bytes.resize(index_.first.size() * sizeof(std::int64_t));
    std::memcpy(first.bytes.data(), index_.first.data(), first.bytes.size());
    tensors["first"] = std::move(first);
    std::vector<float> kinds;
    for (const auto& k : index_.kinds) kinds.insert(kinds.end(), k.begin(), k.end());
    tensors["kinds"] =
        TensorData::from_floats(kinds, {static_cast<std::int64_t>(index_.kinds.size()), 92});
    write_safetensors(path_ + ".index", tensors,
                      {{"key", index_.key},
                       {"complete", complete ? "yes" : "no"},
                       {"elements", json_text(index_.elements)},
                       {"rejected", json_text(index_.rejected)}});
  }

 private:
  void append(const void* data, std::size_t bytes) { file_.append(data, bytes); }
  std::int32_t row_of(const std::array<float, 92>& features) {
    const auto [it, fresh] =
        kind_of_.try_emplace(features, static_cast<std::int32_t>(index_.kinds.size()));
    if (fresh) index_.kinds.push_back(features);
    return it->second;
  }

  std::string path_;
  GrowingFile& file_;
  StoreIndex& index_;
  std::map<std::array<float, 92>, std::int32_t> kind_of_;
  std::set<std::string> elements_;
};

}  // namespace

StoreIndex read_store_index(const std::string& path, const std::string& key) {
  StoreIndex index;
  index.key = key;
  try {
    const auto file = SafetensorsFile::open(path + ".index");
    const auto& about = file.metadata();
    if (about.at("key") != key) return index;
    const TensorView& first = file.at("first");
    std::vector<std::int64_t> firsts(static_cast<std::size_t>(first.count()));
    std::memcpy(firsts.data(), first.data, first.bytes());
    const std::vector<float> kinds = file.floats("kinds", {-1, 92});
    StoreIndex found = {key, about.at("complete") == "yes", firsts, {}, {}, {}};
    found.kinds.resize(kinds.size() / 92);
    std::memcpy(found.kinds.data(), kinds.data(), kinds.size() * sizeof(float));
    nlohmann::json::parse(about.at("elements")).get_to(found.elements);
    nlohmann::json::parse(about.at("rejected")).get_to(found.rejected);
    const bool whole = static_cast<std::int64_t>(std::filesystem::file_size(path)) >=
                       stored_at(found, crystals_of(found));
    return whole ? found : index;
  } catch (const std::exception&) {  // none yet, or a damaged one: made again
    return index;
  }
}

MappedFile complete_store(const Database& db, double cutoff, const std::string& path,
                          const NeighbourStore::Progress& progress, int threads,
                          StoreIndex& index) {
  GrowingFile file(path);
  index = read_store_index(path, index.key);  // another process may have completed it
  if (index.complete) return MappedFile(path);
  const std::int64_t total = db.count("structures");
  std::int64_t known = crystals_of(index);
  Writer writer(path, file, index);
  std::vector<Made> piece;
  auto saved = Clock::now();
  const auto finish_piece = [&] {
    for_each_part(threads, [&](int part) {
      for (std::size_t i = part; i < piece.size(); i += threads) make(cutoff, piece[i]);
    });
    for (const Made& made : piece) writer.add(made);
    piece.clear();
    if (progress) progress(crystals_of(index), total);
    if (Clock::now() - saved < kSave) return;
    writer.save(false);
    saved = Clock::now();
  };
  db.for_each_structure([&](const StructureRow& row) {
    if (known-- > 0) return;
    piece.push_back({row, {}, {}, {}, {}, {}});
    if (piece.size() == kPiece * static_cast<std::size_t>(threads)) finish_piece();
  });
  finish_piece();
  writer.save(true);
  return MappedFile(path);
}

}  // namespace clasp
