// SPDX-License-Identifier: MIT
#include "retrieval/untrained.h"

#include <cmath>

#include "core/rng.h"

namespace clasp {
namespace {

bool starts_with(const std::string& text, const char* start) {
  return text.rfind(start, 0) == 0;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// The tensor that stands at this place before training. A bias beside a weight of two dimensions
/// belongs to a Linear layer, other ones to a BatchNorm.
TensorData initial(const SafetensorsFile& tensors, const TensorView& view, Rng& rng) {
  if (view.dtype == DType::I64) return TensorData::copy_of(view);  // counters
  const std::string module = view.name.substr(0, view.name.rfind('.'));
  const auto& weight = tensors.at(module + ".weight");
  const bool linear = weight.shape.size() == 2;
  const bool one =
      !linear && (ends_with(view.name, ".weight") || ends_with(view.name, ".running_var"));
  std::vector<float> values(static_cast<std::size_t>(view.count()), one ? 1.0F : 0.0F);
  if (linear) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(weight.shape[1]));
    for (float& v : values) v = static_cast<float>(rng.uniform(-bound, bound));
  }
  return TensorData::from_floats(values, view.shape);
}

}  // namespace

ModelFile untrained_model(const ModelFile& model, std::uint64_t seed) {
  Rng rng(seed);
  std::map<std::string, TensorData> tensors;
  for (const auto& [name, view] : model.tensors().tensors()) {
    const bool learnt = starts_with(name, "crystal.") || starts_with(name, "text_head.");
    if (starts_with(name, "reference.")) continue;
    tensors[name] = learnt ? initial(model.tensors(), view, rng) : TensorData::copy_of(view);
  }
  return ModelFile::from_bytes(model.name() + ", untrained",
                               to_safetensors(tensors, model.tensors().metadata()));
}

}  // namespace clasp
