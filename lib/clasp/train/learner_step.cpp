// SPDX-License-Identifier: MIT
// One step of training.
#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/hash.h"
#include "train/autocast.h"
#include "train/learner_state.h"

namespace clasp {
namespace {

using torch::Tensor;

constexpr std::int64_t kLossRows = 2048;  // of the matrix of cosines at a time

/// Normalised embeddings of some rows: captions, or a first view, and crystals.
struct Embedded {
  Tensor text, crystal;
};

/// Frozen parts stay in evaluation mode: no batch statistics, no dropout.
void set_training(ClaspNetworkImpl& network, const PretrainSettings& settings) {
  network.train();
  if (is_frozen(settings, "crystal")) network.crystal->eval();
  if (is_frozen(settings, "text")) network.text_head->eval();
  if (is_frozen(settings, "norms"))
    for (const auto& module : network.modules())
      if (module->as<GroupBatchNorm>() != nullptr) module->eval();
}

Tensor features_of(const GraphBatch& graphs, const torch::Device& device) {
  return share(graphs.features, torch::kFloat32, {graphs.atoms, 92}).to(device);
}

/// The network's output in full precision, whatever it computed with.
Embedded embed_rows(ClaspNetworkImpl& network, const MicroBatch& rows, std::int64_t first,
                    const torch::Device& device, Precision precision) {
  const bool views = network.text_head->is_empty();
  network.pass.first_row = views ? 2 * first : first;
  const Autocast autocast(device.type(), precision);
  const auto n = static_cast<std::int64_t>(rows.graphs.crystal.size()) - 1;
  const auto crystals = [&] {
    return normalise_rows(network.crystal->forward(features_of(rows.graphs, device),
                                                   graph_tensors(rows.graphs, device)));
  };
  if (views) {
    const Tensor both = crystals();
    return {both.slice(0, 0, n, 2), both.slice(0, 1, n, 2)};
  }
  const auto width = network.text_head[0]->as<torch::nn::Linear>()->options.in_features();
  const Tensor captions = share(rows.captions, torch::kFloat32, {n, width}).to(device);
  return {normalise_rows(apply_layers(network.text_head->children(), captions)), crystals()};
}

/// The rows of all ranks, from this rank's, which begin at `first`.
Tensor gather(const Tensor& own, std::int64_t first, std::int64_t rows, const RankGroup& ranks) {
  Tensor all = torch::zeros({rows, own.size(1)}, own.options());
  all.narrow(0, first, own.size(0)).copy_(own);
  ranks.sum(all);
  return all;
}

Tensor as_mask(const std::vector<std::uint8_t>& excluded, std::int64_t rows, std::int64_t n,
               const torch::Device& device) {
  return share(excluded, torch::kUInt8, {rows, n}).to(device).to(torch::kBool);
}

ExcludedRows excluded_rows(const StepInput& input, std::int64_t begin, std::int64_t rows,
                           const torch::Device& device) {
  if (!input.excluded) return {};
  const FalseNegatives f = input.excluded(begin, begin + rows);
  return {as_mask(f.of_crystals, rows, input.rows, device),
          as_mask(f.of_texts, rows, input.rows, device)};
}

/// The loss of the whole batch; leaves this rank's part of the gradients in the embeddings and the
/// loss' parameters.
double back_through_loss(const Tensor& text, const Tensor& crystal, const StepInput& input,
                         const LossParameters& parameters, const LossSettings& settings,
                         const RankGroup& ranks) {
  double sum = 0;
  for (std::size_t p = 0; p + 1 < input.cuts.size(); ++p) {
    const std::int64_t end = input.cuts[p + 1];
    for (std::int64_t begin = input.cuts[p]; begin < end; begin += kLossRows) {
      const std::int64_t rows = std::min(kLossRows, end - begin);
      const ExcludedRows excluded = excluded_rows(input, begin, rows, text.device());
      const Tensor loss =
          contrastive_loss(text, crystal, begin, rows, excluded, parameters, settings);
      sum += loss.item<double>();
      loss.backward();
    }
  }
  ranks.sum(&sum, 1);
  return sum;
}

/// The gradient of all ranks' losses with respect to a gathered tensor.
Tensor summed_gradient(const Tensor& all, const RankGroup& ranks) {
  Tensor gradient = all.grad().defined() ? all.grad() : torch::zeros_like(all);
  ranks.sum(gradient);
  return gradient;
}

void back_through_rows(const Embedded& rows, std::int64_t begin, const Tensor& d_text,
                       const Tensor& d_crystal) {
  torch::autograd::variable_list outputs, gradients;
  const auto add = [&](const Tensor& output, const Tensor& all) {
    if (!output.requires_grad()) return;
    outputs.push_back(output);
    gradients.push_back(all.narrow(0, begin, output.size(0)));
  };
  add(rows.text, d_text);
  add(rows.crystal, d_crystal);
  torch::autograd::backward(outputs, gradients);
}

/// Gradients of zero, also where this rank will have none.
void clear_gradients(ClaspNetworkImpl& network) {
  for (auto& p : network.parameters())
    if (p.requires_grad()) p.mutable_grad() = torch::zeros_like(p);
}

/// Sums the gradients of all parameters over the ranks.
void sum_gradients(ClaspNetworkImpl& network, const RankGroup& ranks) {
  std::vector<Tensor> flat;
  for (const auto& p : network.parameters())
    if (p.requires_grad()) flat.push_back(p.grad().flatten());
  Tensor all = torch::cat(flat);
  ranks.sum(all);
  std::int64_t first = 0;
  for (const auto& p : network.parameters()) {
    if (!p.requires_grad()) continue;
    p.grad().copy_(all.narrow(0, first, p.numel()).view_as(p));
    first += p.numel();
  }
}

/// Moves the average; early steps count more, so that the random start is forgotten.
void move_average(const std::vector<Tensor>& average,
                  const std::vector<std::pair<std::string, Tensor>>& live, std::int64_t steps,
                  double decay) {
  torch::NoGradGuard no_grad;
  const auto n = static_cast<double>(steps);
  const double d = std::min(decay, (1.0 + n) / (10.0 + n));
  for (std::size_t i = 0; i < average.size(); ++i)
    average[i].add_(live[i].second.detach() - average[i], 1.0 - d);
}

}  // namespace

std::vector<std::int64_t> cut_rows(std::int64_t rows, int size, const RankGroup& ranks) {
  const auto [begin, end] = ranks.share(rows);
  const std::int64_t most = (rows + ranks.size() - 1) / ranks.size();
  const std::int64_t parts =
      size > 0 ? std::max<std::int64_t>(1, (most + size - 1) / size) : std::int64_t{1};
  std::vector<std::int64_t> cuts;
  for (std::int64_t p = 0; p <= parts; ++p) cuts.push_back(begin + (end - begin) * p / parts);
  return cuts;
}

double Learner::step(const StepInput& input, double rate) {
  try {
    return try_step(input, rate);
  } catch (const c10::OutOfMemoryError&) {
    throw Error("training", "step " + std::to_string(state_->steps + 1),
                "the memory of " + state_->device.str() + " does not suffice",
                "set --micro-batch, or a smaller one, and continue with --resume");
  }
}

double Learner::try_step(const StepInput& input, double rate) {
  auto& network = *state_->network;
  set_training(network, *settings_);
  for (auto& group : state_->optimiser.param_groups())
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
  clear_gradients(network);
  network.pass.seed = mix(settings_->seed, static_cast<std::uint64_t>(state_->steps));

  const auto& cuts = input.cuts;
  const std::size_t parts = cuts.size() - 1;
  Embedded kept;  // with its gradient, if there is one part alone
  MicroBatch kept_rows;
  std::vector<Tensor> texts, crystals;
  network.pass.track = true;
  for (std::size_t p = 0; p < parts; ++p) {
    torch::AutoGradMode with_gradient(parts == 1);
    kept_rows = input.micro_batch(cuts[p], cuts[p + 1]);
    kept = embed_rows(network, kept_rows, cuts[p], state_->device, settings_->precision);
    texts.push_back(kept.text.detach());
    crystals.push_back(kept.crystal.detach());
  }
  const Tensor text = gather(torch::cat(texts), cuts.front(), input.rows, *ranks_);
  const Tensor crystal = gather(torch::cat(crystals), cuts.front(), input.rows, *ranks_);
  text.requires_grad_(true);
  crystal.requires_grad_(true);
  const double loss =
      back_through_loss(text, crystal, input, network.loss, settings_->loss, *ranks_);
  if (!std::isfinite(loss))
    throw Error("training", "step " + std::to_string(state_->steps + 1), "the loss is not a number",
                "lower --rate, and continue from the last checkpoint with --resume");
  const Tensor d_text = summed_gradient(text, *ranks_);
  const Tensor d_crystal = summed_gradient(crystal, *ranks_);
  network.pass.track = false;
  for (std::size_t p = 0; p < parts; ++p) {
    if (parts > 1) {
      kept_rows = input.micro_batch(cuts[p], cuts[p + 1]);
      kept = embed_rows(network, kept_rows, cuts[p], state_->device, settings_->precision);
    }
    back_through_rows(kept, cuts[p], d_text, d_crystal);
  }
  sum_gradients(network, *ranks_);
  state_->optimiser.step();
  ++state_->steps;
  move_average(state_->average, state_->live, state_->steps, settings_->optimiser.average);
  return loss;
}

std::vector<float> Learner::gradient() const {
  std::vector<float> all;
  for (const auto& p : state_->network->parameters()) {
    if (!p.requires_grad()) continue;
    const Tensor g = p.grad().cpu().contiguous();
    all.insert(all.end(), g.data_ptr<float>(), g.data_ptr<float>() + g.numel());
  }
  return all;
}

std::vector<float> Learner::embed(const GraphBatch& graphs) {
  torch::NoGradGuard no_grad;
  auto& network = *state_->network;
  network.eval();
  const Tensor e =
      network.crystal
          ->forward(features_of(graphs, state_->device), graph_tensors(graphs, state_->device))
          .cpu();
  return {e.data_ptr<float>(), e.data_ptr<float>() + e.numel()};
}

}  // namespace clasp
