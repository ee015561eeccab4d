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

constexpr std::uint64_t kCrystalLayers =
    1000;  // numbers of its dropout layers, after the text head's

Tensor gaussian_grid(const GraphSettings& graph) {
  const Tensor d = torch::arange(distance_bins(graph), torch::kFloat64) * kDistanceStep;
  const Tensor centre = torch::arange(graph.gaussians(), torch::kFloat64) * graph.gaussian_step;
  const Tensor t = (d.unsqueeze(1) - centre.unsqueeze(0)) / graph.gaussian_width;
  return torch::exp(-t * t).to(torch::kFloat32).contiguous();
}

/// The bias of a Linear, without a gradient where a batch norm with batch statistics follows: it
/// has none but rounding, of which AdamW would make whole steps.
Tensor bias_before(bool batch_norm, const nn::LinearImpl& linear) {
  return batch_norm ? linear.bias.detach() : linear.bias;
}

Tensor linear_before(bool batch_norm, const nn::LinearImpl& linear, const Tensor& x) {
  return torch::linear(x, linear.weight, bias_before(batch_norm, linear));
}

}  // namespace

Tensor apply_layers(const std::vector<std::shared_ptr<nn::Module>>& layers, Tensor x) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (const auto* linear = layers[i]->as<nn::Linear>()) {
      const auto* next = i + 1 < layers.size() ? layers[i + 1]->as<GroupBatchNorm>() : nullptr;
      x = linear_before(next != nullptr && next->is_training(), *linear, x);
    } else if (auto* norm = layers[i]->as<GroupBatchNorm>()) {
      x = norm->forward(x);
    } else if (auto* dropout = layers[i]->as<RowDropout>()) {
      x = dropout->forward(x);
    } else {
      x = torch::relu(x);
    }
  }
  return x;
}

ConvolutionImpl::ConvolutionImpl(int gaussians, const Pass& pass)
    : fc_full(2 * kAtomFeatures + gaussians, kGateFeatures),
      bn1(kGateFeatures, pass),
      bn2(kAtomFeatures, pass) {
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
  const Tensor table = torch::addmm(bias_before(bn1->is_training(), *fc_full), gaussians, edge.t());
  return convolution(x, ab, table,
                     {bn1->weight, bn1->bias, bn2->weight, bn2->bias, bn1->running_mean,
                      bn1->running_var, bn2->running_mean, bn2->running_var},
                     graph, bn1->is_training(), *bn1->pass);
}

CrystalTowerImpl::CrystalTowerImpl(const NetworkSettings& network, const GraphSettings& graph,
                                   const Pass& pass)
    : gaussians(gaussian_grid(graph)) {
  const int width = network.embedding_size;
  atom_embedding_proj =
      register_module("atom_embedding_proj", nn::Linear(kElementFeatures, kAtomFeatures));
  register_module("convolution_layers", convolution_layers);
  for (int l = 0; l < network.convolutions; ++l)
    convolution_layers->push_back(Convolution(graph.gaussians(), pass));
  crystal_embedding_proj =
      register_module("crystal_embedding_proj", nn::Linear(kAtomFeatures, width));
  crystal_embedding_bn = register_module("crystal_embedding_bn", GroupBatchNorm(width, pass));
  register_module("intermediate_modules", intermediate_modules);
  for (int l = 0; l < network.crystal_layers; ++l) {
    intermediate_modules->push_back(nn::Linear(width, width));
    intermediate_modules->push_back(nn::ReLU());
    intermediate_modules->push_back(GroupBatchNorm(width, pass));
    if (network.crystal_dropout > 0)
      intermediate_modules->push_back(
          RowDropout(network.crystal_dropout, kCrystalLayers + l, pass));
  }
  final_projection = register_module("final_projection", nn::Linear(width, width));
}

Tensor CrystalTowerImpl::forward(const Tensor& features, const GraphTensors& graph) {
  Tensor x = atom_embedding_proj(features);
  for (const auto& layer : *convolution_layers)
    x = layer->as<ConvolutionImpl>()->forward(x, gaussians, graph);
  x = mean_over_crystals(x, graph.crystal);
  x = linear_before(crystal_embedding_bn->is_training(), *crystal_embedding_proj, x);
  x = torch::relu(crystal_embedding_bn(x));
  x = apply_layers(intermediate_modules->children(), x);
  return final_projection(x);
}

nn::Sequential make_text_head(const NetworkSettings& network, int text_width, const Pass& pass) {
  nn::Sequential head;
  for (int l = 0; l < network.text_layers && text_width > 0; ++l) {
    const int in = l == 0 ? text_width : network.text_hidden;
    const bool last = l == network.text_layers - 1;
    head->push_back(nn::Linear(in, last ? network.embedding_size : network.text_hidden));
    if (last) break;
    head->push_back(GroupBatchNorm(network.text_hidden, pass));
    head->push_back(nn::ReLU());
    if (network.text_dropout > 0) head->push_back(RowDropout(network.text_dropout, l, pass));
  }
  return head;
}

ClaspNetworkImpl::ClaspNetworkImpl(const NetworkSettings& network, const GraphSettings& graph,
                                   int text_width, const RankGroup& ranks)
    : pass{&ranks},
      crystal(register_module("crystal", CrystalTower(network, graph, pass))),
      text_head(register_module("text_head", make_text_head(network, text_width, pass))),
      loss{register_parameter("log_scale", torch::zeros({})),
           register_parameter("bias", torch::zeros({}))} {}

void ClaspNetworkImpl::move_to(const torch::Device& device) {
  to(device);
  crystal->gaussians = crystal->gaussians.to(device);
}

Tensor normalise_rows(const Tensor& x) {
  const Tensor y = x.to(torch::kFloat32);
  return y / y.norm(2, 1, true).clamp_min(1e-6);
}

std::vector<std::pair<std::string, Tensor>> state_of(ClaspNetworkImpl& network) {
  std::vector<std::pair<std::string, Tensor>> state;
  for (const auto& p : network.named_parameters()) state.emplace_back(p.key(), p.value());
  for (const auto& b : network.named_buffers())
    if (b.value().is_floating_point()) state.emplace_back(b.key(), b.value());
  return state;
}

}  // namespace clasp
