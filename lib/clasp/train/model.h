// SPDX-License-Identifier: MIT
// The network that is trained: crystal tower (CGCNN) and text head, with the tensor names of the
// model file.
#pragma once

#include <torch/torch.h>

#include <string>
#include <utility>
#include <vector>

#include "core/model_file.h"
#include "train/conv_function.h"
#include "train/layers.h"
#include "train/loss.h"
#include "train/settings.h"

namespace clasp {

/// One convolution; the weight of fc_full is [128, 64 | 64 | gaussians].
struct ConvolutionImpl : torch::nn::Module {
  ConvolutionImpl(int gaussians, const Pass& pass);
  /// @param gaussians [bins, gaussians]: edge features on the grid of distances
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& gaussians,
                        const GraphTensors& graph);

  torch::nn::Linear fc_full;
  GroupBatchNorm bn1, bn2;  ///< hold the weights; the fused convolution does their work
};
TORCH_MODULE(Convolution);

struct CrystalTowerImpl : torch::nn::Module {
  CrystalTowerImpl(const NetworkSettings& network, const GraphSettings& graph, const Pass& pass);
  /// @param features [atoms, 92]; returns [crystals, embedding], not normalised
  torch::Tensor forward(const torch::Tensor& features, const GraphTensors& graph);

  torch::nn::Linear atom_embedding_proj{nullptr};
  torch::nn::ModuleList convolution_layers;
  torch::nn::Linear crystal_embedding_proj{nullptr};
  GroupBatchNorm crystal_embedding_bn{nullptr};
  torch::nn::ModuleList intermediate_modules;
  torch::nn::Linear final_projection{nullptr};
  torch::Tensor gaussians;  ///< [bins, gaussians], not a parameter
};
TORCH_MODULE(CrystalTower);

/// The output of Linear, GroupBatchNorm, ReLU and RowDropout modules one after another.
torch::Tensor apply_layers(const std::vector<std::shared_ptr<torch::nn::Module>>& layers,
                           torch::Tensor x);

/// Linear, BatchNorm, ReLU, [Dropout] each but for the last Linear; nothing for a text_width of 0.
torch::nn::Sequential make_text_head(const NetworkSettings& network, int text_width,
                                     const Pass& pass);

struct ClaspNetworkImpl : torch::nn::Module {
  ClaspNetworkImpl(const NetworkSettings& network, const GraphSettings& graph, int text_width,
                   const RankGroup& ranks);
  void move_to(const torch::Device& device);

  Pass pass;  ///< what the layers read; set before every pass
  CrystalTower crystal{nullptr};
  torch::nn::Sequential text_head;
  LossParameters loss;
};
TORCH_MODULE(ClaspNetwork);

/// x / max(|x|, 1e-6) row by row, float32.
torch::Tensor normalise_rows(const torch::Tensor& x);

/// Parameters and floating-point buffers (batch-norm statistics) by name: what a model file and the
/// weight average hold.
std::vector<std::pair<std::string, torch::Tensor>> state_of(ClaspNetworkImpl& network);

}  // namespace clasp
