// SPDX-License-Identifier: MIT
#include "corpus/lattice_reduction.h"

#include <algorithm>
#include <utility>

namespace clasp {
namespace {

/// Gram-Schmidt vectors of the rows of a, with their coefficients.
struct GramSchmidt {
  Mat3 vector{};
  Mat3 coefficient{};

  explicit GramSchmidt(const Mat3& a) {
    for (int i = 0; i < 3; ++i) {
      vector[i] = a[i];
      for (int j = 0; j < i; ++j) {
        coefficient[i][j] = dot(a[i], vector[j]) / dot(vector[j], vector[j]);
        vector[i] = vector[i] - coefficient[i][j] * vector[j];
      }
    }
  }
};

}  // namespace

LatticeParameters parameters_of(const Mat3& lattice) {
  constexpr double kDegrees = 180.0 / 3.14159265358979323846;
  LatticeParameters p{};
  for (int i = 0; i < 3; ++i) p.length[i] = norm(lattice[i]);
  for (int i = 0; i < 3; ++i) {
    const int j = (i + 1) % 3, k = (i + 2) % 3;
    const double cosine = dot(lattice[j], lattice[k]) / (p.length[j] * p.length[k]);
    p.angle[i] = kDegrees * std::acos(std::clamp(cosine, -1.0, 1.0));
  }
  return p;
}

Mat3 lll_reduced(const Mat3& lattice) {
  constexpr double kDelta = 0.75;
  Mat3 a = lattice;
  int k = 1;
  while (k < 3) {
    for (int i = k - 1; i >= 0; --i) {
      const double q = std::nearbyint(GramSchmidt(a).coefficient[k][i]);
      if (q != 0) a[k] = a[k] - q * a[i];
    }
    const GramSchmidt g(a);
    const double mu = g.coefficient[k][k - 1];
    if (dot(g.vector[k], g.vector[k]) >=
        (kDelta - mu * mu) * dot(g.vector[k - 1], g.vector[k - 1])) {
      ++k;
    } else {
      std::swap(a[k], a[k - 1]);
      k = std::max(k - 1, 1);
    }
  }
  return a;
}

}  // namespace clasp
