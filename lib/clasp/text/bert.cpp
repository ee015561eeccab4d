// SPDX-License-Identifier: MIT
#include "text/bert.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "text/activation.h"

namespace clasp {

// ---------------------------------------------------------------- weights

Bert::Linear Bert::read_linear(const BertTensors& t, const std::string& name, int out, int in) {
  return {t.floats(name + ".weight", {out, in}), t.floats(name + ".bias", {out})};
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
  for (const char* part : {"query", "key", "value"}) {
    const Linear one = read_linear(t, prefix + "attention.self." + part, hidden, hidden);
    Linear& all = layer.query_key_value;
    all.weight.insert(all.weight.end(), one.weight.begin(), one.weight.end());
    all.bias.insert(all.bias.end(), one.bias.begin(), one.bias.end());
  }
  layer.attention_output = read_linear(t, prefix + "attention.output.dense", hidden, hidden);
  layer.attention_norm = read_norm(t, prefix + "attention.output.LayerNorm");
  layer.intermediate = read_linear(t, prefix + "intermediate.dense", wide, hidden);
  layer.output = read_linear(t, prefix + "output.dense", hidden, wide);
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
  if (t.contains("pooler.dense.weight")) pooler_ = read_linear(t, "pooler.dense", hidden, hidden);
}

// ---------------------------------------------------------------- forward pass

Matrix Bert::multiply(const Matrix& x, const Linear& linear) {
  const int out = static_cast<int>(linear.bias.size());
  Matrix y{x.rows, out, {}};
  y.values.reserve(static_cast<std::size_t>(x.rows) * out);
  for (int r = 0; r < x.rows; ++r)
    y.values.insert(y.values.end(), linear.bias.begin(), linear.bias.end());
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, x.rows, out, x.cols, 1.0F, x.values.data(),
              x.cols, linear.weight.data(), x.cols, 1.0F, y.values.data(), out);
  return y;
}

void Bert::normalise_row(float* row, const Norm& norm) const {
  const int n = settings_.hidden_size;
  double mean = 0.0;
  for (int i = 0; i < n; ++i) mean += row[i];
  mean /= n;
  double variance = 0.0;
  for (int i = 0; i < n; ++i) variance += (row[i] - mean) * (row[i] - mean);
  const double scale = 1.0 / std::sqrt(variance / n + settings_.layer_norm_eps);
  for (int i = 0; i < n; ++i)
    row[i] = static_cast<float>((row[i] - mean) * scale) * norm.weight[i] + norm.bias[i];
}

void Bert::add_and_normalise(const Matrix& x, const Norm& norm, Matrix& hidden) const {
  for (std::size_t i = 0; i < x.values.size(); ++i) hidden.values[i] += x.values[i];
  for (int r = 0; r < hidden.rows; ++r) normalise_row(hidden.row(r), norm);
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
    normalise_row(row, embedding_norm_);
  }
  return x;
}

namespace {

/// softmax(scale * scores) of each row, in place; the largest exponent is 0.
void softmax_rows(std::vector<float>& scores, int columns, float scale) {
  for (std::size_t start = 0; start < scores.size(); start += columns) {
    float* row = scores.data() + start;
    const float largest = *std::max_element(row, row + columns);
    float sum = 0.0F;
    for (int i = 0; i < columns; ++i) sum += row[i] = std::exp(scale * (row[i] - largest));
    for (int i = 0; i < columns; ++i) row[i] /= sum;
  }
}

}  // namespace

Matrix Bert::attend(const Matrix& query_key_value, int texts) const {
  const int hidden = settings_.hidden_size;
  const int heads = settings_.num_attention_heads;
  const int width = hidden / heads;
  const int length = query_key_value.rows / texts;
  const float scale = 1.0F / std::sqrt(static_cast<float>(width));
  Matrix context{query_key_value.rows, hidden, {}};
  context.values.resize(static_cast<std::size_t>(context.rows) * hidden);
  std::vector<float> scores(static_cast<std::size_t>(length) * length);
  for (int text = 0; text < texts; ++text) {
    for (int head = 0; head < heads; ++head) {
      const float* query = query_key_value.row(text * length) + head * width;
      const float* key = query + hidden;
      const float* value = key + hidden;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, length, length, width, 1.0F, query,
                  3 * hidden, key, 3 * hidden, 0.0F, scores.data(), length);
      softmax_rows(scores, length, scale);
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, length, width, length, 1.0F,
                  scores.data(), length, value, 3 * hidden, 0.0F,
                  context.row(text * length) + head * width, hidden);
    }
  }
  return context;
}

void Bert::apply(int layer, Matrix& hidden, int texts) const {
  const Layer& l = layers_[layer];
  const Matrix context = attend(multiply(hidden, l.query_key_value), texts);
  add_and_normalise(multiply(context, l.attention_output), l.attention_norm, hidden);
  Matrix wide = multiply(hidden, l.intermediate);
  activation_(wide.values);
  add_and_normalise(multiply(wide, l.output), l.output_norm, hidden);
}

Matrix Bert::pool(const Matrix& hidden, int texts, Pooling pooling) const {
  const int length = hidden.rows / texts;
  Matrix pooled{texts, hidden.cols, {}};
  pooled.values.resize(static_cast<std::size_t>(texts) * hidden.cols);
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
