// SPDX-License-Identifier: MIT
#include "core/mlp.h"

#include "core/clones.h"
#include "core/half.h"
#include "core/instructions.h"

#if defined(__x86_64__) && !defined(__CUDACC__) && !defined(__HIPCC__)
#define CLASP_F16C
#include <immintrin.h>
#endif

namespace clasp {
namespace {

constexpr int kPartialSums = 32;  // independent sums, which a compiler keeps in vector registers

CLASP_CLONES
float dot_product(const float* a, const float* b, int n) {
  float partial[kPartialSums] = {};
  int i = 0;
  for (; i + kPartialSums <= n; i += kPartialSums)
    for (int k = 0; k < kPartialSums; ++k) partial[k] += a[i + k] * b[i + k];
  double sum = 0.0;
  for (; i < n; ++i) sum += static_cast<double>(a[i]) * b[i];
  for (const float p : partial) sum += p;
  return static_cast<float>(sum);
}

#ifdef CLASP_F16C

bool reads_halves() {
  return chosen_instructions() != Instructions::kBaseline;  // F16C is older than AVX2
}

// GCC does not use the conversion of eight halves by itself.
__attribute__((target("avx2,fma,f16c"))) float dot_product(const std::uint16_t* a, const float* b,
                                                           int n) {
  constexpr int kPack = 8, kPacks = kPartialSums / kPack;
  __m256 partial[kPacks] = {};
  int i = 0;
  for (; i + kPartialSums <= n; i += kPartialSums)
    for (int p = 0; p < kPacks; ++p) {
      const auto* halves = reinterpret_cast<const __m128i*>(a + i + p * kPack);
      partial[p] = _mm256_fmadd_ps(_mm256_cvtph_ps(_mm_loadu_si128(halves)),
                                   _mm256_loadu_ps(b + i + p * kPack), partial[p]);
    }
  double sum = 0.0;
  for (; i < n; ++i) sum += static_cast<double>(half_to_float(a[i])) * b[i];
  for (const __m256& p : partial)
    for (int k = 0; k < kPack; ++k) sum += p[k];
  return static_cast<float>(sum);
}

#else

bool reads_halves() {
  return false;
}
float dot_product(const std::uint16_t*, const float*, int) {
  return 0.0F;  // never called
}

#endif

/// The values as halves; none if one of them would change.
std::vector<std::uint16_t> as_halves(const std::vector<float>& values) {
  std::vector<std::uint16_t> halves;
  halves.reserve(values.size());
  for (const float v : values) {
    halves.push_back(float_to_half(v));
    if (half_to_float(halves.back()) != v) return {};
  }
  return halves;
}

float relu(float v) {
  return v > 0.0F ? v : 0.0F;
}

}  // namespace

Mlp::Mlp(std::vector<MlpLayer> layers) : layers_(std::move(layers)), halves_(layers_.size()) {
  if (!reads_halves()) return;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    halves_[l] = as_halves(layers_[l].weight);
    if (!halves_[l].empty()) layers_[l].weight = {};
  }
}

std::vector<float> Mlp::operator()(std::vector<float> x) const {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const MlpLayer& layer = layers_[l];
    std::vector<float> y(layer.out);
    for (int o = 0; o < layer.out; ++o) {
      const std::size_t row = static_cast<std::size_t>(o) * layer.in;
      float value = layer.bias[o];
      value += halves_[l].empty() ? dot_product(layer.weight.data() + row, x.data(), layer.in)
                                  : dot_product(halves_[l].data() + row, x.data(), layer.in);
      if (layer.relu_before_norm) value = relu(value);
      if (!layer.scale.empty()) value = layer.scale[o] * value + layer.shift[o];
      if (layer.relu_after_norm) value = relu(value);
      y[o] = value;
    }
    x = std::move(y);
  }
  return x;
}

}  // namespace clasp
