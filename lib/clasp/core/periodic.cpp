// SPDX-License-Identifier: MIT
#include "core/periodic.h"

#include <algorithm>
#include <cmath>

namespace clasp {

PointCloud points_within(const Structure& s, double radius) {
  PointCloud cloud;
  cloud.n_local = static_cast<int>(s.sites.size());
  std::vector<Vec3> wrapped(s.sites.size());
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    for (int k = 0; k < 3; ++k) wrapped[i][k] = s.sites[i].frac[k] - std::floor(s.sites[i].frac[k]);
    cloud.position.push_back(wrapped[i] * s.lattice);
    cloud.owner.push_back(static_cast<int>(i));
  }
  // In fractional coordinates the points within `radius` of a face lie within radius / (distance of
  // opposite faces).
  const Mat3 columns = transpose(inverse(s.lattice));
  Vec3 margin;
  int reach[3];
  for (int k = 0; k < 3; ++k) {
    margin[k] = radius * norm(columns[k]) + 1e-9;
    reach[k] = static_cast<int>(std::ceil(margin[k]));
  }
  for (int a = -reach[0]; a <= reach[0]; ++a)
    for (int b = -reach[1]; b <= reach[1]; ++b)
      for (int c = -reach[2]; c <= reach[2]; ++c) {
        if (a == 0 && b == 0 && c == 0) continue;
        const Vec3 shift = {double(a), double(b), double(c)};
        for (int i = 0; i < cloud.n_local; ++i) {
          const Vec3 f = wrapped[i] + shift;
          bool near = true;
          for (int k = 0; k < 3; ++k) near = near && f[k] >= -margin[k] && f[k] <= 1.0 + margin[k];
          if (!near) continue;
          cloud.position.push_back(f * s.lattice);
          cloud.owner.push_back(i);
        }
      }
  return cloud;
}

double starting_radius(const Structure& s, int neighbours, double cutoff) {
  constexpr double kPi = 3.14159265358979323846;
  const double volume_per_atom = s.volume() / std::max<std::size_t>(1, s.sites.size());
  return std::min(cutoff, std::cbrt(2.0 * (neighbours + 1) * volume_per_atom * 3.0 / (4.0 * kPi)));
}

}  // namespace clasp
