// SPDX-License-Identifier: MIT
// Puts a model file together: tensors, settings, text encoder; nothing is written that does not
// work.
#pragma once

#include <map>
#include <string>

#include "core/model_file.h"
#include "text/text.h"

namespace clasp {

/// Adds a text encoder's tensors and settings to those of a model.
void attach_text_encoder(const TextEncoder& encoder, const std::string& folder,
                         std::map<std::string, TensorData>& tensors, ModelSettings& settings);

/// The model of these tensors and settings, in memory; `name` stands in messages. Throws Error.
ModelFile assemble_model(const std::string& name, const std::map<std::string, TensorData>& tensors,
                         const ModelSettings& settings);

/// Checks the model and writes it.
void write_model(const std::string& path, const std::string& name,
                 const std::map<std::string, TensorData>& tensors, const ModelSettings& settings);

/// The last part of a folder's path: a name for the encoder in it.
std::string folder_name(const std::string& folder);

}  // namespace clasp
