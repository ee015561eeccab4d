// SPDX-License-Identifier: MIT
// A small CLaSP model with random weights: crystal tower and text head, 8 values wide, for the tiny
// BERT.
#pragma once

#include "core/model_file.h"
#include "core/rng.h"
#include "tiny_bert.h"

namespace clasp::test {

inline TensorData random_tensor(Rng& rng, std::vector<std::int64_t> shape) {
  std::int64_t count = 1;
  for (const std::int64_t n : shape) count *= n;
  std::vector<float> values(static_cast<std::size_t>(count));
  for (float& v : values) v = static_cast<float>(rng.uniform(-0.5, 0.5));
  return TensorData::from_floats(values, std::move(shape));
}

inline void add_linear(Rng& rng, Tensors& tensors, const std::string& name, int out, int in) {
  tensors[name + ".weight"] = random_tensor(rng, {out, in});
  tensors[name + ".bias"] = random_tensor(rng, {out});
}

inline void add_norm(Rng& rng, Tensors& tensors, const std::string& name, int n) {
  tensors[name + ".weight"] = random_tensor(rng, {n});
  tensors[name + ".bias"] = random_tensor(rng, {n});
  tensors[name + ".running_mean"] = random_tensor(rng, {n});
  tensors[name + ".running_var"] = TensorData::from_floats(std::vector<float>(n, 0.5F), {n});
}

/// @param text_in  what the text head takes: 32 for the tiny BERT
inline Tensors tiny_model_tensors(int text_in = 32) {
  Rng rng(4);
  Tensors t;
  add_linear(rng, t, "crystal.atom_embedding_proj", 4, 92);
  add_linear(rng, t, "crystal.convolution_layers.0.fc_full", 8, 4 + 4 + 41);
  add_norm(rng, t, "crystal.convolution_layers.0.bn1", 8);
  add_norm(rng, t, "crystal.convolution_layers.0.bn2", 4);
  add_linear(rng, t, "crystal.crystal_embedding_proj", 8, 4);
  add_norm(rng, t, "crystal.crystal_embedding_bn", 8);
  add_linear(rng, t, "crystal.intermediate_modules.0", 8, 8);
  add_norm(rng, t, "crystal.intermediate_modules.2", 8);
  add_linear(rng, t, "crystal.final_projection", 8, 8);
  add_linear(rng, t, "text_head.0", 16, text_in);
  add_norm(rng, t, "text_head.1", 16);
  add_linear(rng, t, "text_head.3", 8, 16);
  return t;
}

inline ModelSettings tiny_settings() {
  ModelSettings s;
  s.name = "tiny";
  s.text.encoder_name = "tiny_bert";
  s.text.pooling = Pooling::kMean;
  s.text.max_tokens = kTinyTokens;
  return s;
}

inline ModelFile model_of(const Tensors& tensors, const ModelSettings& settings) {
  return ModelFile::from_bytes("tiny.safetensors",
                               to_safetensors(tensors, {{"clasp", settings.to_json().dump()}}));
}

}  // namespace clasp::test
