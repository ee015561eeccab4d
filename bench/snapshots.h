// SPDX-License-Identifier: MIT
// What benchmarks embed.
#pragma once

#include <cmath>

#include "core/periodic.h"
#include "core/rng.h"

namespace clasp {

/// Silicon in the diamond structure: 80 atoms, or the cube of cells nearest to the number,
/// displaced by sigma Angstrom per axis.
inline Structure silicon(int atoms, double sigma) {
  Structure s;
  s.lattice = lattice_from_parameters(5.431, 5.431, 5.431, 90, 90, 90);
  for (const Vec3& f : {Vec3{0, 0, 0}, Vec3{0, .5, .5}, Vec3{.5, 0, .5}, Vec3{.5, .5, 0}})
    for (const double shift : {0.0, 0.25})
      s.sites.push_back({f + Vec3{shift, shift, shift}, {{14, 1.0}}});
  const int n = atoms == 80 ? 0 : static_cast<int>(std::lround(std::cbrt(atoms / 8.0)));
  s = n == 0 ? supercell(s, 5, 2, 1) : supercell(s, n, n, n);
  Rng rng(1);
  const Mat3 back = inverse(s.lattice);
  for (Site& site : s.sites)
    site.frac =
        site.frac + Vec3{sigma * rng.normal(), sigma * rng.normal(), sigma * rng.normal()} * back;
  return s;
}

/// Silicon atoms at random, none nearer than 2.2 Angstrom to another, as dense as the melt
/// (0.055 per cubic Angstrom).
inline Structure liquid(int atoms) {
  const double side = std::cbrt(atoms / 0.055), least = 2.2;
  const int grid = static_cast<int>(side / least);  // cells of at least that width
  std::vector<std::vector<Vec3>> cell(static_cast<std::size_t>(grid) * grid * grid);
  const auto at = [&](int x, int y, int z) -> std::vector<Vec3>& {
    const auto wrap = [grid](int i) { return static_cast<std::size_t>((i + grid) % grid); };
    return cell[(wrap(x) * grid + wrap(y)) * grid + wrap(z)];
  };
  const auto free = [&](const Vec3& f, int x, int y, int z) {
    for (int n = 0; n < 27; ++n)
      for (const Vec3& other : at(x + n / 9 - 1, y + n / 3 % 3 - 1, z + n % 3 - 1)) {
        double square = 0.0;
        for (int axis = 0; axis < 3; ++axis) {
          const double d = f[axis] - other[axis];
          square += (d - std::round(d)) * (d - std::round(d));
        }
        if (square * side * side < least * least) return false;
      }
    return true;
  };
  Structure s;
  s.lattice = lattice_from_parameters(side, side, side, 90, 90, 90);
  Rng rng(3);
  while (static_cast<int>(s.sites.size()) < atoms) {
    const Vec3 f = {rng.uniform(), rng.uniform(), rng.uniform()};
    const int x = static_cast<int>(f[0] * grid), y = static_cast<int>(f[1] * grid),
              z = static_cast<int>(f[2] * grid);
    if (!free(f, x, y, z)) continue;
    at(x, y, z).push_back(f);
    s.sites.push_back({f, {{14, 1.0}}});
  }
  return s;
}

}  // namespace clasp
