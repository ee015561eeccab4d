// SPDX-License-Identifier: MIT
// Texts to embeddings: WordPiece tokens, BERT forward pass, pooling, text head.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/mlp.h"
#include "core/model_file.h"

namespace clasp {

/// Row-major [rows, cols].
struct Matrix {
  int rows = 0, cols = 0;
  std::vector<float> values;
  float* row(int r) { return values.data() + static_cast<std::size_t>(r) * cols; }
  const float* row(int r) const { return values.data() + static_cast<std::size_t>(r) * cols; }
};

/// A frozen BERT with its tokenizer: from a Hugging Face folder, or from a model file it was packed
/// into.
class TextEncoder {
 public:
  /// Reads config.json, vocab.txt, model.safetensors (tokenizer_config.json where there). Throws
  /// Error.
  static TextEncoder from_folder(const std::string& folder, const TextReading& reading);
  /// Throws Error with the `clasp model pack` remedy if the model holds no text encoder.
  static TextEncoder from_model(const ModelFile& model);
  ~TextEncoder();
  TextEncoder(TextEncoder&&) noexcept;

  /// Values of a text's vector: BERT's hidden size, and the elements if they are read.
  int width() const;
  const BertSettings& settings() const;
  /// Identifies weights and vocabulary (hash), so that a head is never attached to another encoder
  /// by mistake.
  std::string fingerprint() const;
  /// Token ids of a text, special tokens included, cut at max_tokens; `truncated` tells whether it
  /// was cut.
  std::vector<int> tokenize(const std::string& text, bool* truncated = nullptr) const;
  /// One row of width() values a text: the pooled output, and behind it, if elements are read, 0.3
  /// of its length for each element that the text names, at z - 1. Texts of equal length share a
  /// batch, so that no padding is computed.
  Matrix encode(const std::vector<std::string>& texts) const;
  /// Hidden states after every layer (index 0: embeddings), [tokens, hidden] each: for tests.
  std::vector<Matrix> hidden_states(const std::vector<int>& ids) const;
  /// Tensors "text.*" and "tokenizer.vocab" as they go into a model file.
  std::map<std::string, TensorData> tensors() const;

 private:
  struct Implementation;
  explicit TextEncoder(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

/// Prompts to L2-normalised embeddings in the space shared with crystals.
class PromptEncoder {
 public:
  explicit PromptEncoder(const ModelFile& model);
  /// One row a prompt. Throws Error for an empty prompt. Texts that were cut are listed in
  /// `truncated` if given.
  Matrix embed(const std::vector<std::string>& prompts,
               std::vector<int>* truncated = nullptr) const;

 private:
  TextEncoder encoder_;
  Mlp head_;
};

}  // namespace clasp
