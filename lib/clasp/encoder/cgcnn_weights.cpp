// SPDX-License-Identifier: MIT
#include "encoder/cgcnn_weights.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/elements.h"
#include "core/error.h"
#include "core/pack.h"

namespace clasp {
namespace {

constexpr double kBatchNormEpsilon = 1e-5;
// A cubic through values and slopes errs by h^4/384 max|T''''|: at a twentieth of the Gaussian's
// width 2e-7 of a weight.
constexpr double kRowsPerWidth = 20.0;

/// One convolution as the file holds it, its first BatchNorm folded into the matrix, in double
/// precision. Its outputs are in units of ln 2, as gates take them.
struct FoldedConvolution {
  int features, gaussians;
  std::vector<double> matrix;  ///< [2F][2F + G]
  std::vector<double> bias;    ///< [2F]
  const GraphSettings* graph;

  FoldedConvolution(const ModelFile& model, int layer, int f)
      : features(f), gaussians(model.settings().graph.gaussians()), graph(&model.settings().graph) {
    const std::string prefix = "crystal.convolution_layers." + std::to_string(layer);
    const auto& file = model.tensors();
    const int out = 2 * f, in = 2 * f + gaussians;
    const auto w = file.floats(prefix + ".fc_full.weight", {out, in});
    const auto b = file.floats(prefix + ".fc_full.bias", {out});
    const auto gamma = file.floats(prefix + ".bn1.weight", {out});
    const auto beta = file.floats(prefix + ".bn1.bias", {out});
    const auto mean = file.floats(prefix + ".bn1.running_mean", {out});
    const auto variance = file.floats(prefix + ".bn1.running_var", {out});
    matrix.resize(w.size());
    bias.resize(out);
    for (int o = 0; o < out; ++o) {
      const double scale = gamma[o] / std::sqrt(variance[o] + kBatchNormEpsilon);
      for (int i = 0; i < in; ++i) matrix[o * in + i] = scale * w[o * in + i] / M_LN2;
      bias[o] = (scale * (b[o] - mean[o]) + beta[o]) / M_LN2;
    }
  }

  /// T(d) (slope = false) or dT/dd (slope = true) of all outputs.
  std::vector<double> terms(double d, bool slope) const {
    const double w2 = graph->gaussian_width * graph->gaussian_width;
    std::vector<double> sum(bias);
    if (slope) std::fill(sum.begin(), sum.end(), 0.0);
    for (int k = 0; k < gaussians; ++k) {
      const double x = d - k * graph->gaussian_step;
      if (x * x > 60.0 * w2) continue;  // exp(-60) is nothing
      const double g = (slope ? -2.0 * x / w2 : 1.0) * std::exp(-x * x / w2);
      const double* column = matrix.data() + 2 * features + k;
      for (std::size_t o = 0; o < sum.size(); ++o)
        sum[o] += column[o * (2 * features + gaussians)] * g;
    }
    return sum;
  }
};

int count_convolutions(const ModelFile& model) {
  int n = 0;
  while (model.tensors().contains("crystal.convolution_layers." + std::to_string(n) +
                                  ".fc_full.weight"))
    ++n;
  if (n == 0)
    throw Error(model.name(), "crystal.convolution_layers", "missing", "the model file is damaged");
  return n;
}

/// Column o of the model's 2F outputs in the padded layout: filter at [0, width), core at [width, 2
/// width).
int padded_column(int o, int features, int width) {
  return o < features ? o : width + o - features;
}

ConvolutionWeights fold_convolution(const ModelFile& model, int layer, const CgcnnWeights& sizes) {
  const int f = sizes.features, w = sizes.width;
  const FoldedConvolution conv(model, layer, f);
  ConvolutionWeights out;
  out.centre.assign(static_cast<std::size_t>(w) * 2 * w, 0.0F);
  out.neighbour = out.centre;
  out.distance.assign(static_cast<std::size_t>(sizes.rows) * 4 * w, 0.0F);
  for (int o = 0; o < 2 * f; ++o) {
    const int column = padded_column(o, f, w);
    const double* row = conv.matrix.data() + static_cast<std::size_t>(o) * (2 * f + conv.gaussians);
    for (int i = 0; i < f; ++i) {
      out.centre[i * 2 * w + column] = static_cast<float>(row[i]);
      out.neighbour[i * 2 * w + column] = static_cast<float>(row[f + i]);
    }
  }
  for (int r = 0; r < sizes.rows; ++r) {
    const auto value = conv.terms(r * sizes.spacing, false);
    const auto slope = conv.terms(r * sizes.spacing, true);
    float* row = out.distance.data() + static_cast<std::size_t>(r) * 4 * w;
    for (int o = 0; o < 2 * f; ++o) {
      row[padded_column(o, f, w)] = static_cast<float>(value[o]);
      row[padded_column(o, f, w) + 2 * w] = static_cast<float>(slope[o] * sizes.spacing);
    }
  }
  const std::string bn = "crystal.convolution_layers." + std::to_string(layer) + ".bn2";
  const auto& file = model.tensors();
  const auto gamma = file.floats(bn + ".weight", {f});
  const auto beta = file.floats(bn + ".bias", {f});
  const auto mean = file.floats(bn + ".running_mean", {f});
  const auto variance = file.floats(bn + ".running_var", {f});
  out.scale.assign(w, 0.0F);
  out.shift.assign(w, 0.0F);
  for (int c = 0; c < f; ++c) {
    const double scale = gamma[c] / std::sqrt(variance[c] + kBatchNormEpsilon);
    out.scale[c] = static_cast<float>(scale * M_LN2);  // what a gate leaves out
    out.shift[c] = static_cast<float>(beta[c] - scale * mean[c]);
  }
  return out;
}

}  // namespace

CgcnnWeights fold_weights(const ModelFile& model) {
  const auto& file = model.tensors();
  CgcnnWeights w;
  const auto embedding = file.floats("crystal.atom_embedding_proj.weight", {-1, kElementFeatures});
  w.features = static_cast<int>(embedding.size()) / kElementFeatures;
  w.width = (w.features + kLanes - 1) / kLanes * kLanes;
  const GraphSettings& graph = model.settings().graph;
  w.spacing = graph.gaussian_width / kRowsPerWidth;
  // Up to cut-off + 1, where padded neighbours of the authors' graphs lie.
  w.rows = static_cast<int>(std::ceil((graph.cutoff + 1.0) / w.spacing)) + 2;

  const auto bias = file.floats("crystal.atom_embedding_proj.bias", {w.features});
  w.embedding.assign(static_cast<std::size_t>(kElementFeatures) * w.width, 0.0F);
  w.embedding_bias.assign(w.width, 0.0F);
  for (int c = 0; c < w.features; ++c) {
    w.embedding_bias[c] = bias[c];
    for (int k = 0; k < kElementFeatures; ++k)
      w.embedding[k * w.width + c] = embedding[c * kElementFeatures + k];
  }
  const int layers = count_convolutions(model);
  for (int l = 0; l < layers; ++l) w.convolutions.push_back(fold_convolution(model, l, w));
  w.head = crystal_head(model);
  return w;
}

std::vector<double> exact_distance_term(const ModelFile& model, int convolution, double d) {
  const int f =
      static_cast<int>(model.tensors().at("crystal.atom_embedding_proj.weight").shape.at(0));
  return FoldedConvolution(model, convolution, f).terms(d, false);
}

}  // namespace clasp
