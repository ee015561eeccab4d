// SPDX-License-Identifier: MIT
// Learns, with torch.
#include "train/learner.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "core/error.h"
#include "train/loss.h"
#include "train/model.h"

namespace clasp {
namespace {

using torch::Tensor;

constexpr std::size_t kHalfFrom = 40000;  // Linear weights of at least this size are stored as F16

/// A tensor that shares the vector's memory.
template <class T>
Tensor share(const std::vector<T>& v, torch::ScalarType type, std::vector<std::int64_t> shape) {
  return torch::from_blob(const_cast<T*>(v.data()), shape, torch::TensorOptions(type));
}

GraphTensors graph_tensors(const GraphBatch& b) {
  return {share(b.neighbour, torch::kInt32, {b.atoms, b.places}),
          share(b.bin, torch::kInt16, {b.atoms, b.places}),
          share(b.part, torch::kInt64, {static_cast<std::int64_t>(b.part.size())}),
          share(b.crystal, torch::kInt64, {static_cast<std::int64_t>(b.crystal.size())})};
}

/// AdamW with decay on the matrices alone: biases, batch norms and the loss' scale have none.
torch::optim::AdamW make_optimiser(ClaspNetworkImpl& network, const OptimiserSettings& settings) {
  std::vector<Tensor> matrices, others;
  for (const auto& p : network.parameters()) (p.dim() > 1 ? matrices : others).push_back(p);
  const auto options =
      torch::optim::AdamWOptions(settings.rate).weight_decay(settings.weight_decay);
  auto plain = std::make_unique<torch::optim::AdamWOptions>(
      torch::optim::AdamWOptions(settings.rate).weight_decay(0.0));
  std::vector<torch::optim::OptimizerParamGroup> groups;
  groups.emplace_back(matrices);
  groups.emplace_back(others, std::move(plain));
  return torch::optim::AdamW(groups, options);
}

bool in_model_file(const std::string& name) {
  return name != "log_scale";
}

std::vector<float> floats_of(const Tensor& t) {
  const Tensor c = t.detach().to(torch::kFloat32).contiguous();
  return {c.data_ptr<float>(), c.data_ptr<float>() + c.numel()};
}

}  // namespace

struct Learner::State {
  ClaspNetwork network;
  torch::optim::AdamW optimiser;
  std::vector<std::pair<std::string, Tensor>> live;  ///< share memory with the network
  std::vector<Tensor> average;                       ///< of `live`, empty without averaging
  std::int64_t steps = 0;

  State(const PretrainSettings& s, int text_width)
      : network(s.network, s.graph, text_width),
        optimiser(make_optimiser(*network, s.optimiser)),
        live(state_of(*network)) {
    torch::NoGradGuard no_grad;
    network->log_scale.fill_(std::log(s.loss.scale));
    if (s.optimiser.average > 0)
      for (const auto& [name, t] : live) average.push_back(t.detach().clone());
  }

  /// Moves the average; early steps count more, so that the random start is forgotten.
  void move_average(double decay) {
    torch::NoGradGuard no_grad;
    const auto n = static_cast<double>(steps);
    const double d = std::min(decay, (1.0 + n) / (10.0 + n));
    for (std::size_t i = 0; i < average.size(); ++i)
      average[i].mul_(d).add_(live[i].second.detach(), 1.0 - d);
  }
};

Learner::Learner(const PretrainSettings& settings, int text_width) : settings_(&settings) {
  at::set_num_threads(settings.threads);
  torch::manual_seed(settings.seed);
  state_ = std::make_unique<State>(settings, text_width);
}

Learner::~Learner() = default;

double Learner::step(const StepInput& input, double rate) {
  auto& network = *state_->network;
  const auto n = static_cast<std::int64_t>(input.graphs.crystal.size()) - 1;
  network.train();
  for (auto& group : state_->optimiser.param_groups())
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
  state_->optimiser.zero_grad();

  const Tensor captions = share(input.captions, torch::kFloat32,
                                {n, static_cast<std::int64_t>(input.captions.size()) / n});
  const Tensor features = share(input.graphs.features, torch::kFloat32, {input.graphs.atoms, 92});
  Tensor excluded;
  if (!input.excluded.empty())
    excluded = share(input.excluded, torch::kUInt8, {n, n}).to(torch::kBool);
  const Tensor text = normalise_rows(network.text_head->forward(captions));
  const Tensor crystal =
      normalise_rows(network.crystal->forward(features, graph_tensors(input.graphs)));
  const Tensor loss = contrastive_loss(text, crystal, excluded, network.log_scale, settings_->loss);
  const double value = loss.item<double>();
  if (!std::isfinite(value))
    throw Error("training", "step " + std::to_string(state_->steps + 1), "the loss is not a number",
                "lower --rate, and continue from the last checkpoint with --resume");
  loss.backward();
  state_->optimiser.step();
  ++state_->steps;
  state_->move_average(settings_->optimiser.average);
  return value;
}

std::vector<float> Learner::embed(const GraphBatch& graphs) {
  torch::NoGradGuard no_grad;
  auto& network = *state_->network;
  network.eval();
  return floats_of(network.crystal->forward(
      share(graphs.features, torch::kFloat32, {graphs.atoms, 92}), graph_tensors(graphs)));
}

double Learner::scale() const {
  if (settings_->loss.kind == LossKind::kCosFace) return settings_->loss.scale;
  return std::min(settings_->loss.max_scale, std::exp(state_->network->log_scale.item<double>()));
}

std::map<std::string, TensorData> Learner::tensors() const {
  std::map<std::string, TensorData> tensors;
  for (std::size_t i = 0; i < state_->live.size(); ++i) {
    const auto& [name, live] = state_->live[i];
    if (!in_model_file(name)) continue;
    const Tensor& t = state_->average.empty() ? live : state_->average[i];
    const bool half = t.dim() == 2 && static_cast<std::size_t>(t.numel()) >= kHalfFrom;
    tensors[name] =
        TensorData::from_floats(floats_of(t), t.sizes().vec(), half ? DType::F16 : DType::F32);
  }
  return tensors;
}

void Learner::save(const std::string& path, const std::string& note) const {
  torch::serialize::OutputArchive archive, network, optimiser;
  state_->network->save(network);
  state_->optimiser.save(optimiser);
  archive.write("network", network);
  archive.write("optimiser", optimiser);
  for (std::size_t i = 0; i < state_->average.size(); ++i)
    archive.write("average." + std::to_string(i), state_->average[i]);
  archive.write("random", at::detail::getDefaultCPUGenerator().get_state());
  archive.write("steps", torch::tensor(state_->steps));
  archive.write("note", c10::IValue(note));
  std::ostringstream out;
  archive.save_to(out);
  const std::string bytes = out.str();
  write_file_atomically(path, bytes.data(), bytes.size());
}

std::string Learner::load(const std::string& path) {
  if (!std::ifstream(path))
    throw Error(path, "", "cannot be read", "start without --resume, or name the same --out");
  try {
    torch::serialize::InputArchive archive, network, optimiser;
    archive.load_from(path);
    archive.read("network", network);
    archive.read("optimiser", optimiser);
    state_->network->load(network);
    state_->optimiser.load(optimiser);
    torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < state_->average.size(); ++i) {
      Tensor t;
      archive.read("average." + std::to_string(i), t);
      state_->average[i].copy_(t);
    }
    Tensor random, steps;
    archive.read("random", random);
    archive.read("steps", steps);
    auto generator = at::detail::getDefaultCPUGenerator();
    generator.set_state(random);
    state_->steps = steps.item<std::int64_t>();
    state_->live = state_of(*state_->network);
    c10::IValue note;
    archive.read("note", note);
    return note.toStringRef();
  } catch (const c10::Error& e) {
    throw Error(path, "", "is not a checkpoint of this training: " + e.msg().substr(0, 120),
                "start without --resume");
  }
}

}  // namespace clasp
