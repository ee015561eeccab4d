// SPDX-License-Identifier: MIT
// Small hashes that are the same on every machine: keys of caches, seeds of draws.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/rng.h"

namespace clasp {

/// FNV-1a (Fowler, Noll, Vo), 64 bits, continued from `hash`.
inline std::uint64_t hash_bytes(const void* data, std::size_t size,
                                std::uint64_t hash = 0xCBF29CE484222325ULL) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001B3ULL;
  return hash;
}

inline std::uint64_t hash_text(std::string_view text, std::uint64_t hash = 0xCBF29CE484222325ULL) {
  return hash_bytes(text.data(), text.size(), hash);
}

/// A seed out of a seed and a number, well mixed.
inline std::uint64_t mix(std::uint64_t seed, std::uint64_t number) {
  return Rng(Rng(seed).next() ^ (number * 0xD1342543DE82EF95ULL + 1)).next();
}

}  // namespace clasp
