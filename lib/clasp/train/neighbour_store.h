// SPDX-License-Identifier: MIT
// The geometry of all crystals of a corpus as training needs it: 28 nearest neighbours of every
// atom as vectors, in 8 bytes each, kept in a file that is mapped.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/safetensors.h"
#include "core/vec3.h"
#include "corpus/database.h"

namespace clasp {

constexpr int kStoredNeighbours = 28;
constexpr std::uint16_t kNoNeighbour = 0xFFFF;

/// A neighbour: vector in units of cut-off / 32767, and the site it is (an image of).
struct StoredNeighbour {
  std::int16_t vector[3];
  std::uint16_t site;
};

/// One crystal in the store; pointers live as long as the store.
struct StoredCrystal {
  int atoms = 0;
  const StoredNeighbour* neighbour = nullptr;  ///< [atoms, kStoredNeighbours], nearest first
  const std::int32_t* kind = nullptr;          ///< [atoms] row of NeighbourStore::kinds
  const float* frac = nullptr;                 ///< [atoms, 3]
  Mat3 lattice{};
};

class NeighbourStore {
 public:
  /// Called with the number of crystals done and of all.
  using Progress = std::function<void(std::int64_t, std::int64_t)>;

  /// Opens `path` if it belongs to this corpus and cut-off, and makes it otherwise. Crystals that
  /// cannot be stored (elements without features, more than 65,534 sites) have no atoms; their
  /// reasons are in `rejected()`.
  NeighbourStore(const Database& db, double cutoff, const std::string& path,
                 const Progress& progress);

  int size() const { return size_; }  ///< crystals, in the order of the database
  StoredCrystal crystal(int index) const;
  int atoms(int index) const { return static_cast<int>(first_[index + 1] - first_[index]); }
  const std::array<float, 92>* kinds() const { return kinds_; }
  double unit() const { return unit_; }  ///< Angstrom per unit of StoredNeighbour::vector
  double cutoff() const { return cutoff_; }
  const std::vector<std::string>& elements() const {
    return elements_;
  }  ///< that occur in the corpus
  const std::vector<std::string>& rejected() const { return rejected_; }

 private:
  void map(const SafetensorsFile& file);

  std::shared_ptr<const SafetensorsFile> file_;
  double cutoff_, unit_;
  int size_ = 0;
  const std::int64_t* first_ = nullptr;
  const StoredNeighbour* neighbour_ = nullptr;
  const std::int32_t* kind_ = nullptr;
  const float* frac_ = nullptr;
  const double* lattice_ = nullptr;
  const std::array<float, 92>* kinds_ = nullptr;
  std::vector<std::string> elements_, rejected_;
};

}  // namespace clasp
