// SPDX-License-Identifier: MIT
// The loops of every instruction set that this processor has, against plain arithmetic in double.
#include "encoder/loops.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/instructions.h"
#include "core/rng.h"

namespace clasp {
namespace {

class Loops : public testing::TestWithParam<const HostLoops*> {
 protected:
  std::vector<float> random(std::size_t n, double scale = 1.0) {
    std::vector<float> values(n);
    for (float& v : values) v = static_cast<float>(scale * rng_.normal());
    return values;
  }
  Rng rng_{7};
};

constexpr int kAtoms = 11, kNeighbours = 5, kRows = 40;

TEST_P(Loops, Convolve) {
  for (const int w : {16, 48, 64, 80}) {
    const auto p = random(kAtoms * 2 * w), q = random(kAtoms * 2 * w), x = random(kAtoms * w);
    const auto table = random(kRows * 4 * w), scale = random(w), shift = random(w);
    const auto basis = random(kAtoms * kNeighbours * 4, 0.3);
    std::vector<int> neighbour, row;
    for (int e = 0; e < kAtoms * kNeighbours; ++e) {
      neighbour.push_back(e % 7 == 6 ? -1 : static_cast<int>(rng_.below(kAtoms)));
      row.push_back(static_cast<int>(rng_.below(kRows - 1)));
    }
    std::vector<float> out(kAtoms * w);
    GetParam()->convolve(
        {neighbour.data(), row.data(), basis.data(), nullptr, p.data(), q.data(), x.data(),
         out.data(), table.data(), scale.data(), shift.data(), kNeighbours, w},
        0, kAtoms);
    for (int i = 0; i < kAtoms; ++i)
      for (int c = 0; c < w; ++c) {
        double sum = 0.0;
        for (int e = i * kNeighbours; e < (i + 1) * kNeighbours && neighbour[e] >= 0; ++e) {
          double z[2];
          for (int half : {0, 1}) {
            z[half] = p[(2 * i + half) * w + c] + q[(2 * neighbour[e] + half) * w + c];
            for (int b = 0; b < 4; ++b)
              z[half] += basis[4 * e + b] * table[row[e] * 4 * w + (2 * b + half) * w + c];
          }
          sum += std::log2(1.0 + std::exp2(z[1])) / (1.0 + std::exp2(-z[0]));
        }
        const double m = x[i * w + c] + scale[c] * sum + shift[c];
        const double expected = std::log1p(std::exp(m));
        EXPECT_NEAR(out[i * w + c], expected, 3e-4 * (1.0 + std::abs(scale[c]) * sum))
            << i << " " << c;
      }
  }
}

TEST_P(Loops, Multiply) {
  for (const int w : {16, 64, 80}) {
    const int count = 13;
    const auto x = random(20 * w), weights = random(2 * w * w);
    const std::vector<int> rows = {3, 0, 1, 2, 19, 7, 8, 9, 10, 5, 4, 17, 12};
    for (const int* list : {static_cast<const int*>(nullptr), rows.data()}) {
      std::vector<float> out(20 * 2 * w, -1.0F);
      for (int group = 0; group * kAtomsTogether < count; ++group)
        GetParam()->multiply({x.data(), weights.data(), out.data(), list, count, w}, group);
      for (int row = 0; row < 20; ++row) {
        const bool listed =
            list ? std::find(rows.begin(), rows.end(), row) != rows.end() : row < count;
        for (int o = 0; o < 2 * w; ++o) {
          double expected = 0.0;
          for (int k = 0; k < w; ++k)
            expected += static_cast<double>(x[row * w + k]) * weights[k * 2 * w + o];
          EXPECT_NEAR(out[row * 2 * w + o], listed ? expected : -1.0, 1e-4) << row << " " << o;
        }
      }
    }
  }
}

TEST_P(Loops, ApplyALayer) {
  const int in = 24, out = 32, count = 9;
  const auto x = random(count * 30), weights = random(in * out), bias = random(out),
             scale = random(out), shift = random(out);
  for (const bool before : {false, true}) {
    std::vector<float> y(count * 40, -1.0F);
    for (int group = 0; group * kAtomsTogether < count; ++group)
      GetParam()->apply({x.data(), weights.data(), bias.data(), scale.data(), shift.data(),
                         y.data(), 30, 40, count, in, out, before, !before},
                        group);
    for (int n = 0; n < count; ++n)
      for (int o = 0; o < out; ++o) {
        double v = bias[o];
        for (int k = 0; k < in; ++k)
          v += static_cast<double>(x[n * 30 + k]) *
               weights[(o / kLanes * in + k) * kLanes + o % kLanes];
        if (before) v = std::max(v, 0.0);
        v = scale[o] * v + shift[o];
        if (!before) v = std::max(v, 0.0);
        EXPECT_NEAR(y[n * 40 + o], v, 1e-4) << n << " " << o;
      }
  }
}

std::vector<const HostLoops*> runnable() {
  std::vector<const HostLoops*> list = {&baseline::loops};
#ifdef __x86_64__
  if (processor_has(Instructions::kAvx2)) list.push_back(&avx2::loops);
  if (processor_has(Instructions::kAvx512)) list.push_back(&avx512::loops);
#endif
  return list;
}

INSTANTIATE_TEST_SUITE_P(OfEveryInstructionSet, Loops, testing::ValuesIn(runnable()),
                         [](const auto& info) { return std::string(info.param->instructions); });

}  // namespace
}  // namespace clasp
