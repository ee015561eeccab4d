// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "screen/snapshot.h"

namespace clasp {
namespace {

constexpr double kMargin = 1.0;  ///< Angstrom beyond the outermost atoms of an open direction
constexpr double kLeastThickness = 0.01;   ///< Angstrom between opposite faces
constexpr double kRounding = 1e-10;        ///< relative
constexpr double kReach = 8.0;             ///< Angstrom within which images are seen
constexpr double kMostImages = 100'000.0;  ///< of one atom; a real cell has a few hundred

/// The cell with unit vectors across in place of those that are not periodic.
Mat3 with_upright_open_directions(Mat3 cell, const std::array<bool, 3>& periodic) {
  const auto unit = [](const Vec3& v) { return 1.0 / norm(v) * v; };
  const auto count = std::count(periodic.begin(), periodic.end(), true);
  if (count == 0) return {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  for (int k = 0; k < 3; ++k) {
    Vec3 &a = cell[k], &b = cell[(k + 1) % 3], &c = cell[(k + 2) % 3];
    if (count == 2 && !periodic[k]) a = unit(cross(b, c));
    if (count == 1 && periodic[k]) {
      const Vec3 axis = std::abs(a[0]) < 0.6 * norm(a) ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
      b = unit(cross(a, axis));
      c = unit(cross(a, b));
    }
  }
  return cell;
}

void check_cell(const Mat3& cell, const std::array<bool, 3>& periodic, const std::string& id) {
  const double volume = std::abs(determinant(cell));
  double images = 1.0;
  for (int k = 0; k < 3; ++k) {
    const double thickness = volume / norm(cross(cell[(k + 1) % 3], cell[(k + 2) % 3]));
    if (!(thickness >= kLeastThickness) || !std::isfinite(volume))
      throw Error(id, "", "the cell has no volume", "check its vectors");
    if (periodic[k]) images *= 1.0 + 2.0 * kReach / thickness;
  }
  if (images > kMostImages)
    throw Error(id, "", fmt::format("the cell is so thin that {:.0f} images are near", images),
                "check its vectors, or repeat it");
}

/// The same lengths and angles, a along x and b in the xy plane.
Mat3 along_axes(const Mat3& m) {
  const double ax = norm(m[0]);
  // LAMMPS refuses a tilt towards an open direction, were it of rounding alone
  const auto tilt = [](double value, double scale) {
    return std::abs(value) < kRounding * scale ? 0.0 : value;
  };
  const double bx = tilt(dot(m[0], m[1]) / ax, norm(m[1]));
  const double by = norm(cross(m[0], m[1])) / ax;
  const double cx = tilt(dot(m[0], m[2]) / ax, norm(m[2]));
  const double cy = tilt((dot(m[1], m[2]) - bx * cx) / by, norm(m[2]));
  const double cz = std::abs(determinant(m)) / (ax * by);
  return {{{ax, 0.0, 0.0}, {bx, by, 0.0}, {cx, cy, cz}}};
}

}  // namespace

LammpsBox lammps_box(const Snapshot& snapshot) {
  if (snapshot.positions.empty()) throw Error(snapshot.id, "", "holds no atoms", "leave it out");
  Mat3 cell = with_upright_open_directions(snapshot.cell, snapshot.periodic);
  check_cell(cell, snapshot.periodic, snapshot.id);

  const Mat3 to_fractions = inverse(cell);
  std::vector<Vec3> fractions;
  fractions.reserve(snapshot.positions.size());
  for (const Vec3& x : snapshot.positions) {
    fractions.push_back(x * to_fractions);
    for (const double f : fractions.back())
      if (!std::isfinite(f))
        throw Error(snapshot.id, "", "a position is too far away", "check the atom list");
  }
  for (int k = 0; k < 3; ++k) {
    if (snapshot.periodic[k]) {
      for (Vec3& f : fractions) f[k] -= std::floor(f[k]);
      continue;
    }
    const auto [low, high] =
        std::minmax_element(fractions.begin(), fractions.end(),
                            [k](const Vec3& a, const Vec3& b) { return a[k] < b[k]; });
    const double begin = (*low)[k] - kMargin, length = (*high)[k] + kMargin - begin;
    for (Vec3& f : fractions) f[k] = (f[k] - begin) / length;
    cell[k] = length * cell[k];
  }

  LammpsBox box;
  box.cell = along_axes(cell);
  box.periodic = snapshot.periodic;
  box.positions.reserve(3 * fractions.size());
  for (const Vec3& f : fractions) {
    const Vec3 x = f * box.cell;
    box.positions.insert(box.positions.end(), x.begin(), x.end());
  }
  return box;
}

std::map<int, double> composition(const Snapshot& snapshot) {
  std::map<int, double> amount;
  for (const int z : snapshot.z) amount[z] += 1.0;
  return amount;
}

}  // namespace clasp
