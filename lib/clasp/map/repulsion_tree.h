// SPDX-License-Identifier: MIT
// Barnes-Hut: what is far away acts as one.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace clasp {

/// A quadtree over points in the plane for the repulsion of t-SNE (van der Maaten, J. Mach. Learn.
/// Res. 15 (2014) 3221): sums of 1/(1+r^2) and of its square times the way to the others.
class RepulsionTree {
 public:
  /// @param xy  [n][2]; copied
  explicit RepulsionTree(const std::vector<float>& xy);

  struct Sums {
    double inverse = 0.0;           ///< sum of 1/(1+r^2) over all other points
    std::array<double, 2> force{};  ///< sum of (point - other) / (1+r^2)^2
  };
  /// @param theta  a cell counts as one point if its side is less than theta times its distance
  Sums around(float x, float y, double theta) const;
  /// The points in the order of the tree: neighbours in it are near each other.
  const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  struct Cell {
    float x = 0, y = 0;  ///< centre of mass
    float count = 0;
    float squared_side = 0;  ///< 0: a leaf
    std::uint32_t next = 0;  ///< first cell that is not inside this one
  };
  void add_cell(std::size_t begin, std::size_t end, int level, const std::vector<float>& xy);

  std::vector<std::uint32_t> order_, code_;
  std::vector<Cell> cells_;  ///< depth first
  float side_ = 0;
};

}  // namespace clasp
