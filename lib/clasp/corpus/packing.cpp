// SPDX-License-Identifier: MIT
// Monte Carlo of 60 atoms with pair potentials read off the crystal's own distances.
#include "corpus/packing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "core/elements.h"
#include "core/periodic.h"

namespace clasp {

namespace {

constexpr int kAtoms = 60;
constexpr double kPairRange = 6.0;        ///< Angstrom: how far pairs of the crystal are looked for
constexpr double kTouching = 1.15;        ///< pairs within this of the nearest distance attract
constexpr double kIonicDifference = 1.2;  ///< electronegativity difference of an ionic compound
constexpr int kMeltSweeps = 160;
constexpr int kQuenchSweeps = 100;
constexpr double kHotStart = 4.0;  ///< first temperature, in well depths

/// What a kind of bonding does to density and disorder. Volumes are relative to the crystal.
struct Recipe {
  double liquid_volume_low, liquid_volume_high;
  double glass_volume_low, glass_volume_high;
  double temperature_low, temperature_high;  ///< of the liquid, in well depths
  double stretch;  ///< of the touching distance: 2.45 for 2.35 A in liquid silicon
};

Recipe recipe_of(Bonding bonding) {
  switch (bonding) {
    case Bonding::kMetallic:
      return {1.02, 1.12, 1.00, 1.06, 0.8, 1.3, 1.0};
    case Bonding::kIonic:
      return {1.06, 1.28, 1.00, 1.15, 0.6, 1.1, 0.98};
    case Bonding::kDispersion:
      return {1.10, 1.25, 1.02, 1.10, 0.7, 1.1, 1.0};
    default:
      return {0.90, 1.08, 1.00, 1.08, 1.1, 1.6, 1.04};
  }
}

bool is_nonmetal(int z) {
  static const std::vector<int> list = {1,  2,  5,  6,  7,  8,  9,  10, 14, 15, 16,
                                        17, 18, 32, 33, 34, 35, 36, 52, 53, 54, 86};
  return std::binary_search(list.begin(), list.end(), z);
}

bool is_noble_gas(int z) {
  return z == 2 || z == 10 || z == 18 || z == 36 || z == 54 || z == 86;
}

using PairTable = std::map<std::pair<int, int>, double>;

std::pair<int, int> ordered(int a, int b) {
  return {std::min(a, b), std::max(a, b)};
}

/// Shortest distance of every pair of elements in the crystal, up to kPairRange.
PairTable shortest_distances(const Structure& s) {
  PairTable table;
  const PointCloud cloud = points_within(s, kPairRange);
  for (int i = 0; i < cloud.n_local; ++i)
    for (std::size_t j = 0; j < cloud.position.size(); ++j) {
      if (static_cast<int>(j) == i) continue;
      const double d = norm(cloud.position[j] - cloud.position[i]);
      if (d > kPairRange) continue;
      for (const auto& a : s.sites[i].occupants)
        for (const auto& b : s.sites[cloud.owner[j]].occupants) {
          auto [it, fresh] = table.try_emplace(ordered(a.z, b.z), d);
          if (!fresh) it->second = std::min(it->second, d);
        }
    }
  return table;
}

/// Elements of the packing's atoms: whole formula units where they are small, else the nearest
/// amounts.
std::vector<int> atoms_of(const Structure& crystal) {
  const auto amounts = composition(crystal);
  double total = 0.0;
  long divisor = 0;
  bool whole = true;
  for (const auto& [z, n] : amounts) {
    total += n;
    whole = whole && std::abs(n - std::round(n)) < 1e-6;
    divisor = std::gcd(divisor, std::lround(n));
  }
  double scale = kAtoms / total;
  if (whole && total / static_cast<double>(divisor) < 1.3 * kAtoms)
    scale = std::ceil(scale * static_cast<double>(divisor) - 1e-9) / static_cast<double>(divisor);
  std::vector<int> atoms;
  double carried = 0.0;
  for (const auto& [z, n] : amounts) {
    const double wanted = n * scale + carried;
    const auto count = static_cast<std::size_t>(std::max(1L, std::lround(wanted)));
    carried = wanted - static_cast<double>(count);
    atoms.insert(atoms.end(), count, z);
  }
  return atoms;
}

/// (r0/r)^12 - 2 attraction (r0/r)^6, in well depths.
struct PairPotential {
  double squared = 0.0;     ///< r0^2
  double attraction = 0.0;  ///< 1 or 0
};

/// Atoms in a cubic periodic cell. Coordinates are stored axis by axis, so that the energy loop
/// runs in vector registers.
class Packing {
 public:
  Packing(std::vector<int> atoms, double edge, Rng& rng)
      : atoms_(std::move(atoms)), edge_(edge), rng_(&rng) {
    for (auto& axis : position_) {
      axis.resize(atoms_.size());
      for (double& x : axis) x = rng.uniform(0.0, edge_);
    }
  }

  void set_potentials(const std::map<std::pair<int, int>, PairPotential>& table) {
    const std::size_t n = atoms_.size();
    squared_.resize(n * n);
    attraction_.resize(n * n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const PairPotential& pair = table.at(ordered(atoms_[i], atoms_[j]));
        squared_[i * n + j] = i == j ? 0.0 : pair.squared;
        attraction_[i * n + j] = 2.0 * pair.attraction;
      }
  }

  /// One trial move per atom, with a step that adapts to two accepted trials in five.
  void sweep(double temperature) {
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < atoms_.size(); ++i) accepted += try_move(i, temperature) ? 1 : 0;
    const bool often = static_cast<double>(accepted) > 0.4 * static_cast<double>(atoms_.size());
    step_ = std::clamp(step_ * (often ? 1.05 : 0.95), 0.01, 0.25 * edge_);
  }

  Structure structure() const {
    Structure s;
    s.lattice = lattice_from_parameters(edge_, edge_, edge_, 90, 90, 90);
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      s.sites.push_back({(1.0 / edge_) * position(i), {{atoms_[i], 1.0}}});
    return s;
  }

 private:
  Vec3 position(std::size_t i) const { return {position_[0][i], position_[1][i], position_[2][i]}; }

  /// Energy of atom i at `at` with all others; the diagonal of the tables is zero, so is its own
  /// share.
  double energy(std::size_t i, const Vec3& at) const {
    const std::size_t n = atoms_.size();
    const double *x = position_[0].data(), *y = position_[1].data(), *z = position_[2].data();
    const double *squared = &squared_[i * n], *attraction = &attraction_[i * n];
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
  double shortest(double d) const {
    d = std::abs(d);
    return std::min(d, edge_ - d);
  }

  bool try_move(std::size_t i, double temperature) {
    Vec3 next = position(i);
    for (double& x : next) {
      x += step_ * rng_->uniform(-1.0, 1.0);
      x -= edge_ * std::floor(x / edge_);
    }
    const double change = energy(i, next) - energy(i, position(i));
    if (change > 0.0 && rng_->uniform() >= std::exp(-change / temperature)) return false;
    for (std::size_t k = 0; k < 3; ++k) position_[k][i] = next[k];
    return true;
  }

  std::vector<int> atoms_;
  double edge_;
  Rng* rng_;
  std::array<std::vector<double>, 3> position_;
  std::vector<double> squared_, attraction_;
  double step_ = 0.5;  ///< Angstrom
};

/// Attraction between pairs that touch in the crystal (all pairs of a metal), repulsion between the
/// others.
std::map<std::pair<int, int>, PairPotential> potentials(const Structure& crystal, Bonding bonding,
                                                        double stretch, Rng& rng) {
  const PairTable shortest = shortest_distances(crystal);
  std::map<int, double> nearest;
  for (const auto& [pair, d] : shortest)
    for (const int z : {pair.first, pair.second}) {
      const auto it = nearest.try_emplace(z, d).first;
      it->second = std::min(it->second, d);
    }
  double total = 0.0;
  for (const auto& [z, n] : composition(crystal)) total += n;
  const double close_packed = std::cbrt(std::sqrt(2.0) * crystal.volume() / total);
  std::map<std::pair<int, int>, PairPotential> table;
  for (const auto& [a, na] : nearest)
    for (const auto& [b, nb] : nearest) {
      const auto found = shortest.find(ordered(a, b));
      const double touch = kTouching * std::max(na, nb);
      double d = found != shortest.end() ? found->second : 1.4 * std::max(na, nb);
      const bool bonded = bonding == Bonding::kMetallic || d < touch;
      if (nearest.size() == 1 && bonding == Bonding::kMetallic)
        d = std::clamp(close_packed, d, 1.1 * d);
      const double r0 = d * (bonded ? stretch : rng.uniform(0.80, 0.92));
      table[ordered(a, b)] = {r0 * r0, bonded ? 1.0 : 0.0};
    }
  return table;
}

}  // namespace

Bonding bonding_of(const Structure& crystal) {
  double low = 9.0, high = 0.0;
  bool all_metals = true, noble = true;
  for (const auto& [z, amount] : composition(crystal)) {
    all_metals = all_metals && !is_nonmetal(z);
    noble = noble && is_noble_gas(z);
    low = std::min(low, electronegativity(z));
    high = std::max(high, electronegativity(z));
  }
  if (noble) return Bonding::kDispersion;
  if (all_metals) return Bonding::kMetallic;
  return high - low > kIonicDifference ? Bonding::kIonic : Bonding::kCovalent;
}

Structure pack_atoms(const Structure& crystal, Bonding bonding, Phase phase, Rng& rng) {
  const Recipe recipe = recipe_of(bonding);
  const bool glass = phase == Phase::kGlass;
  double sites = 0.0;
  for (const auto& [z, n] : composition(crystal)) sites += n;
  auto atoms = atoms_of(crystal);
  const double factor = glass ? rng.uniform(recipe.glass_volume_low, recipe.glass_volume_high)
                              : rng.uniform(recipe.liquid_volume_low, recipe.liquid_volume_high);
  const double volume = crystal.volume() / sites * static_cast<double>(atoms.size()) * factor;
  Packing packing(std::move(atoms), std::cbrt(volume), rng);
  packing.set_potentials(potentials(crystal, bonding, recipe.stretch, rng));
  const double temperature = rng.uniform(recipe.temperature_low, recipe.temperature_high);
  for (int i = 0; i < kMeltSweeps; ++i) {
    const double cooled = kHotStart * std::exp(-12.0 * i / kMeltSweeps);
    packing.sweep(std::max(temperature, cooled));
  }
  for (int i = 0; glass && i < kQuenchSweeps; ++i)
    packing.sweep(temperature * std::exp(-3.0 * i / kQuenchSweeps));
  return packing.structure();
}

}  // namespace clasp
