// SPDX-License-Identifier: MIT
// Where a BERT comes from: a Hugging Face folder or a CLaSP model file, seen under the same tensor
// names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model_file.h"
#include "core/safetensors.h"

namespace clasp {

/// The tensors of a BERT in a safetensors file, by Hugging Face's present names ("embeddings.*",
/// "encoder.layer.*", "pooler.*"): a prefix is taken off, old files' gamma and beta are renamed,
/// heads and buffers are left out.
class BertTensors {
 public:
  /// @param prefix  what stands before the names in this file, such as "text."; "" also tries
  /// "bert."
  BertTensors(SafetensorsFile file, const std::string& prefix);

  const SafetensorsFile& file() const { return file_; }
  const std::map<std::string, std::string>& names() const { return names_; }
  bool contains(const std::string& name) const { return names_.count(name) != 0; }
  /// Throws Error if there is no such tensor.
  const TensorView& at(const std::string& name) const;
  /// Values of a tensor that must have exactly this shape; throws Error otherwise.
  std::vector<float> floats(const std::string& name, const std::vector<std::int64_t>& shape) const;

 private:
  const std::string& name_in_file(const std::string& name) const;
  SafetensorsFile file_;
  std::map<std::string, std::string> names_;  // present name to the file's name
};

/// Hugging Face's present name of a BERT tensor whose prefix is off, or "" if the forward pass has
/// no use for it.
std::string present_bert_name(std::string name);

/// config.json and tokenizer_config.json (where there) of a folder. Throws Error if it is not a
/// BERT's.
BertSettings read_bert_settings(const std::string& folder);
/// Content of a file of the folder; throws Error if it cannot be read.
std::string read_folder_file(const std::string& folder, const std::string& file);

}  // namespace clasp
