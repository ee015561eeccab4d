// SPDX-License-Identifier: MIT
// Layers of a multilayer perceptron over many rows at once, as a Kokkos kernel templated on the
// execution space.
#pragma once

#include <algorithm>

#include "core/model_file.h"
#include "encoder/cgcnn.h"

namespace clasp {

/// An MlpLayer on the device, its outputs padded to whole packs (padded ones are 0).
template <class Space>
struct Dense {
  Floats<Space> weights;  ///< [out / kLanes][in][kLanes]
  Floats<Space> bias, scale, shift;
  int in = 0, out = 0;
  bool relu_before_norm = false, relu_after_norm = false;
};

template <class Space>
Dense<Space> to_device(const MlpLayer& layer) {
  const int in = layer.in, out = (layer.out + kLanes - 1) / kLanes * kLanes;
  std::vector<float> weights(static_cast<std::size_t>(in) * out, 0.0F);
  for (int o = 0; o < layer.out; ++o)
    for (int i = 0; i < in; ++i)
      weights[(static_cast<std::size_t>(o / kLanes) * in + i) * kLanes + o % kLanes] =
          layer.weight[static_cast<std::size_t>(o) * in + i];
  const auto padded = [out](std::vector<float> values, float missing, float padding) {
    if (values.empty()) values.assign(out, missing);
    values.resize(out, padding);
    return values;
  };
  return {to_device<Space>(weights, "clasp::weights"),
          to_device<Space>(padded(layer.bias, 0.0F, 0.0F), "clasp::bias"),
          to_device<Space>(padded(layer.scale, 1.0F, 0.0F), "clasp::scale"),
          to_device<Space>(padded(layer.shift, 0.0F, 0.0F), "clasp::shift"),
          in,
          out,
          layer.relu_before_norm,
          layer.relu_after_norm};
}

/// y[n] = layer(x[n]) for rows 0..count-1.
template <class Space>
struct DenseProduct {
  using Pack = typename Blocking<Space>::Pack;
  static constexpr int kC = Blocking<Space>::kChannels, kA = Blocking<Space>::kAtoms;
  Dense<Space> layer;
  Rows<Space> x, y;
  int count;

  KOKKOS_INLINE_FUNCTION static Pack relu(const Pack& v) { return v > 0.0F ? v : Pack{}; }

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    // a processor keeps one pack's weights in its cache, threads of a GPU share their rows
    const int blocks = layer.out / kC, groups = (count + kA - 1) / kA;
    const int first = (kC > 1 ? item % groups : item / blocks) * kA;
    const int channel = (kC > 1 ? item / groups : item % blocks) * kC;
    Pack sum[kA] = {};
    const float* in[kA];
    for (int a = 0; a < kA; ++a) in[a] = &x(first + a < count ? first + a : count - 1, 0);
    const float* w = layer.weights.data() +
                     static_cast<std::size_t>(channel / kLanes) * layer.in * kLanes +
                     channel % kLanes;
    for (int k = 0; k < layer.in; ++k, w += kLanes) {
      const Pack weight = load<Pack>(w);
      for (int a = 0; a < kA; ++a) sum[a] += in[a][k] * weight;
    }
    const Pack bias = load<Pack>(&layer.bias(channel)), scale = load<Pack>(&layer.scale(channel)),
               shift = load<Pack>(&layer.shift(channel));
    for (int a = 0; a < kA && first + a < count; ++a) {
      Pack value = sum[a] + bias;
      if (layer.relu_before_norm) value = relu(value);
      value = scale * value + shift;
      if (layer.relu_after_norm) value = relu(value);
      store(&y(first + a, channel), value);
    }
  }

  void run() const {
    if (count == 0) return;
    Kokkos::parallel_for("clasp::DenseProduct",
                         Kokkos::RangePolicy<Space>(0, (count + kA - 1) / kA * (layer.out / kC)),
                         *this);
  }
};

}  // namespace clasp
