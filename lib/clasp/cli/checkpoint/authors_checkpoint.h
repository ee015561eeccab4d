// SPDX-License-Identifier: MIT
// From the key names of the authors' Lightning checkpoint (github.com/Toyota/clasp) to those of a
// model file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model_file.h"

namespace clasp {

struct AuthorsModel {
  std::map<std::string, TensorData> tensors;  ///< by the names of core/model_file.h
  bool has_text_encoder = false;
  bool has_pooler = false;
  std::vector<std::string> notes;  ///< what was left out, for the user
};

/// Renames every tensor of a state dict; those of the crystal tower and the text head become F32.
/// Throws Error (subject `file`) naming the key: one that is unknown, an integer tensor, a
/// regression model, a layer left out.
AuthorsModel rename_authors_tensors(const std::string& file,
                                    std::map<std::string, TensorData> state);

/// What the tensors tell and the authors' configuration repeats.
struct AuthorsSizes {
  int embedding = 0;       ///< embedding_dim
  int atom_features = 0;   ///< atom_fea_len
  int gaussians = 0;       ///< nbr_fea_len
  int convolutions = 0;    ///< n_conv_cgcnn
  int crystal_layers = 0;  ///< crystalencoder_n_mlp_layers
  int text_layers = 0;     ///< textmlp_n_layers
  int text_hidden = 0;     ///< textmlp_hidden_dim
};
/// Throws Error (subject `file`) if the tensors do not make a model.
AuthorsSizes infer_sizes(const std::string& file, const std::map<std::string, TensorData>& tensors);

/// The paper's settings, as far as tensors do not tell them: 12 neighbours within 8 Angstrom,
/// padding with the first atom, pooler output of 64 tokens; with other than 41 Gaussians, the
/// cut-off that makes them so.
ModelSettings authors_defaults(const std::string& file, const AuthorsModel& model,
                               const AuthorsSizes& sizes);

/// Reads the authors' configuration (YAML, also Lightning's hparams.yaml) into the settings. Throws
/// Error for a file that is none, a value that contradicts the tensors, an architecture that CLaSP
/// does not have.
void apply_authors_config(const std::string& path, const AuthorsSizes& sizes,
                          ModelSettings& settings);

}  // namespace clasp
