// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace clasp {

/// Calls work(begin, end) for pieces of 0..n on some threads. Pieces must not depend on each other,
/// nor throw.
template <class Work>
void for_pieces(int threads, std::size_t n, std::size_t piece, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto labour = [&] {
    for (std::size_t begin; (begin = next.fetch_add(piece)) < n;)
      work(begin, std::min(n, begin + piece));
  };
  std::vector<std::thread> others;
  for (int t = 1; t < threads; ++t) others.emplace_back(labour);
  labour();
  for (std::thread& other : others) other.join();
}

}  // namespace clasp
