// SPDX-License-Identifier: MIT
#include "cli/model_assembly.h"

#include <filesystem>

#include "cli/model_check.h"

namespace clasp {
namespace {

std::map<std::string, std::string> metadata(const ModelSettings& settings) {
  return {{"clasp", settings.to_json().dump()}};
}

}  // namespace

void attach_text_encoder(const TextEncoder& encoder, const std::string& folder,
                         std::map<std::string, TensorData>& tensors, ModelSettings& settings) {
  for (auto& [name, tensor] : encoder.tensors()) tensors[name] = tensor;
  settings.text.bert = encoder.settings();
  settings.text.fingerprint = encoder.fingerprint();
  if (settings.text.encoder_name.empty()) settings.text.encoder_name = folder_name(folder);
}

ModelFile assemble_model(const std::string& name, const std::map<std::string, TensorData>& tensors,
                         const ModelSettings& settings) {
  return ModelFile::from_bytes(name, to_safetensors(tensors, metadata(settings)));
}

void write_model(const std::string& path, const std::string& name,
                 const std::map<std::string, TensorData>& tensors, const ModelSettings& settings) {
  check_model(assemble_model(name, tensors, settings));
  write_safetensors(path, tensors, metadata(settings));
}

std::string folder_name(const std::string& folder) {
  std::filesystem::path path(folder);
  if (path.filename().empty()) path = path.parent_path();
  return path.filename().string();
}

}  // namespace clasp
