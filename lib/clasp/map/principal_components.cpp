// SPDX-License-Identifier: MIT
#include "map/principal_components.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "map/single_thread_blas.h"

extern "C" void ssyevd_(const char* jobz, const char* uplo, const int* n, float* a, const int* lda,
                        float* w, float* work, const int* lwork, int* iwork, const int* liwork,
                        int* info);

namespace clasp {
namespace {

/// Replaces a symmetric matrix (lower triangle, column-major) by its eigenvectors, one a row of the
/// same memory, ascending eigenvalues.
void eigenvectors(std::vector<float>& matrix, int n) {
  std::vector<float> values(static_cast<std::size_t>(n)), work(1);
  std::vector<int> integers(1);
  int info = 0, query = -1;
  ssyevd_("V", "L", &n, matrix.data(), &n, values.data(), work.data(), &query, integers.data(),
          &query, &info);
  int size = static_cast<int>(work[0]) + 1, integer_size = integers[0];
  work.resize(static_cast<std::size_t>(size));
  integers.resize(static_cast<std::size_t>(integer_size));
  ssyevd_("V", "L", &n, matrix.data(), &n, values.data(), work.data(), &size, integers.data(),
          &integer_size, &info);
  if (info != 0) throw std::runtime_error("LAPACK's ssyevd does not converge");
}

}  // namespace

Table principal_components(const Table& points, std::size_t k) {
  const SingleThreadBlas guard;
  const std::size_t n = points.rows, d = points.cols;
  const auto width = static_cast<int>(d), count = static_cast<int>(n);
  Table centred = points;
  std::vector<double> mean(d);
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t c = 0; c < d; ++c) mean[c] += points.row(r)[c];
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t c = 0; c < d; ++c)
      centred.row(r)[c] -= static_cast<float>(mean[c] / static_cast<double>(n));
  std::vector<float> covariance(d * d);
  // the upper triangle by rows is the lower one by columns
  cblas_ssyrk(CblasRowMajor, CblasUpper, CblasTrans, width, count, 1.0F / static_cast<float>(n),
              centred.values.data(), width, 0.0F, covariance.data(), width);
  eigenvectors(covariance, width);
  std::vector<float> directions(k * d);
  for (std::size_t i = 0; i < k; ++i) {
    const float* vector = covariance.data() + (d - 1 - i) * d;
    const float* largest = std::max_element(
        vector, vector + d, [](float a, float b) { return std::abs(a) < std::abs(b); });
    for (std::size_t c = 0; c < d; ++c)
      directions[i * d + c] = *largest < 0 ? -vector[c] : vector[c];
  }
  Table result(n, k);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, static_cast<int>(k), width, 1.0F,
              centred.values.data(), width, directions.data(), width, 0.0F, result.values.data(),
              static_cast<int>(k));
  return result;
}

}  // namespace clasp
