// SPDX-License-Identifier: MIT
// A learner's making, saving and loading.
#include "train/learner.h"

#include <cblas.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "core/error.h"
#include "core/write_file.h"
#include "train/device.h"
#include "train/learner_state.h"

namespace clasp {
namespace {

using torch::Tensor;

constexpr std::size_t kHalfFrom = 40000;  // Linear weights of at least this size are stored as F16

/// AdamW with decay on the matrices alone: biases, batch norms and the loss' parameters have none.
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
  return name != "log_scale" && name != "bias";
}

std::vector<float> floats_of(const Tensor& t) {
  const Tensor c = t.detach().to(torch::kCPU, torch::kFloat32).contiguous();
  return {c.data_ptr<float>(), c.data_ptr<float>() + c.numel()};
}

ClaspNetwork on_device(ClaspNetwork network, const torch::Device& device) {
  network->move_to(device);
  return network;
}

void move_moments(torch::optim::AdamW& optimiser, const torch::Device& device) {
  for (auto& [parameter, state] : optimiser.state()) {
    auto& moments = static_cast<torch::optim::AdamWParamState&>(*state);
    moments.exp_avg(moments.exp_avg().to(device));
    moments.exp_avg_sq(moments.exp_avg_sq().to(device));
  }
}

void freeze(torch::nn::Module& part) {
  for (auto& p : part.parameters()) p.requires_grad_(false);
}

template <class Live, class Value>
std::map<std::string, TensorData> model_tensors(const Live& live, const Value& value) {
  std::map<std::string, TensorData> tensors;
  for (std::size_t i = 0; i < live.size(); ++i) {
    const auto& name = live[i].first;
    if (!in_model_file(name)) continue;
    const Tensor t = value(i);
    const bool half = t.dim() == 2 && static_cast<std::size_t>(t.numel()) >= kHalfFrom;
    tensors[name] =
        TensorData::from_floats(floats_of(t), t.sizes().vec(), half ? DType::F16 : DType::F32);
  }
  return tensors;
}

}  // namespace

Learner::State::State(const PretrainSettings& s, int text_width, const RankGroup& ranks)
    : device(find_device(s, ranks)),
      network(on_device(ClaspNetwork(s.network, s.graph, text_width, ranks), device)),
      optimiser(make_optimiser(*network, s.optimiser)),
      live(state_of(*network)) {
  torch::NoGradGuard no_grad;
  network->loss.log_scale.fill_(std::log(s.loss.scale));
  network->loss.bias.fill_(s.loss.bias);
  if (is_frozen(s, "crystal")) freeze(*network->crystal);
  if (is_frozen(s, "text")) freeze(*network->text_head);
  if (s.optimiser.average > 0)
    for (const auto& [name, t] : live) average.push_back(t.detach().clone());
}

Learner::Learner(const PretrainSettings& settings, int text_width, const RankGroup& ranks)
    : settings_(&settings), ranks_(&ranks) {
  at::set_num_threads(settings.threads);
  openblas_set_num_threads(settings.threads);  // its own threads know nothing of torch's number
  torch::manual_seed(settings.seed);
  state_ = std::make_unique<State>(settings, text_width, ranks);
}

Learner::~Learner() = default;

void Learner::start_from(const Origin& origin) {
  torch::NoGradGuard no_grad;
  std::vector<std::string> names;
  for (const auto& [name, t] : state_->live) names.push_back(name);
  const auto canonical = canonical_names(names);
  for (std::size_t i = 0; i < state_->live.size(); ++i) {
    auto& [name, t] = state_->live[i];
    const auto found = origin.tensors.find(canonical.at(name));
    if (!in_model_file(name)) continue;
    if (found == origin.tensors.end() || found->second.shape != t.sizes().vec())
      throw Error(origin.path, name, "is missing or has another shape",
                  "give the text encoder that the model was trained with");
    t.copy_(share(found->second.values, torch::kFloat32, found->second.shape));
    if (!state_->average.empty()) state_->average[i].copy_(t);
  }
}

double Learner::scale() const {
  if (!learns_scale(settings_->loss.kind)) return settings_->loss.scale;
  return std::min(settings_->loss.max_scale,
                  std::exp(state_->network->loss.log_scale.item<double>()));
}

std::map<std::string, TensorData> Learner::tensors() const {
  return model_tensors(state_->live, [&](std::size_t i) { return state_->exported(i); });
}

void Learner::keep_best() {
  state_->best.clear();
  for (std::size_t i = 0; i < state_->live.size(); ++i)
    state_->best.push_back(state_->exported(i).detach().clone());
}

std::map<std::string, TensorData> Learner::best_tensors() const {
  if (state_->best.empty()) return tensors();
  return model_tensors(state_->live, [&](std::size_t i) { return state_->best[i]; });
}

void Learner::save(const std::string& path, const std::string& note) const {
  torch::serialize::OutputArchive archive, optimiser;
  for (std::size_t i = 0; i < state_->live.size(); ++i) {
    const auto& [name, t] = state_->live[i];
    archive.write("live." + name, t.detach().cpu());
    if (!state_->average.empty()) archive.write("average." + name, state_->average[i].cpu());
    if (!state_->best.empty()) archive.write("best." + name, state_->best[i].cpu());
  }
  move_moments(state_->optimiser, torch::kCPU);
  state_->optimiser.save(optimiser);
  move_moments(state_->optimiser, state_->device);
  archive.write("optimiser", optimiser);
  archive.write("steps", torch::tensor(state_->steps));
  archive.write("note", c10::IValue(note));
  std::ostringstream out;
  archive.save_to(out);
  const std::string bytes = out.str();
  write_file_atomically(path, bytes.data(), bytes.size());
}

void Learner::load(const std::string& path, const std::function<void(const std::string&)>& check) {
  if (!std::ifstream(path))
    throw Error(path, "", "cannot be read", "start without --resume, or name the same --out");
  try {
    torch::NoGradGuard no_grad;
    torch::serialize::InputArchive archive, optimiser;
    archive.load_from(path);
    c10::IValue note;
    archive.read("note", note);
    check(note.toStringRef());
    state_->best.clear();
    for (std::size_t i = 0; i < state_->live.size(); ++i) {
      const auto& [name, live] = state_->live[i];
      Tensor t, average, best;
      archive.read("live." + name, t);
      live.copy_(t);
      if (!state_->average.empty()) {
        archive.read("average." + name, average);
        state_->average[i].copy_(average);
      }
      if (archive.try_read("best." + name, best)) state_->best.push_back(best.to(state_->device));
    }
    archive.read("optimiser", optimiser);
    state_->optimiser.load(optimiser);
    move_moments(state_->optimiser, state_->device);
    Tensor steps;
    archive.read("steps", steps);
    state_->steps = steps.item<std::int64_t>();
  } catch (const c10::Error& e) {
    throw Error(path, "", "is not a checkpoint of this training: " + e.msg().substr(0, 120),
                "start without --resume");
  }
}

}  // namespace clasp
