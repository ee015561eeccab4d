// SPDX-License-Identifier: MIT
// The geometry of all crystals of a corpus as training needs it: 28 nearest neighbours of every
// atom as vectors, in 8 bytes each, in a file that is mapped. 240 bytes an atom.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/mapped_file.h"
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

/// What is known of the stored crystals without their geometry, and what the features are.
struct StoreIndex {
  std::string key;                     ///< of corpus and cut-off
  bool complete = false;               ///< false: crystals are to follow
  std::vector<std::int64_t> first{0};  ///< [crystals + 1] atoms before each
  std::vector<std::array<float, 92>> kinds;
  std::vector<std::string> elements;  ///< that occur, sorted
  std::vector<std::string> rejected;  ///< why crystals could not be stored; they have no atoms
};

class NeighbourStore {
 public:
  /// Called with the number of crystals done and of all.
  using Progress = std::function<void(std::int64_t, std::int64_t)>;

  /// Opens `path` if it belongs to this corpus and cut-off, goes on with it if it is not finished,
  /// and makes it otherwise, on `threads` threads; beside it `path`.index is written. Crystals that
  /// cannot be stored (elements without features, more than 65,534 sites) have no atoms. Throws
  /// Error.
  NeighbourStore(const Database& db, double cutoff, const std::string& path,
                 const Progress& progress, int threads = 1);

  /// Crystals, in the order of the database.
  int size() const { return static_cast<int>(index_.first.size()) - 1; }
  StoredCrystal crystal(int index) const;
  int atoms(int index) const {
    return static_cast<int>(index_.first[index + 1] - index_.first[index]);
  }
  const std::array<float, 92>* kinds() const { return index_.kinds.data(); }
  double unit() const { return cutoff_ / 32767.0; }  ///< Angstrom, of StoredNeighbour::vector
  double cutoff() const { return cutoff_; }
  const std::string& key() const { return index_.key; }  ///< of corpus and cut-off
  const std::vector<std::string>& elements() const { return index_.elements; }
  const std::vector<std::string>& rejected() const { return index_.rejected; }

 private:
  double cutoff_;
  StoreIndex index_;
  MappedFile file_;
};

}  // namespace clasp
