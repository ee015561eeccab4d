// SPDX-License-Identifier: MIT
// Maps the neighbour store.
#include "train/neighbour_store.h"

#include <cstring>

#include "core/hash.h"
#include "train/store_writer.h"

namespace clasp {
namespace {

constexpr int kStoreVersion = 3;

/// Identifies the corpus' structures and how they are stored.
std::string key_of(const Database& db, double cutoff) {
  std::uint64_t hash = hash_bytes(&cutoff, sizeof cutoff);
  hash = hash_bytes(&kStoreVersion, sizeof kStoreVersion, hash);
  db.for_each_structure([&](const StructureRow& row) {
    hash = hash_bytes(&row.id, sizeof row.id, hash);
    hash = hash_text(row.source, hash);
    hash = hash_bytes(&row.structure.lattice, sizeof row.structure.lattice, hash);
    for (const auto& site : row.structure.sites) {
      hash = hash_bytes(&site.frac, sizeof site.frac, hash);
      for (const auto& occupant : site.occupants) {
        hash = hash_bytes(&occupant.z, sizeof occupant.z, hash);
        hash = hash_bytes(&occupant.occupancy, sizeof occupant.occupancy, hash);
      }
    }
  });
  return std::to_string(hash);
}

}  // namespace

NeighbourStore::NeighbourStore(const Database& db, double cutoff, const std::string& path,
                               const Progress& progress, int threads)
    : cutoff_(cutoff), index_(read_store_index(path, key_of(db, cutoff))) {
  if (index_.complete) file_ = MappedFile(path);
  // Between index and file another process may have replaced both, the index first.
  if (!index_.complete || !read_store_index(path, index_.key).complete)
    file_ = complete_store(db, cutoff, path, progress, threads, index_);
}

StoredCrystal NeighbourStore::crystal(int index) const {
  StoredCrystal c;
  c.atoms = atoms(index);
  const std::byte* at = file_.data() + stored_at(index_, index);
  std::memcpy(c.lattice.data(), at, 9 * sizeof(double));
  at += 9 * sizeof(double);
  c.neighbour = reinterpret_cast<const StoredNeighbour*>(at);
  at += sizeof(StoredNeighbour) * kStoredNeighbours * static_cast<std::size_t>(c.atoms);
  c.kind = reinterpret_cast<const std::int32_t*>(at);
  c.frac = reinterpret_cast<const float*>(c.kind + c.atoms);
  return c;
}

}  // namespace clasp
