// SPDX-License-Identifier: MIT
#include "text/bert.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "text/loops.h"

namespace clasp {

// ---------------------------------------------------------------- weights

Bert::Linear Bert::read_linear(const BertTensors& t, const std::string& prefix,
                               const std::vector<const char*>& names, int out, int in) {
  std::vector<float> weight, bias;
  for (const std::string name : names) {
    const auto w = t.floats(prefix + name + ".weight", {out, in});
    const auto b = t.floats(prefix + name + ".bias", {out});
    weight.insert(weight.end(), w.begin(), w.end());
    bias.insert(bias.end(), b.begin(), b.end());
  }
  Linear linear = {in, static_cast<int>(bias.size()), {}, std::move(bias)};
  linear.bias.resize(in_panels(linear.out));
  linear.weight.resize(linear.bias.size() * in);
  to_panels(weight.data(), in, 1, linear.out, in, linear.weight.data());
  return linear;
}

Bert::Norm Bert::read_norm(const BertTensors& t, const std::string& name) const {
  return {t.floats(name + ".weight", {settings_.hidden_size}),
          t.floats(name + ".bias", {settings_.hidden_size})};
}

Bert::Layer Bert::read_layer(const BertTensors& t, int index) const {
  const std::string prefix = "encoder.layer." + std::to_string(index) + ".";
  const int hidden = settings_.hidden_size;
  const int wide = settings_.intermediate_size;
  Layer layer;
  layer.query_key_value =
      read_linear(t, prefix + "attention.self.", {"query", "key", "value"}, hidden, hidden);
  layer.attention_output = read_linear(t, prefix, {"attention.output.dense"}, hidden, hidden);
  layer.attention_norm = read_norm(t, prefix + "attention.output.LayerNorm");
  layer.intermediate = read_linear(t, prefix, {"intermediate.dense"}, wide, hidden);
  layer.output = read_linear(t, prefix, {"output.dense"}, hidden, wide);
  layer.output_norm = read_norm(t, prefix + "output.LayerNorm");
  return layer;
}

namespace {

void check_sizes(const BertSettings& s, const std::string& file) {
  const int smallest =
      std::min({s.hidden_size, s.num_hidden_layers, s.num_attention_heads, s.intermediate_size,
                s.vocab_size, s.max_position_embeddings, s.type_vocab_size});
  if (smallest < 1)
    throw Error(file, "BERT settings", "one of the sizes is " + std::to_string(smallest),
                "the file is damaged");
  if (s.hidden_size % s.num_attention_heads != 0)
    throw Error(file, "BERT settings",
                "hidden_size " + std::to_string(s.hidden_size) + " is not a multiple of " +
                    std::to_string(s.num_attention_heads) + " attention heads",
                "the file is damaged");
}

}  // namespace

Bert::Bert(const BertTensors& t, const BertSettings& settings)
    : settings_(settings), file_(t.file()) {
  check_sizes(settings, file_.name());
  const int hidden = settings.hidden_size;
  activation_ = find_activation(settings.hidden_act, file_.name());
  words_ = t.at("embeddings.word_embeddings.weight");
  if (words_.shape != std::vector<std::int64_t>{settings.vocab_size, hidden})
    t.floats("embeddings.word_embeddings.weight", {settings.vocab_size, hidden});  // throws
  positions_ =
      t.floats("embeddings.position_embeddings.weight", {settings.max_position_embeddings, hidden});
  types_ = t.floats("embeddings.token_type_embeddings.weight", {settings.type_vocab_size, hidden});
  embedding_norm_ = read_norm(t, "embeddings.LayerNorm");
  for (int l = 0; l < settings.num_hidden_layers; ++l) layers_.push_back(read_layer(t, l));
  if (t.contains("pooler.dense.weight"))
    pooler_ = read_linear(t, "pooler.", {"dense"}, hidden, hidden);
}

// ---------------------------------------------------------------- forward pass

namespace {

Matrix matrix(int rows, int cols) {
  return {rows, cols, std::vector<float>(static_cast<std::size_t>(rows) * cols)};
}

}  // namespace

Matrix Bert::multiply(const Matrix& x, const Linear& l) {
  Matrix y = matrix(x.rows, l.out);
  text_loops().multiply({x.values.data(), x.cols, l.weight.data(), l.bias.data(), y.values.data(),
                         l.out, x.rows, l.in, l.out});
  return y;
}

void Bert::normalise(const float* added, const Norm& norm, Matrix& hidden) const {
  text_loops().normalise({hidden.values.data(), added, norm.weight.data(), norm.bias.data(),
                          hidden.rows, hidden.cols, static_cast<float>(settings_.layer_norm_eps)});
}

Matrix Bert::embed(const std::vector<int>& ids, int texts) const {
  const int hidden = settings_.hidden_size;
  const int length = static_cast<int>(ids.size()) / texts;
  Matrix x{static_cast<int>(ids.size()), hidden, {}};
  x.values.reserve(ids.size() * hidden);
  TensorView word = words_;
  word.shape = {hidden};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    word.data = words_.data + word.bytes() * static_cast<std::size_t>(ids[i]);
    const std::vector<float> values = word.to_float();
    x.values.insert(x.values.end(), values.begin(), values.end());
    const float* position = positions_.data() + (i % length) * hidden;
    float* row = x.row(static_cast<int>(i));
    for (int k = 0; k < hidden; ++k) row[k] += types_[k] + position[k];
  }
  normalise(nullptr, embedding_norm_, x);
  return x;
}

Matrix Bert::attend(const Matrix& query_key_value, int texts) const {
  const int hidden = settings_.hidden_size, heads = settings_.num_attention_heads,
            width = hidden / heads, length = query_key_value.rows / texts;
  const float scale = 1.0F / std::sqrt(static_cast<float>(width));
  const TextLoops& loops = text_loops();
  Matrix context = matrix(query_key_value.rows, hidden), scores = matrix(length, length);
  std::vector<float> keys(static_cast<std::size_t>(in_panels(length)) * width),
      values(static_cast<std::size_t>(in_panels(width)) * length);
  for (int text = 0; text < texts; ++text) {
    for (int head = 0; head < heads; ++head) {
      const float* query = query_key_value.row(text * length) + head * width;
      to_panels(query + hidden, 3 * hidden, 1, length, width, keys.data());
      to_panels(query + 2 * hidden, 1, 3 * hidden, width, length, values.data());
      loops.multiply({query, 3 * hidden, keys.data(), nullptr, scores.values.data(), length, length,
                      width, length});
      loops.softmax(scores.values.data(), length, length, scale);
      loops.multiply({scores.values.data(), length, values.data(), nullptr,
                      context.row(text * length) + head * width, hidden, length, length, width});
    }
  }
  return context;
}

void Bert::apply(int layer, Matrix& hidden, int texts) const {
  const Layer& l = layers_[layer];
  const Matrix context = attend(multiply(hidden, l.query_key_value), texts);
  normalise(multiply(context, l.attention_output).values.data(), l.attention_norm, hidden);
  Matrix wide = multiply(hidden, l.intermediate);
  activation_(wide.values.data(), wide.values.size());
  normalise(multiply(wide, l.output).values.data(), l.output_norm, hidden);
}

Matrix Bert::pool(const Matrix& hidden, int texts, Pooling pooling) const {
  const int length = hidden.rows / texts;
  Matrix pooled = matrix(texts, hidden.cols);
  for (int text = 0; text < texts; ++text) {
    const float* first = hidden.row(text * length);
    float* out = pooled.row(text);
    std::copy(first, first + hidden.cols, out);
    if (pooling != Pooling::kMean) continue;
    for (int token = 1; token < length; ++token)
      for (int k = 0; k < hidden.cols; ++k) out[k] += hidden.row(text * length + token)[k];
    for (int k = 0; k < hidden.cols; ++k) out[k] /= static_cast<float>(length);
  }
  if (pooling != Pooling::kPooler) return pooled;
  Matrix out = multiply(pooled, pooler_);
  for (float& v : out.values) v = std::tanh(v);
  return out;
}

}  // namespace clasp
