// SPDX-License-Identifier: MIT
// BERT's forward pass (Devlin et al., NAACL 2019) over texts of equal length.
#pragma once

#include <vector>

#include "text/activation.h"
#include "text/bert_source.h"
#include "text/text.h"

namespace clasp {

class Bert {
 public:
  /// Reads the weights. Throws Error for a missing tensor, a shape that does not fit the settings,
  /// an unknown activation function.
  Bert(const BertTensors& tensors, const BertSettings& settings);

  const BertSettings& settings() const { return settings_; }
  bool has_pooler() const { return pooler_.out != 0; }

  /// The embeddings of token ids: `texts` lists of the same length, one after the other. [ids,
  /// hidden] Precondition: every id is in 0..vocab_size-1, and a text no longer than
  /// max_position_embeddings.
  Matrix embed(const std::vector<int>& ids, int texts) const;
  /// Takes hidden states through encoder layer `layer`, in place.
  void apply(int layer, Matrix& hidden, int texts) const;
  /// One vector a text from the last hidden states. [texts, hidden]
  Matrix pool(const Matrix& hidden, int texts, Pooling pooling) const;

 private:
  struct Linear {
    int in = 0, out = 0;
    std::vector<float> weight, bias;  // in panels: text/loops.h
  };
  struct Norm {
    std::vector<float> weight, bias;
  };
  struct Layer {
    Linear query_key_value;  // the three stacked
    Linear attention_output, intermediate, output;
    Norm attention_norm, output_norm;
  };
  /// The layers PREFIX + name, each of `out` outputs, as one.
  static Linear read_linear(const BertTensors& t, const std::string& prefix,
                            const std::vector<const char*>& names, int out, int in);
  Norm read_norm(const BertTensors& t, const std::string& name) const;
  Layer read_layer(const BertTensors& t, int index) const;
  static Matrix multiply(const Matrix& x, const Linear& linear);
  Matrix attend(const Matrix& query_key_value, int texts) const;
  /// hidden = norm(hidden + added), `added` null for none.
  void normalise(const float* added, const Norm& norm, Matrix& hidden) const;

  BertSettings settings_;
  Activation activation_ = nullptr;
  SafetensorsFile file_;  // keeps words_ alive
  TensorView words_;      // rows are converted when looked up: most are never used
  std::vector<float> positions_, types_;
  Norm embedding_norm_;
  std::vector<Layer> layers_;
  Linear pooler_;
};

}  // namespace clasp
