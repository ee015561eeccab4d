// SPDX-License-Identifier: MIT
#include "map/repulsion_tree.h"

#include <algorithm>
#include <cmath>

namespace clasp {
namespace {

constexpr int kLevels = 16;  ///< halvings of the square: a code has two bits of each

std::uint32_t spread(std::uint32_t v) {  // a zero bit before each of the 16 bits
  v = (v | v << 8) & 0x00FF00FF;
  v = (v | v << 4) & 0x0F0F0F0F;
  v = (v | v << 2) & 0x33333333;
  return (v | v << 1) & 0x55555555;
}

/// Sorts (code, point) pairs by code: three passes of 11 bits.
void sort_by_code(std::vector<std::uint64_t>& pairs) {
  std::vector<std::uint64_t> other(pairs.size());
  for (const int shift : {32, 43, 54}) {
    std::vector<std::size_t> place(2049);
    for (const std::uint64_t p : pairs) ++place[(p >> shift & 2047) + 1];
    for (std::size_t i = 1; i < place.size(); ++i) place[i] += place[i - 1];
    for (const std::uint64_t p : pairs) other[place[p >> shift & 2047]++] = p;
    pairs.swap(other);
  }
}

}  // namespace

RepulsionTree::RepulsionTree(const std::vector<float>& xy) {
  const std::size_t n = xy.size() / 2;
  std::array<float, 2> low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};
  for (std::size_t i = 0; i < 2 * n; ++i) {
    low[i % 2] = std::min(low[i % 2], xy[i]);
    high[i % 2] = std::max(high[i % 2], xy[i]);
  }
  side_ = std::max({high[0] - low[0], high[1] - low[1], 1e-30F});
  const float scale = 65535.0F / side_;
  std::vector<std::uint64_t> pairs(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto x = static_cast<std::uint32_t>((xy[2 * i] - low[0]) * scale);
    const auto y = static_cast<std::uint32_t>((xy[2 * i + 1] - low[1]) * scale);
    pairs[i] = static_cast<std::uint64_t>(spread(x) | spread(y) << 1) << 32 | i;
  }
  sort_by_code(pairs);
  for (const std::uint64_t p : pairs) {
    code_.push_back(static_cast<std::uint32_t>(p >> 32));
    order_.push_back(static_cast<std::uint32_t>(p));
  }
  cells_.reserve(2 * n);
  if (n > 0) add_cell(0, n, 0, xy);
}

void RepulsionTree::add_cell(std::size_t begin, std::size_t end, int level,
                             const std::vector<float>& xy) {
  const std::size_t self = cells_.size();
  cells_.emplace_back();
  double x = 0.0, y = 0.0;
  if (end - begin == 1 || level == kLevels) {  // those too near to be told apart are one
    for (std::size_t i = begin; i < end; ++i) {
      x += xy[2 * order_[i]];
      y += xy[2 * order_[i] + 1];
    }
  } else {
    const int shift = 2 * (kLevels - 1 - level);
    for (std::size_t first = begin; first < end;) {
      const std::uint32_t quadrant = code_[first] >> shift;
      const auto last = static_cast<std::size_t>(
          std::partition_point(code_.begin() + static_cast<std::ptrdiff_t>(first),
                               code_.begin() + static_cast<std::ptrdiff_t>(end),
                               [&](std::uint32_t c) { return c >> shift == quadrant; }) -
          code_.begin());
      const std::size_t child = cells_.size();
      add_cell(first, last, level + 1, xy);
      x += static_cast<double>(cells_[child].x) * cells_[child].count;
      y += static_cast<double>(cells_[child].y) * cells_[child].count;
      first = last;
    }
    const float side = std::ldexp(side_, -level);
    cells_[self].squared_side = side * side;
  }
  const auto count = static_cast<double>(end - begin);
  cells_[self].x = static_cast<float>(x / count);
  cells_[self].y = static_cast<float>(y / count);
  cells_[self].count = static_cast<float>(count);
  cells_[self].next = static_cast<std::uint32_t>(cells_.size());
}

RepulsionTree::Sums RepulsionTree::around(float x, float y, double theta) const {
  const auto squared_theta = static_cast<float>(theta * theta);
  float inverse = 0.0F, force_x = 0.0F, force_y = 0.0F;
  for (std::uint32_t at = 0; at < cells_.size();) {
    const Cell& cell = cells_[at];
    const float dx = x - cell.x, dy = y - cell.y, squared = dx * dx + dy * dy;
    if (cell.squared_side >= squared_theta * squared && cell.squared_side > 0.0F) {
      ++at;
      continue;
    }
    const float q = 1.0F / (1.0F + squared), weight = cell.count * q;
    inverse += weight;
    force_x += weight * q * dx;
    force_y += weight * q * dy;
    at = cell.next;
  }
  return {static_cast<double>(inverse) - 1.0, {force_x, force_y}};  // without the point itself
}

}  // namespace clasp
