// SPDX-License-Identifier: MIT
// The Monte Carlo moves and energies of packings.
#include "corpus/textbook/packing_cell.h"

#include <algorithm>
#include <cmath>

namespace clasp {

namespace {

constexpr double kTurnPerAngstrom = 0.8;  ///< radians of rotation that go with a step

/// Rotation by an angle about a unit vector (Rodrigues).
Vec3 turned(const Vec3& v, const Vec3& axis, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return c * v + s * cross(axis, v) + ((1.0 - c) * dot(axis, v)) * axis;
}

Vec3 random_direction(Rng& rng) {
  const Vec3 v = {rng.normal(), rng.normal(), rng.normal()};
  return (1.0 / std::max(norm(v), 1e-12)) * v;
}

}  // namespace

PackingCell::PackingCell(const std::vector<RigidUnit>& units, double edge,
                         const std::vector<std::vector<PairPotential>>& potentials, Rng& rng)
    : edge_(edge), rng_(&rng) {
  std::vector<int> kinds;
  std::vector<std::size_t> owner;
  for (std::size_t u = 0; u < units.size(); ++u) {
    first_.push_back(kinds.size());
    const Vec3 place = {rng.uniform(0, edge), rng.uniform(0, edge), rng.uniform(0, edge)};
    const Vec3 axis = random_direction(rng);
    const double angle = rng.uniform(0.0, 6.283185307179586);
    for (std::size_t a = 0; a < units[u].kinds.size(); ++a) {
      kinds.push_back(units[u].kinds[a]);
      owner.push_back(u);
      const Vec3 x = inside(place + turned(units[u].positions[a], axis, angle));
      for (std::size_t k = 0; k < 3; ++k) position_[k].push_back(x[k]);
    }
  }
  const std::size_t n = kinds.size();
  first_.push_back(n);
  squared_.resize(n * n);
  attraction_.resize(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const PairPotential& pair = potentials[kinds[i]][kinds[j]];
      squared_[i * n + j] = owner[i] == owner[j] ? 0.0 : pair.squared;
      attraction_[i * n + j] = 2.0 * pair.attraction;
    }
}

void PackingCell::sweep(double temperature) {
  const std::size_t units = first_.size() - 1;
  std::size_t accepted = 0;
  for (std::size_t u = 0; u < units; ++u) accepted += try_move(u, temperature) ? 1 : 0;
  const bool often = static_cast<double>(accepted) > 0.4 * static_cast<double>(units);
  step_ = std::clamp(step_ * (often ? 1.05 : 0.95), 0.01, 0.25 * edge_);
}

std::vector<Vec3> PackingCell::positions() const {
  std::vector<Vec3> all;
  for (std::size_t i = 0; i < position_[0].size(); ++i)
    all.push_back({position_[0][i], position_[1][i], position_[2][i]});
  return all;
}

double PackingCell::energy(std::size_t atom, const Vec3& at) const {
  const std::size_t n = position_[0].size();
  const double *x = position_[0].data(), *y = position_[1].data(), *z = position_[2].data();
  const double *squared = &squared_[atom * n], *attraction = &attraction_[atom * n];
  double sum = 0.0;
  for (std::size_t j = 0; j < n; ++j) {
    const double dx = shortest(at[0] - x[j]), dy = shortest(at[1] - y[j]),
                 dz = shortest(at[2] - z[j]);
    const double ratio = squared[j] / (dx * dx + dy * dy + dz * dz + 1e-9);
    const double sixth = ratio * ratio * ratio;
    sum += sixth * (sixth - attraction[j]);
  }
  return sum;
}

/// The shortest image of a difference between two coordinates of the cell.
double PackingCell::shortest(double d) const {
  d = std::abs(d);
  return std::min(d, edge_ - d);
}

Vec3 PackingCell::inside(Vec3 x) const {
  for (double& c : x) {
    c -= edge_ * std::floor(c / edge_);
    if (c >= edge_) c = 0.0;
  }
  return x;
}

std::vector<Vec3> PackingCell::trial(std::size_t unit, double angle) {
  Vec3 move{};
  for (double& c : move) c = step_ * rng_->uniform(-1.0, 1.0);
  const std::size_t begin = first_[unit], end = first_[unit + 1];
  const Vec3 first = {position_[0][begin], position_[1][begin], position_[2][begin]};
  std::vector<Vec3> next = {inside(first + move)};
  if (end - begin == 1) return next;
  const Vec3 axis = random_direction(*rng_);
  for (std::size_t i = begin + 1; i < end; ++i) {
    Vec3 arm{};
    for (std::size_t k = 0; k < 3; ++k) {
      arm[k] = position_[k][i] - first[k];
      arm[k] -= edge_ * std::round(arm[k] / edge_);
    }
    next.push_back(inside(first + move + turned(arm, axis, angle)));
  }
  return next;
}

bool PackingCell::try_move(std::size_t unit, double temperature) {
  const std::vector<Vec3> next = trial(unit, kTurnPerAngstrom * step_ * rng_->uniform(-1.0, 1.0));
  double change = 0.0;
  for (std::size_t a = 0; a < next.size(); ++a) {
    const std::size_t i = first_[unit] + a;
    change += energy(i, next[a]) - energy(i, {position_[0][i], position_[1][i], position_[2][i]});
  }
  if (change > 0.0 && rng_->uniform() >= std::exp(-change / temperature)) return false;
  for (std::size_t a = 0; a < next.size(); ++a)
    for (std::size_t k = 0; k < 3; ++k) position_[k][first_[unit] + a] = next[a][k];
  return true;
}

}  // namespace clasp
