// SPDX-License-Identifier: MIT
// The conventional standard cell: spglib's refined cell, then the axes of Setyawan and Curtarolo as
// pymatgen picks them.
#include <spglib.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include "core/error.h"
#include "corpus/cif.h"
#include "corpus/lattice_reduction.h"
#include "corpus/site_species.h"

namespace clasp {
namespace {

constexpr double kRightAngle = 1e-10;  // degrees within which an angle is 90
constexpr double kRadians = 3.14159265358979323846 / 180.0;

/// A cell on its way to the standard: sites carry an index into the original structure for their
/// occupants.
struct Cell {
  Mat3 lattice{};
  std::vector<Vec3> frac;
  std::vector<int> kind;
};

/// New axes: rows of `transform` are applied to fractional coordinates (frac' = transform frac),
/// `lattice` is the result.
struct Axes {
  Mat3 transform{};
  Mat3 lattice{};
};

struct Refined {
  Cell cell;
  int number = 0;
  char centring = 'P';
};

Refined refine(const Structure& s, const std::vector<int>& kinds, const std::string& name) {
  const int n = static_cast<int>(s.sites.size());
  double lattice[3][3];  // spglib wants the cell vectors as columns
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) lattice[k][i] = s.lattice[i][k];
  std::vector<Vec3> positions(n);
  std::vector<int> types(n);
  for (int i = 0; i < n; ++i) {
    positions[i] = s.sites[i].frac;
    types[i] = kinds[i] + 1;
  }
  struct Free {
    void operator()(SpglibDataset* d) const { spg_free_dataset(d); }
  };
  const std::unique_ptr<SpglibDataset, Free> data(
      spgat_get_dataset(lattice, reinterpret_cast<double(*)[3]>(positions.data()), types.data(), n,
                        kSymprec, kAngleTolerance));
  if (!data || data->spacegroup_number == 0)
    throw Error(name, "", "spglib finds no symmetry", "check for atoms on top of each other");
  Refined r;
  r.number = data->spacegroup_number;
  r.centring = data->international_symbol[0];
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) r.cell.lattice[i][k] = data->std_lattice[k][i];
  for (int i = 0; i < data->n_std_atoms; ++i) {
    const double* x = data->std_positions[i];
    r.cell.frac.push_back({x[0], x[1], x[2]});
    r.cell.kind.push_back(data->std_types[i] - 1);
  }
  return r;
}

void sort_by_kind(Cell* cell) {
  std::vector<int> order(cell->kind.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return cell->kind[a] < cell->kind[b]; });
  Cell sorted{cell->lattice, {}, {}};
  for (const int i : order) {
    sorted.frac.push_back(cell->frac[i]);
    sorted.kind.push_back(cell->kind[i]);
  }
  *cell = std::move(sorted);
}

/// Indices of the axes in `which`, shortest first.
std::vector<int> by_length(const Vec3& length, std::vector<int> which) {
  std::stable_sort(which.begin(), which.end(), [&](int a, int b) { return length[a] < length[b]; });
  return which;
}

Axes permuted_diagonal(const Vec3& length, const std::vector<int>& order) {
  Axes axes;
  for (int i = 0; i < 3; ++i) {
    axes.transform[i][order[i]] = 1;
    axes.lattice[i][i] = length[order[i]];
  }
  return axes;
}

Axes orthorhombic_axes(const Mat3& lattice, char centring) {
  const Vec3 length = parameters_of(lattice).length;
  std::vector<int> order;
  if (centring == 'C') {
    order = by_length(length, {0, 1});
    order.push_back(2);
  } else if (centring == 'A') {  // to C-centring
    order = by_length(length, {1, 2});
    order.push_back(0);
  } else {
    order = by_length(length, {0, 1, 2});
  }
  return permuted_diagonal(length, order);
}

Axes tetragonal_axes(const Mat3& lattice) {
  constexpr double kEqual = 1e-5;
  const Vec3 length = parameters_of(lattice).length;
  std::vector<int> order = by_length(length, {0, 1, 2});
  const double a = length[order[0]], b = length[order[1]], c = length[order[2]];
  if (std::abs(b - c) < kEqual && std::abs(a - c) > kEqual) std::swap(order[0], order[2]);
  Axes axes = permuted_diagonal(length, order);
  axes.lattice[1][1] = axes.lattice[0][0];
  return axes;
}

/// spglib's refined cell is the hexagonal one; so are its coordinates.
Axes hexagonal_axes(const Mat3& lattice) {
  const Vec3 length = parameters_of(lattice).length;
  double a = length[0], c = length[2];
  if (std::abs(length[1] - c) < 0.001) std::swap(a, c);
  const double h = a * std::sqrt(3.0) / 2;
  return {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}, {{{a / 2, -h, 0}, {a / 2, h, 0}, {0, 0, c}}}};
}

/// Axes in the order (p, q, r) with the oblique angle alpha between q and r, made acute; none if it
/// is right.
std::optional<Axes> oblique_alpha(const Mat3& m, int p, int q, int r) {
  const LatticeParameters now = parameters_of({m[p], m[q], m[r]});
  if (std::abs(now.angle[0] - 90) <= kRightAngle) return std::nullopt;
  const double sign = now.angle[0] > 90 ? -1 : 1;
  const double alpha = parameters_of({sign * m[p], sign * m[q], m[r]}).angle[0] * kRadians;
  Axes axes;
  axes.transform[0][p] = axes.transform[1][q] = sign;
  axes.transform[2][r] = 1;
  axes.lattice = {{{now.length[0], 0, 0},
                   {0, now.length[1], 0},
                   {0, now.length[2] * std::cos(alpha), now.length[2] * std::sin(alpha)}}};
  return axes;
}

/// pymatgen keeps the last permutation that qualifies, in the order of itertools.permutations.
std::optional<Axes> monoclinic_alpha_axes(const Mat3& m, bool c_centred) {
  std::optional<Axes> best;
  std::vector<int> p = {0, 1, 2};
  do {
    if (c_centred ? p[2] != 2 : norm(m[p[1]]) >= norm(m[p[2]])) continue;
    if (auto axes = oblique_alpha(m, p[0], p[1], p[2])) best = axes;
  } while (std::next_permutation(p.begin(), p.end()));
  return best;
}

void apply(const Mat3& op, Axes* axes) {
  axes->transform = op * axes->transform;
  axes->lattice = op * axes->lattice;
}

Axes monoclinic_axes(const Mat3& lattice, char centring) {
  const Vec3 length = parameters_of(lattice).length;
  const bool c_centred = centring == 'C';
  auto found = monoclinic_alpha_axes(lattice, c_centred);
  if (!found) {  // every angle is right although the group is monoclinic
    std::vector<int> order =
        by_length(length, c_centred ? std::vector<int>{0, 1} : std::vector<int>{0, 1, 2});
    if (c_centred) order.push_back(2);
    found = permuted_diagonal(length, order);
    if (!c_centred)
      for (int i = 0; i < 3; ++i) found->lattice[i] = lattice[order[i]];
  }
  // The international convention: beta is the oblique angle, and obtuse.
  apply({{{0, 1, 0}, {1, 0, 0}, {0, 0, -1}}}, &*found);
  if (parameters_of(found->lattice).angle[1] < 90)
    apply({{{-1, 0, 0}, {0, -1, 0}, {0, 0, 1}}}, &*found);
  return *found;
}

bool reciprocal_angles_agree(const Mat3& lattice) {
  // Right angles, which rounding may push to either side, count as acute.
  constexpr double kRounding = 1e-8;
  const Vec3 angle = parameters_of(transpose(inverse(lattice))).angle;
  const auto acute = [](double x) { return x <= 90 + kRounding; };
  return std::all_of(angle.begin(), angle.end(), acute) ||
         std::none_of(angle.begin(), angle.end(), acute);
}

/// The signs of the axes that make all reciprocal angles acute, or all obtuse; the last choice that
/// does counts.
Axes triclinic_axes(const Mat3& reduced) {
  const LatticeParameters p = parameters_of(reduced);
  const Mat3 plain = lattice_from_parameters(p.length[0], p.length[1], p.length[2], p.angle[0],
                                             p.angle[1], p.angle[2]);
  Axes axes{{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}, plain};
  for (const Vec3& sign : {Vec3{1, 1, 1}, {-1, 1, -1}, {-1, -1, 1}, {1, -1, -1}}) {
    const Mat3 trial = {sign[0] * plain[0], sign[1] * plain[1], sign[2] * plain[2]};
    if (!reciprocal_angles_agree(trial)) continue;
    axes = {{{{sign[0], 0, 0}, {0, sign[1], 0}, {0, 0, sign[2]}}}, trial};
  }
  return axes;
}

void wrap(Vec3* frac) {
  for (double& x : *frac) {
    x -= std::floor(x);
    if (x >= 1.0) x = 0.0;
  }
}

/// The cell over its LLL-reduced lattice.
void reduce(Cell* cell) {
  const Mat3 reduced = lll_reduced(cell->lattice);
  double change = 0;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k)
      change = std::max(change, std::abs(reduced[i][k] - cell->lattice[i][k]));
  if (change < 1e-8) return;
  const Mat3 to_reduced = cell->lattice * inverse(reduced);
  for (Vec3& x : cell->frac) {
    x = x * to_reduced;
    wrap(&x);
  }
  cell->lattice = reduced;
}

Axes choose_axes(const Refined& r) {
  if (r.number < 3) return triclinic_axes(r.cell.lattice);
  if (r.number < 16) return monoclinic_axes(r.cell.lattice, r.centring);
  if (r.number < 75 || r.number >= 195) return orthorhombic_axes(r.cell.lattice, r.centring);
  if (r.number < 143) return tetragonal_axes(r.cell.lattice);
  return hexagonal_axes(r.cell.lattice);
}

}  // namespace

Structure conventional_standard_cell(const Structure& s, const std::string& name, int* space_group,
                                     const std::vector<int>& given_kinds) {
  const std::vector<int> kinds = given_kinds.empty() ? rank_species(s) : given_kinds;
  Refined r = refine(s, kinds, name);
  sort_by_kind(&r.cell);
  if (r.number < 3) reduce(&r.cell);
  const Axes axes = choose_axes(r);
  Structure out;
  out.lattice = axes.lattice;
  for (std::size_t i = 0; i < r.cell.frac.size(); ++i) {
    Vec3 x = r.cell.frac[i] * transpose(axes.transform);
    wrap(&x);
    const auto kind = std::find(kinds.begin(), kinds.end(), r.cell.kind[i]) - kinds.begin();
    out.sites.push_back({x, s.sites[kind].occupants});
  }
  if (space_group) *space_group = r.number;
  return out;
}

}  // namespace clasp
