// SPDX-License-Identifier: MIT
#include "core/structure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "core/elements.h"

namespace clasp {

Mat3 lattice_from_parameters(double a, double b, double c, double alpha, double beta,
                             double gamma) {
  constexpr double kRadians = 3.14159265358979323846 / 180.0;
  // Right angles exactly, so that orthogonal cells have exact zeros.
  const auto cosine = [](double degrees) {
    return degrees == 90.0 ? 0.0 : std::cos(degrees * kRadians);
  };
  const double ca = cosine(alpha), cb = cosine(beta), cg = cosine(gamma);
  const double sg = gamma == 90.0 ? 1.0 : std::sin(gamma * kRadians);
  const double cy = (ca - cb * cg) / sg;
  const double cz = std::sqrt(std::max(0.0, 1.0 - cb * cb - cy * cy));
  return {{{a, 0.0, 0.0}, {b * cg, b * sg, 0.0}, {c * cb, c * cy, c * cz}}};
}

Structure supercell(const Structure& s, int na, int nb, int nc) {
  Structure out;
  out.lattice = {double(na) * s.lattice[0], double(nb) * s.lattice[1], double(nc) * s.lattice[2]};
  out.sites.reserve(s.sites.size() * na * nb * nc);
  for (int i = 0; i < na; ++i)
    for (int j = 0; j < nb; ++j)
      for (int k = 0; k < nc; ++k)
        for (Site site : s.sites) {
          site.frac = {(site.frac[0] + i) / na, (site.frac[1] + j) / nb, (site.frac[2] + k) / nc};
          out.sites.push_back(std::move(site));
        }
  return out;
}

std::map<int, double> composition(const Structure& s) {
  std::map<int, double> amount;
  for (const Site& site : s.sites)
    for (const Occupant& o : site.occupants) amount[o.z] += o.occupancy;
  return amount;
}

namespace {

/// The largest whole number that divides all amounts, 1 where an amount is not whole.
double common_divisor(const std::map<int, double>& amounts) {
  long divisor = 0;
  for (const auto& [z, n] : amounts) {
    const double whole = std::round(n);
    if (std::abs(n - whole) > 1e-4 || whole < 1) return 1.0;
    divisor = std::gcd(divisor, std::lround(whole));
  }
  return divisor > 0 ? static_cast<double>(divisor) : 1.0;
}

}  // namespace

std::string reduced_formula(const Structure& s) {
  return reduced_formula(composition(s));
}

std::string reduced_formula(const std::map<int, double>& amounts) {
  const double divisor = common_divisor(amounts);
  std::vector<std::pair<int, double>> order(amounts.begin(), amounts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return electronegativity(a.first) < electronegativity(b.first);
  });
  std::string formula;
  for (const auto& [z, n] : order) {
    formula += element_symbol(z);
    const double amount = n / divisor;
    if (std::abs(amount - 1.0) < 1e-6) continue;
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", amount);
    formula += text;
  }
  return formula;
}

}  // namespace clasp
