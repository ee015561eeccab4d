// SPDX-License-Identifier: MIT
// The CLaSP model: one safetensors file with crystal tower, text head, and optionally the text
// encoder with its vocabulary and the reference embeddings for percentiles. All settings are JSON
// under "clasp" in the metadata.
//
// Tensors, by the names of the authors' modules:
//   crystal.atom_embedding_proj.{weight,bias}
//   crystal.convolution_layers.L.{fc_full,bn1,bn2}.*
//   crystal.{crystal_embedding_proj,crystal_embedding_bn,final_projection}.*,
//   crystal.intermediate_modules.I.* text_head.I.*            (Linear and BatchNorm; index gaps are
//   dropout or ReLU) text.*                   (Hugging Face BERT names: embeddings.*,
//   encoder.layer.*, pooler.*) tokenizer.vocab          (U8: vocab.txt) reference.embeddings [n,
//   dim], L2-normalised
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/safetensors.h"

namespace clasp {

constexpr int kModelFormatVersion = 1;

/// What stands in for a missing neighbour when an atom has fewer than max_neighbours within the
/// cut-off.
enum class Padding {
  kMask,      ///< nothing: the edge does not exist
  kFirstAtom  ///< an edge to atom 0 at cut-off + 1 Angstrom, as in the authors' code
};

struct GraphSettings {
  int max_neighbours = 12;
  double cutoff = 8.0;          ///< Angstrom; a neighbour at exactly the cut-off counts
  double gaussian_step = 0.2;   ///< centres at 0, step, ... cutoff
  double gaussian_width = 0.2;  ///< exp(-(d - centre)^2 / width^2)
  Padding padding = Padding::kMask;

  int gaussians() const { return static_cast<int>(cutoff / gaussian_step + 1.5); }
};

enum class Pooling { kPooler, kCls, kMean };

/// The settings of a Hugging Face BERT that its forward pass needs (config.json's own names).
struct BertSettings {
  int hidden_size = 0, num_hidden_layers = 0, num_attention_heads = 0, intermediate_size = 0;
  int vocab_size = 0, max_position_embeddings = 0, type_vocab_size = 2;
  double layer_norm_eps = 1e-12;
  std::string hidden_act = "gelu";
  bool do_lower_case = true;
  bool strip_accents = true;  ///< where tokenizer_config.json does not say: as do_lower_case
  bool tokenize_chinese_chars = true;
};

/// How the tokens of a text become one vector.
struct TextReading {
  Pooling pooling = Pooling::kMean;
  int max_tokens = 64;
  bool spell_formulas = false;  ///< "NaCl" is read as "sodium chloride" (see text/formulas.h)
  /// The elements that a text names stand behind what its tokens say (see text/named_elements.h).
  bool named_elements = false;
};

struct TextSettings : TextReading {
  std::string encoder_name;  ///< for people: "all-MiniLM-L6-v2"
  std::string
      fingerprint;    ///< of the encoder the head was trained with (see text/bert.h); may be empty
  BertSettings bert;  ///< meaningful when the file holds a text encoder
};

struct ModelSettings {
  int format_version = kModelFormatVersion;
  std::string name;
  GraphSettings graph;
  std::vector<std::string> elements;  ///< symbols the model knows
  TextSettings text;
  nlohmann::json about =
      nlohmann::json::object();  ///< data, command, scores, licence: shown, never interpreted

  nlohmann::json to_json() const;
  /// Throws Error naming `file` and the field that is missing or of the wrong type.
  static ModelSettings from_json(const nlohmann::json& j, const std::string& file);
};

class ModelFile {
 public:
  /// Opens and checks everything: version, required tensors, every shape. Throws Error.
  static ModelFile open(const std::string& path);
  static ModelFile from_bytes(std::string name, std::vector<std::byte> bytes);

  const std::string& name() const { return tensors_.name(); }
  const ModelSettings& settings() const { return settings_; }
  const SafetensorsFile& tensors() const { return tensors_; }
  bool has_text_encoder() const { return tensors_.contains("tokenizer.vocab"); }
  bool has_references() const { return tensors_.contains("reference.embeddings"); }
  int embedding_size() const { return embedding_size_; }
  /// A model file with crystal tower only, as bytes: what rank 0 broadcasts.
  std::vector<std::byte> crystal_part() const;

 private:
  explicit ModelFile(SafetensorsFile tensors);
  SafetensorsFile tensors_;
  ModelSettings settings_;
  int embedding_size_ = 0;
};

/// One step of a multilayer perceptron at inference: y = W x + b with an optional ReLU before and
/// after an optional affine map (a folded BatchNorm): Linear, [ReLU], [scale, shift], [ReLU].
struct MlpLayer {
  int in = 0, out = 0;
  std::vector<float> weight;  ///< [out, in]
  std::vector<float> bias;    ///< [out]
  bool relu_before_norm = false;
  std::vector<float> scale, shift;  ///< [out] or empty
  bool relu_after_norm = false;
};

/// The layers of the head after the pooling of atoms (Linear, BN, ReLU; then Linear, ReLU, BN each;
/// Linear).
std::vector<MlpLayer> crystal_head(const ModelFile& model);
/// The layers of the text head (Linear, BN, ReLU each; Linear).
std::vector<MlpLayer> text_head(const ModelFile& model);

/// Scales x to unit length (norms under 1e-6 divide by 1e-6, as in the authors' code).
void normalise(std::vector<float>& x);

}  // namespace clasp
