// SPDX-License-Identifier: MIT
// Makes a neighbour store, or the rest of one.
#pragma once

#include <string>

#include "train/neighbour_store.h"

namespace clasp {

/// Bytes of one crystal of `atoms` atoms in the file: lattice, neighbours, kinds, fractions.
constexpr std::int64_t stored_bytes(std::int64_t atoms) {
  return 9 * 8 + atoms * (kStoredNeighbours * std::int64_t{sizeof(StoredNeighbour)} + 4 + 3 * 4);
}
/// Where crystal `index` begins.
inline std::int64_t stored_at(const StoreIndex& index, std::int64_t crystal) {
  return stored_bytes(0) * crystal + (stored_bytes(1) - stored_bytes(0)) * index.first[crystal];
}

/// The index beside the store at `path`; an empty one if there is none for this key and file.
StoreIndex read_store_index(const std::string& path, const std::string& key);

/// Adds what `index` lacks to the store at `path` in pieces that a kill leaves whole, completes the
/// index, and maps the store. Another's store is replaced, its index is removed before. Throws
/// Error.
MappedFile complete_store(const Database& db, double cutoff, const std::string& path,
                          const NeighbourStore::Progress& progress, int threads, StoreIndex& index);

}  // namespace clasp
