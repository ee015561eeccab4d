// SPDX-License-Identifier: MIT
// Pair potentials and densities of melts, read off the crystal's own distances.
#include "corpus/textbook/packing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/elements.h"
#include "core/periodic.h"
#include "corpus/chemistry.h"
#include "corpus/molecules.h"
#include "corpus/textbook/packing_cell.h"

namespace clasp {

namespace {

constexpr int kAtoms = 60;
constexpr double kPairRange = 6.0;        ///< Angstrom: how far pairs of the crystal are looked for
constexpr double kTouching = 1.15;        ///< pairs within this of the nearest distance attract
constexpr double kIonicDifference = 1.2;  ///< electronegativity difference of an ionic compound
constexpr double kSecondShell = 1.633;    ///< of a tetrahedral network, in nearest distances
constexpr int kMeltSweeps = 160;
constexpr int kQuenchSweeps = 100;
constexpr double kHotStart = 4.0;  ///< first temperature, in well depths

struct Range {
  double low, high;
  double draw(Rng& rng) const { return rng.uniform(low, high); }
};

/// What a kind of bonding does to density and disorder. Volumes are relative to the crystal,
/// temperatures in well depths. The ranges are wide, since a melt is called one from just above
/// melting to far beyond, by any potential.
struct Recipe {
  Range liquid_volume, glass_volume, temperature;
  Range stretch;  ///< of touching pairs in the liquid: 2.45 for 2.35 Angstrom in silicon
};

Recipe recipe_of(Bonding bonding) {
  switch (bonding) {
    case Bonding::kMetallic:
      return {{1.00, 1.20}, {1.00, 1.06}, {0.8, 2.0}, {0.98, 1.02}};
    case Bonding::kIonic:
      return {{1.04, 1.42}, {1.00, 1.15}, {0.6, 1.6}, {0.88, 1.00}};
    case Bonding::kDispersion:
      return {{1.06, 1.35}, {1.02, 1.10}, {0.7, 1.3}, {0.98, 1.02}};
    case Bonding::kMolecular:
      return {{0.90, 1.20}, {0.98, 1.08}, {0.6, 1.1}, {1.00, 1.00}};
    default:
      return {{0.90, 1.38}, {1.00, 1.06}, {1.1, 2.0}, {1.00, 1.08}};
  }
}

bool is_noble_gas(int z) {
  return z == 2 || z == 10 || z == 18 || z == 36 || z == 54 || z == 86;
}

/// Units of a packing and the kinds of atoms in them.
struct Ingredients {
  std::vector<RigidUnit> units;
  std::vector<int> elements;  ///< by kind
};

/// Numbers of atoms by element: whole formula units where they are small, else the nearest amounts.
std::map<int, std::size_t> counts_of(const Structure& crystal) {
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
  std::map<int, std::size_t> counts;
  double carried = 0.0;
  for (const auto& [z, n] : amounts) {
    const double wanted = n * scale + carried;
    counts[z] = static_cast<std::size_t>(std::max(1L, std::lround(wanted)));
    carried = wanted - static_cast<double>(counts[z]);
  }
  return counts;
}

/// Single atoms, one kind per element.
Ingredients atoms_of(const Structure& crystal) {
  Ingredients all;
  for (const auto& [z, count] : counts_of(crystal)) {
    const int kind = static_cast<int>(all.elements.size());
    all.elements.push_back(z);
    all.units.insert(all.units.end(), count, RigidUnit{{kind}, {Vec3{}}});
  }
  return all;
}

/// Molecules of the crystal, in turn, until there are enough atoms.
Ingredients molecules_of(const Structure& crystal) {
  Ingredients all;
  const auto molecules = find_molecules(crystal);
  std::map<int, int> kind_of;
  for (int atoms = 0, m = 0; atoms < kAtoms; ++m) {
    const Molecule& molecule = molecules[static_cast<std::size_t>(m) % molecules.size()];
    RigidUnit unit;
    for (std::size_t a = 0; a < molecule.elements.size(); ++a) {
      const int z = molecule.elements[a];
      const auto [it, fresh] = kind_of.try_emplace(z, static_cast<int>(all.elements.size()));
      if (fresh) all.elements.push_back(z);
      unit.kinds.push_back(it->second);
      unit.positions.push_back(molecule.positions[a] - molecule.positions[0]);
    }
    atoms += static_cast<int>(unit.kinds.size());
    all.units.push_back(std::move(unit));
  }
  return all;
}

using Potentials = std::vector<std::vector<PairPotential>>;

double close_packed_distance(const Structure& crystal) {
  double total = 0.0;
  for (const auto& [z, n] : composition(crystal)) total += n;
  return std::cbrt(std::sqrt(2.0) * crystal.volume() / total);
}

/// Attraction between pairs that touch in the crystal (all pairs of a metal), repulsion between the
/// others.
Potentials potentials_of(const std::vector<int>& elements, const PairDistances& shortest,
                         Bonding bonding, double close_packed, double stretch, Rng& rng) {
  std::map<int, double> nearest;
  for (const auto& [pair, d] : shortest)
    for (const int z : {pair.first, pair.second}) {
      const auto it = nearest.try_emplace(z, d).first;
      it->second = std::min(it->second, d);
    }
  Potentials table(elements.size(), std::vector<PairPotential>(elements.size()));
  for (std::size_t a = 0; a < elements.size(); ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const double wide = std::max(nearest.at(elements[a]), nearest.at(elements[b]));
      const auto found = shortest.find(std::minmax(elements[a], elements[b]));
      double d = found != shortest.end() ? found->second : 1.4 * wide;
      const bool bonded = bonding == Bonding::kMetallic || d < kTouching * wide;
      if (elements.size() == 1 && bonding == Bonding::kMetallic)
        d = std::clamp(close_packed, d, 1.1 * d);
      const double r0 = d * (bonded ? stretch : rng.uniform(0.78, 0.90));
      table[a][b] = table[b][a] = {r0 * r0, bonded ? 1.0 : 0.0};
    }
  return table;
}

/// Splits the atoms of a tetrahedral element in two kinds that bond to each other only: a network
/// of four neighbours with even rings, which quenching a dense liquid would not give.
void make_network(Ingredients& all, Potentials& table, double nearest, Rng& rng) {
  all.elements.push_back(all.elements[0]);
  for (std::size_t u = 0; u < all.units.size(); u += 2) all.units[u].kinds[0] = 1;
  const double like = kSecondShell * nearest * rng.uniform(0.76, 0.86), bond = 1.01 * nearest;
  const PairPotential repulsion = {like * like, 0.0}, attraction = {bond * bond, 1.0};
  table = {{repulsion, attraction}, {attraction, repulsion}};
}

/// True for one element with four neighbours, as in diamond.
bool is_tetrahedral_element(const Structure& crystal, double nearest) {
  if (composition(crystal).size() != 1) return false;
  const PointCloud cloud = points_within(crystal, kTouching * nearest);
  int bonds = 0;
  for (std::size_t j = 1; j < cloud.position.size(); ++j)
    if (norm(cloud.position[j] - cloud.position[0]) < kTouching * nearest) ++bonds;
  return bonds == 4;
}

}  // namespace

Bonding bonding_of(const Structure& crystal) {
  double low = 9.0, high = 0.0;
  bool metals = true, noble = true;
  for (const auto& [z, amount] : composition(crystal)) {
    metals = metals && is_metal(z);
    noble = noble && is_noble_gas(z);
    low = std::min(low, electronegativity(z));
    high = std::max(high, electronegativity(z));
  }
  if (noble) return Bonding::kDispersion;
  if (metals) return Bonding::kMetallic;
  return high - low > kIonicDifference ? Bonding::kIonic : Bonding::kCovalent;
}

Structure pack_atoms(const Structure& crystal, Bonding bonding, Phase phase, Rng& rng) {
  const Recipe recipe = recipe_of(bonding);
  const bool glass = phase == Phase::kGlass, molecular = bonding == Bonding::kMolecular;
  Ingredients all = molecular ? molecules_of(crystal) : atoms_of(crystal);
  const auto shortest = molecular ? distances_between_molecules(crystal, kPairRange)
                                  : shortest_distances(crystal, kPairRange);
  const double factor = (glass ? recipe.glass_volume : recipe.liquid_volume).draw(rng);
  Potentials table = potentials_of(all.elements, shortest, bonding, close_packed_distance(crystal),
                                   glass ? 1.0 : recipe.stretch.draw(rng), rng);
  const double nearest = shortest.begin()->second;
  if (glass && bonding == Bonding::kCovalent && is_tetrahedral_element(crystal, nearest))
    make_network(all, table, nearest, rng);

  std::size_t atoms = 0;
  for (const auto& unit : all.units) atoms += unit.kinds.size();
  double sites = 0.0;
  for (const auto& [z, n] : composition(crystal)) sites += n;
  const double edge = std::cbrt(crystal.volume() / sites * static_cast<double>(atoms) * factor);
  PackingCell cell(all.units, edge, table, rng);
  const double temperature = recipe.temperature.draw(rng);
  for (int i = 0; i < kMeltSweeps; ++i)
    cell.sweep(std::max(temperature, kHotStart * std::exp(-12.0 * i / kMeltSweeps)));
  for (int i = 0; glass && i < kQuenchSweeps; ++i)
    cell.sweep(temperature * std::exp(-3.0 * i / kQuenchSweeps));

  Structure packed;
  packed.lattice = lattice_from_parameters(edge, edge, edge, 90, 90, 90);
  for (const Vec3& x : cell.positions()) packed.sites.push_back({(1.0 / edge) * x, {}});
  std::size_t site = 0;
  for (const auto& unit : all.units)
    for (const int kind : unit.kinds) packed.sites[site++].occupants = {{all.elements[kind], 1.0}};
  return packed;
}

}  // namespace clasp
