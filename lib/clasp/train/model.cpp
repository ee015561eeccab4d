// SPDX-License-Identifier: MIT
// The network that is trained.
#include "train/model.h"

#include "core/elements.h"
#include "train/distance_grid.h"

namespace clasp {
namespace {

namespace nn = torch::nn;
using torch::Tensor;
using torch::indexing::Slice;

Tensor gaussian_grid(const GraphSettings& graph) {
  const Tensor d = torch::arange(distance_bins(graph), torch::kFloat64) * kDistanceStep;
  const Tensor centre = torch::arange(graph.gaussians(), torch::kFloat64) * graph.gaussian_step;
  const Tensor t = (d.unsqueeze(1) - centre.unsqueeze(0)) / graph.gaussian_width;
  return torch::exp(-t * t).to(torch::kFloat32).contiguous();
}

}  // namespace

ConvolutionImpl::ConvolutionImpl(int gaussians)
    : fc_full(2 * kAtomFeatures + gaussians, kGateFeatures),
      bn1(nn::BatchNorm1dOptions(kGateFeatures)),
      bn2(nn::BatchNorm1dOptions(kAtomFeatures)) {
  register_module("fc_full", fc_full);
  register_module("bn1", bn1);
  register_module("bn2", bn2);
}

Tensor ConvolutionImpl::forward(const Tensor& x, const Tensor& gaussians,
                                const GraphTensors& graph) {
  const Tensor own = fc_full->weight.index({Slice(), Slice(0, kAtomFeatures)});
  const Tensor other = fc_full->weight.index({Slice(), Slice(kAtomFeatures, 2 * kAtomFeatures)});
  const Tensor edge =
      fc_full->weight.index({Slice(), Slice(2 * kAtomFeatures, torch::indexing::None)});
  const Tensor ab = torch::mm(x, torch::cat({own, other}, 0).t());
  const Tensor table = torch::addmm(fc_full->bias, gaussians, edge.t());
  return fused_convolution(x, ab, table,
                           {bn1->weight, bn1->bias, bn2->weight, bn2->bias, bn1->running_mean,
                            bn1->running_var, bn2->running_mean, bn2->running_var},
                           graph, is_training());
}

CrystalTowerImpl::CrystalTowerImpl(const NetworkSettings& network, const GraphSettings& graph)
    : gaussians(gaussian_grid(graph)) {
  const int width = network.embedding_size;
  atom_embedding_proj =
      register_module("atom_embedding_proj", nn::Linear(kElementFeatures, kAtomFeatures));
  register_module("convolution_layers", convolution_layers);
  for (int l = 0; l < network.convolutions; ++l)
    convolution_layers->push_back(Convolution(graph.gaussians()));
  crystal_embedding_proj =
      register_module("crystal_embedding_proj", nn::Linear(kAtomFeatures, width));
  crystal_embedding_bn = register_module("crystal_embedding_bn", nn::BatchNorm1d(width));
  register_module("intermediate_modules", intermediate_modules);
  for (int l = 0; l < network.crystal_layers; ++l) {
    intermediate_modules->push_back(nn::Linear(width, width));
    intermediate_modules->push_back(nn::ReLU());
    intermediate_modules->push_back(nn::BatchNorm1d(width));
    if (network.crystal_dropout > 0)
      intermediate_modules->push_back(nn::Dropout(network.crystal_dropout));
  }
  final_projection = register_module("final_projection", nn::Linear(width, width));
}

Tensor CrystalTowerImpl::forward(const Tensor& features, const GraphTensors& graph) {
  Tensor x = atom_embedding_proj(features);
  for (const auto& layer : *convolution_layers)
    x = layer->as<ConvolutionImpl>()->forward(x, gaussians, graph);
  x = mean_over_crystals(x, graph.crystal);
  x = torch::relu(crystal_embedding_bn(crystal_embedding_proj(x)));
  for (const auto& module : *intermediate_modules) {
    if (auto* linear = module->as<nn::Linear>())
      x = linear->forward(x);
    else if (auto* norm = module->as<nn::BatchNorm1d>())
      x = norm->forward(x);
    else if (auto* dropout = module->as<nn::Dropout>())
      x = dropout->forward(x);
    else
      x = torch::relu(x);
  }
  return final_projection(x);
}

nn::Sequential make_text_head(const NetworkSettings& network, int text_width) {
  nn::Sequential head;
  for (int l = 0; l < network.text_layers; ++l) {
    const int in = l == 0 ? text_width : network.text_hidden;
    const bool last = l == network.text_layers - 1;
    head->push_back(nn::Linear(in, last ? network.embedding_size : network.text_hidden));
    if (last) break;
    head->push_back(nn::BatchNorm1d(network.text_hidden));
    head->push_back(nn::ReLU());
    if (network.text_dropout > 0) head->push_back(nn::Dropout(network.text_dropout));
  }
  return head;
}

ClaspNetworkImpl::ClaspNetworkImpl(const NetworkSettings& network, const GraphSettings& graph,
                                   int text_width)
    : crystal(register_module("crystal", CrystalTower(network, graph))),
      text_head(register_module("text_head", make_text_head(network, text_width))),
      log_scale(register_parameter("log_scale", torch::zeros({}))) {}

Tensor normalise_rows(const Tensor& x) {
  return x / x.norm(2, 1, true).clamp_min(1e-6);
}

std::vector<std::pair<std::string, Tensor>> state_of(ClaspNetworkImpl& network) {
  std::vector<std::pair<std::string, Tensor>> state;
  for (const auto& p : network.named_parameters()) state.emplace_back(p.key(), p.value());
  for (const auto& b : network.named_buffers())
    if (b.value().is_floating_point()) state.emplace_back(b.key(), b.value());
  return state;
}

}  // namespace clasp
