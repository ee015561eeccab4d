// SPDX-License-Identifier: MIT
// Strain, displacements and supercells on stored neighbour vectors.
#include "train/geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "train/distance_grid.h"

namespace clasp {
namespace {

/// Cell of a supercell and site in it, in one row number.
struct Wiring {
  std::array<int, 3> repeat;
  int sites;

  int row(const std::array<int, 3>& cell, int site) const {
    return ((cell[0] * repeat[1] + cell[1]) * repeat[2] + cell[2]) * sites + site;
  }
  int neighbour_row(const std::array<int, 3>& cell, const std::array<int, 3>& shift,
                    int site) const {
    std::array<int, 3> to{};
    for (int k = 0; k < 3; ++k) to[k] = ((cell[k] + shift[k]) % repeat[k] + repeat[k]) % repeat[k];
    return row(to, site);
  }
};

Vec3 vector_of(const StoredNeighbour& s, double unit) {
  return {s.vector[0] * unit, s.vector[1] * unit, s.vector[2] * unit};
}

/// The cell in which a stored neighbour lies, relative to the atom's own.
std::array<int, 3> shift_of(const StoredCrystal& c, int site, const StoredNeighbour& s, double unit,
                            const Mat3& to_frac) {
  const Vec3 d = vector_of(s, unit) * to_frac;
  std::array<int, 3> shift{};
  for (int k = 0; k < 3; ++k)
    shift[k] =
        static_cast<int>(std::lround(d[k] - (c.frac[3 * s.site + k] - c.frac[3 * site + k])));
  return shift;
}

double shortest_distance(const StoredCrystal& c, double unit) {
  double shortest = std::numeric_limits<double>::infinity();
  for (int site = 0; site < c.atoms; ++site)
    if (const auto& nearest = c.neighbour[std::int64_t{site} * kStoredNeighbours];
        nearest.site != kNoNeighbour)
      shortest = std::min(shortest, norm(vector_of(nearest, unit)));
  return shortest;
}

struct Candidate {
  float squared;
  std::int32_t row;
};

/// Keeps the `places` shortest of the candidates (any order) as one row of the graph.
void keep_shortest(std::array<Candidate, kStoredNeighbours>& all, int n, int places,
                   CrystalGraph& graph, int row) {
  const int kept = std::min(n, places);
  if (n > places)
    std::nth_element(all.begin(), all.begin() + places, all.begin() + n,
                     [](const Candidate& a, const Candidate& b) { return a.squared < b.squared; });
  for (int m = 0; m < kept; ++m) {
    graph.neighbour[static_cast<std::size_t>(row) * places + m] = all[m].row;
    graph.bin[static_cast<std::size_t>(row) * places + m] =
        static_cast<std::int16_t>(std::lround(std::sqrt(all[m].squared) / kDistanceStep));
  }
}

}  // namespace

std::array<int, 3> repetitions(const StoredCrystal& crystal, int atoms) {
  std::array<int, 3> repeat = {1, 1, 1};
  while (crystal.atoms * repeat[0] * repeat[1] * repeat[2] < atoms) {
    int shortest = 0;
    for (int k = 1; k < 3; ++k)
      if (repeat[k] * norm(crystal.lattice[k]) <
          repeat[shortest] * norm(crystal.lattice[shortest]) - 1e-6)
        shortest = k;
    ++repeat[shortest];
  }
  return repeat;
}

Distortion draw_distortion(const StoredCrystal& crystal, double unit, bool textbook, bool packing,
                           const AugmentSettings& s, Rng& rng) {
  Distortion d;
  if (rng.uniform() >= s.share) return d;
  if (crystal.atoms < s.supercell_atoms &&
      rng.uniform() < (textbook ? s.textbook_supercell : s.supercell))
    d.repeat = repetitions(crystal, s.supercell_atoms);
  const double stretch = rng.uniform(-s.stretch, s.stretch);
  for (int i = 0; i < 3; ++i)
    for (int j = i; j < 3; ++j) {
      const double e = s.strain * rng.normal();
      d.deformation[i][j] = d.deformation[j][i] = i == j ? 1.0 + stretch + e : 0.5 * e;
    }
  double largest = textbook || packing ? s.textbook_displacement : s.displacement;
  if (textbook && !packing && s.lindemann > 0)
    largest = std::min(largest, s.lindemann * shortest_distance(crystal, unit));
  d.displacement = rng.uniform(0.0, largest);
  return d;
}

Distortion without_lost_symmetry(const Distortion& distortion) {
  const Mat3& d = distortion.deformation;
  const double scale = (d[0][0] + d[1][1] + d[2][2]) / 3;
  return {distortion.repeat, {{{scale, 0, 0}, {0, scale, 0}, {0, 0, scale}}}, 0.0};
}

CrystalGraph distorted_graph(const StoredCrystal& c, const Distortion& distortion, double unit,
                             const GraphSettings& settings, Rng& rng) {
  const auto& repeat = distortion.repeat;
  const int copies = repeat[0] * repeat[1] * repeat[2], places = settings.max_neighbours;
  const Wiring wiring{repeat, c.atoms};
  const Mat3 to_frac = inverse(c.lattice);
  CrystalGraph graph;
  graph.atoms = copies * c.atoms;
  graph.neighbour.assign(static_cast<std::size_t>(graph.atoms) * places, -1);
  graph.bin.assign(static_cast<std::size_t>(graph.atoms) * places, 0);
  graph.kind.resize(graph.atoms);
  std::vector<Vec3> u(graph.atoms);
  if (distortion.displacement > 0)
    for (auto& v : u)
      v = {distortion.displacement * rng.normal(), distortion.displacement * rng.normal(),
           distortion.displacement * rng.normal()};

  const auto largest = static_cast<float>(settings.cutoff * settings.cutoff);
  for (int site = 0; site < c.atoms; ++site) {
    std::array<Vec3, kStoredNeighbours> vectors;
    std::array<std::array<int, 3>, kStoredNeighbours> shifts{};
    const StoredNeighbour* stored = c.neighbour + std::int64_t{site} * kStoredNeighbours;
    int known = 0;
    for (; known < kStoredNeighbours && stored[known].site != kNoNeighbour; ++known) {
      if (copies > 1) shifts[known] = shift_of(c, site, stored[known], unit, to_frac);
      vectors[known] = vector_of(stored[known], unit) * distortion.deformation;
    }
    for (std::array<int, 3> cell{}; cell[0] < repeat[0]; ++cell[0])
      for (cell[1] = 0; cell[1] < repeat[1]; ++cell[1])
        for (cell[2] = 0; cell[2] < repeat[2]; ++cell[2]) {
          const int row = wiring.row(cell, site);
          graph.kind[row] = c.kind[site];
          std::array<Candidate, kStoredNeighbours> all;
          int n = 0;
          for (int m = 0; m < known; ++m) {
            const int other = wiring.neighbour_row(cell, shifts[m], stored[m].site);
            const Vec3 r = vectors[m] + u[other] - u[row];
            const auto squared = static_cast<float>(dot(r, r));
            if (squared <= largest) all[n++] = {squared, other};
          }
          keep_shortest(all, n, places, graph, row);
        }
  }
  return graph;
}

}  // namespace clasp
