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
  DenseLoop loop;

  DenseProduct(const Dense<Space>& layer, const Rows<Space>& x, const Rows<Space>& y, int count)
      : loop{x.data(),
             layer.weights.data(),
             layer.bias.data(),
             layer.scale.data(),
             layer.shift.data(),
             y.data(),
             x.stride(0),
             y.stride(0),
             count,
             layer.in,
             layer.out,
             layer.relu_before_norm,
             layer.relu_after_norm} {}

  KOKKOS_INLINE_FUNCTION void operator()(const int item) const {
    apply_layer<float, kAtomsTogether>(loop, item / loop.out * kAtomsTogether, item % loop.out);
  }

  void run() const {
    const int groups = (loop.count + kAtomsTogether - 1) / kAtomsTogether;
    if constexpr (kOnHost<Space>)
      Kokkos::parallel_for(
          "clasp::DenseProduct", Kokkos::RangePolicy<Space>(0, groups),
          [&loop = loop, apply = host_loops().apply](const int group) { apply(loop, group); });
    else
      Kokkos::parallel_for("clasp::DenseProduct", Kokkos::RangePolicy<Space>(0, groups * loop.out),
                           *this);
  }
};

}  // namespace clasp
