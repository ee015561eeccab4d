// SPDX-License-Identifier: MIT
// Three-vectors and 3x3 matrices in double precision, no more than the project needs.
#pragma once

#include <array>
#include <cmath>

namespace clasp {

using Vec3 = std::array<double, 3>;
/// Row-major; the rows of a lattice are the cell vectors a, b, c in Angstrom.
using Mat3 = std::array<Vec3, 3>;

inline Vec3 operator+(const Vec3& a, const Vec3& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}
inline Vec3 operator-(const Vec3& a, const Vec3& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
inline Vec3 operator*(double s, const Vec3& a) {
  return {s * a[0], s * a[1], s * a[2]};
}
inline double dot(const Vec3& a, const Vec3& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
inline double norm(const Vec3& a) {
  return std::sqrt(dot(a, a));
}
inline Vec3 cross(const Vec3& a, const Vec3& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
/// Row vector times matrix: fractional to Cartesian coordinates when m is a lattice.
inline Vec3 operator*(const Vec3& v, const Mat3& m) {
  return v[0] * m[0] + v[1] * m[1] + v[2] * m[2];
}
inline Mat3 operator*(const Mat3& a, const Mat3& b) {
  return {a[0] * b, a[1] * b, a[2] * b};
}
inline double determinant(const Mat3& m) {
  return dot(m[0], cross(m[1], m[2]));
}
inline Mat3 transpose(const Mat3& m) {
  return {{{m[0][0], m[1][0], m[2][0]}, {m[0][1], m[1][1], m[2][1]}, {m[0][2], m[1][2], m[2][2]}}};
}
/// Precondition: determinant(m) is not zero.
inline Mat3 inverse(const Mat3& m) {
  const double d = 1.0 / determinant(m);
  return transpose({d * cross(m[1], m[2]), d * cross(m[2], m[0]), d * cross(m[0], m[1])});
}

}  // namespace clasp
