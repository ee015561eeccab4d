// SPDX-License-Identifier: MIT
// Random damages to sound inputs, for tests that nothing but an Error comes of them.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/rng.h"

namespace clasp::test {

/// How many damaged inputs to try: CLASP_FUZZ_ROUNDS, if set.
inline int fuzz_rounds(int usual) {
  const char* asked = std::getenv("CLASP_FUZZ_ROUNDS");
  return asked != nullptr ? std::max(1, std::atoi(asked)) : usual;
}

constexpr std::uint64_t kDamagedHead =
    2048;  ///< bytes that get half of the damages: headers are there

inline std::size_t draw_place(const std::string& text, Rng& rng) {
  const std::uint64_t end =
      rng.uniform() < 0.5 && text.size() > kDamagedHead ? kDamagedHead : text.size();
  return rng.below(end);
}

/// Changes, removes, repeats or inserts bytes; now and then cuts the rest off.
inline void damage(std::string& text, Rng& rng) {
  static const std::vector<std::string> unkind = {
      "-1", "1e999", "nan", "99999999999999999999", "?", "'", "\n", std::string(1, 0), "\xFF", ";"};
  if (text.empty()) return;
  const std::size_t at = draw_place(text, rng);
  switch (rng.below(16)) {
    case 0:
      text.resize(at);
      break;
    case 1:
    case 2:
    case 3:
      text.erase(at, 1 + rng.below(16));
      break;
    case 4:
    case 5:
    case 6:
      text.insert(at, text.substr(draw_place(text, rng), rng.below(64)));
      break;
    case 7:
    case 8:
    case 9:
      text.insert(at, unkind[rng.below(unkind.size())]);
      break;
    default:
      text[at] = static_cast<char>(rng.below(256));
  }
}

}  // namespace clasp::test
