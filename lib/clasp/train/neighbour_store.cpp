// SPDX-License-Identifier: MIT
// Makes and maps the neighbour store.
#include "train/neighbour_store.h"

#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/elements.h"
#include "core/error.h"
#include "encoder/snapshot_encoder.h"
#include "train/hash.h"

namespace clasp {
namespace {

constexpr int kStoreVersion = 1;
constexpr double kLargest = 32767.0;

/// Identifies the corpus' structures and how they are stored.
std::string key_of(const Database& db, double cutoff) {
  std::uint64_t hash = hash_bytes(&cutoff, sizeof cutoff);
  hash = hash_bytes(&kStoreVersion, sizeof kStoreVersion, hash);
  db.for_each_structure([&](const StructureRow& row) {
    hash = hash_bytes(&row.id, sizeof row.id, hash);
    hash = hash_text(row.source, hash);
    hash = hash_bytes(&row.structure.lattice, sizeof row.structure.lattice, hash);
    for (const auto& site : row.structure.sites)
      hash = hash_bytes(&site.frac, sizeof site.frac, hash);
  });
  return std::to_string(hash);
}

/// The arrays of the store while it is made.
struct Arrays {
  std::vector<std::int64_t> first = {0};
  std::vector<StoredNeighbour> neighbour;
  std::vector<std::int32_t> kind;
  std::vector<float> frac;
  std::vector<double> lattice;
  std::vector<std::array<float, 92>> kinds;
  std::map<std::array<float, 92>, std::int32_t> kind_of;
  std::set<std::string> elements;
  std::vector<std::string> rejected;
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

void add(const StructureRow& row, double cutoff, Arrays& a) {
  static const ModelSettings settings = all_elements();
  std::vector<int> kind_of_site;
  const KindFeatures kinds = kinds_of(row.structure, settings, row.source, kind_of_site);
  if (row.structure.sites.empty() || row.structure.sites.size() >= kNoNeighbour)
    throw Error(row.source, "", "has " + std::to_string(row.structure.sites.size()) + " sites");
  const NeighbourList list = nearest_neighbours(row.structure, kStoredNeighbours, cutoff);
  for (std::size_t e = 0; e < list.index.size(); ++e)
    a.neighbour.push_back(pack(list.vector[e], list.index[e], cutoff / kLargest));
  std::vector<std::int32_t> rows;
  for (const auto& features : kinds) {
    const auto [it, fresh] =
        a.kind_of.try_emplace(features, static_cast<std::int32_t>(a.kinds.size()));
    if (fresh) a.kinds.push_back(features);
    rows.push_back(it->second);
  }
  for (std::size_t i = 0; i < row.structure.sites.size(); ++i) {
    a.kind.push_back(rows[kind_of_site[i]]);
    for (const double f : row.structure.sites[i].frac) a.frac.push_back(static_cast<float>(f));
    for (const auto& o : row.structure.sites[i].occupants) a.elements.emplace(element_symbol(o.z));
  }
}

template <class T>
TensorData tensor(const std::vector<T>& values, DType dtype, std::vector<std::int64_t> shape) {
  TensorData t;
  t.dtype = dtype;
  t.shape = std::move(shape);
  t.bytes.resize(values.size() * sizeof(T));
  std::memcpy(t.bytes.data(), values.data(), t.bytes.size());
  return t;
}

void write(const std::string& path, const std::string& key, const Arrays& a) {
  const auto n = static_cast<std::int64_t>(a.kind.size());
  std::map<std::string, TensorData> tensors;  // named so that 8-byte numbers come first, aligned
  tensors["cell.first"] = tensor(a.first, DType::I64, {static_cast<std::int64_t>(a.first.size())});
  tensors["site.neighbour"] = tensor(a.neighbour, DType::U8, {n, kStoredNeighbours, 8});
  tensors["site.kind"] = tensor(a.kind, DType::I32, {n});
  tensors["site.frac"] = tensor(a.frac, DType::F32, {n, 3});
  tensors["cell.lattice"] =
      tensor(a.lattice, DType::F64, {static_cast<std::int64_t>(a.first.size()) - 1, 9});
  tensors["kind.features"] =
      tensor(a.kinds, DType::F32, {static_cast<std::int64_t>(a.kinds.size()), 92});
  write_safetensors(path, tensors,
                    {{"key", key},
                     {"elements", nlohmann::json(a.elements).dump()},
                     {"rejected", nlohmann::json(a.rejected).dump()}});
}

Arrays collect(const Database& db, double cutoff, const NeighbourStore::Progress& progress) {
  Arrays arrays;
  const std::int64_t total = db.count("structures");
  db.for_each_structure([&](const StructureRow& row) {
    const std::size_t atoms = arrays.kind.size();
    try {
      add(row, cutoff, arrays);
    } catch (const Error& e) {
      arrays.kind.resize(atoms);
      arrays.frac.resize(3 * atoms);
      arrays.neighbour.resize(kStoredNeighbours * atoms);
      arrays.rejected.emplace_back(e.what());
    }
    arrays.first.push_back(static_cast<std::int64_t>(arrays.kind.size()));
    for (const auto& v : row.structure.lattice)
      arrays.lattice.insert(arrays.lattice.end(), v.begin(), v.end());
    if (progress) progress(static_cast<std::int64_t>(arrays.first.size()) - 1, total);
  });
  return arrays;
}

/// The store at `path` if it has this key; a missing or damaged one is made again.
std::shared_ptr<const SafetensorsFile> open_if_current(const std::string& path,
                                                       const std::string& key) {
  try {
    auto file = std::make_shared<const SafetensorsFile>(SafetensorsFile::open(path));
    const auto found = file->metadata().find("key");
    if (found != file->metadata().end() && found->second == key) return file;
  } catch (const Error&) {
  }
  return nullptr;
}

template <class T>
const T* data_of(const SafetensorsFile& file, const char* name) {
  return reinterpret_cast<const T*>(file.at(name).data);
}

}  // namespace

NeighbourStore::NeighbourStore(const Database& db, double cutoff, const std::string& path,
                               const Progress& progress)
    : cutoff_(cutoff), unit_(cutoff / kLargest) {
  const std::string key = key_of(db, cutoff);
  file_ = open_if_current(path, key);
  if (!file_) {
    write(path, key, collect(db, cutoff, progress));
    file_ = open_if_current(path, key);
  }
  if (!file_) throw Error(path, "", "cannot be read back", "check the disk");
  map(*file_);
}

void NeighbourStore::map(const SafetensorsFile& file) {
  size_ = static_cast<int>(file.at("cell.first").count() - 1);
  first_ = data_of<std::int64_t>(file, "cell.first");
  neighbour_ = data_of<StoredNeighbour>(file, "site.neighbour");
  kind_ = data_of<std::int32_t>(file, "site.kind");
  frac_ = data_of<float>(file, "site.frac");
  lattice_ = data_of<double>(file, "cell.lattice");
  kinds_ = data_of<std::array<float, 92>>(file, "kind.features");
  elements_ = nlohmann::json::parse(file.metadata().at("elements")).get<std::vector<std::string>>();
  rejected_ = nlohmann::json::parse(file.metadata().at("rejected")).get<std::vector<std::string>>();
}

StoredCrystal NeighbourStore::crystal(int index) const {
  StoredCrystal c;
  c.atoms = atoms(index);
  c.neighbour = neighbour_ + first_[index] * kStoredNeighbours;
  c.kind = kind_ + first_[index];
  c.frac = frac_ + 3 * first_[index];
  for (int i = 0; i < 9; ++i) c.lattice[i / 3][i % 3] = lattice_[9 * std::int64_t{index} + i];
  return c;
}

}  // namespace clasp
