// SPDX-License-Identifier: MIT
// The small random BERT of tests/reference/tiny_bert.py, whole or altered, in a folder of its own.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>

#include "core/safetensors.h"
#include "support/temporary_folder.h"

namespace clasp::test {

inline const std::string kData = std::string(CLASP_SOURCE_DIR) + "/tests/reference/data/";
constexpr int kTinyTokens = 24;  // the limit with which the references were made

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

using Tensors = std::map<std::string, TensorData>;

inline Tensors tiny_tensors() {
  const auto file = SafetensorsFile::open(kData + "tiny_bert/model.safetensors");
  Tensors tensors;
  for (const auto& [name, view] : file.tensors()) tensors[name] = TensorData::copy_of(view);
  return tensors;
}

/// A copy of the tiny BERT's folder with its tensors passed through `alter`.
inline void write_tiny_bert(
    const TemporaryFolder& folder, const std::function<void(Tensors&)>& alter = [](Tensors&) {}) {
  for (const char* name : {"config.json", "vocab.txt"})
    folder.write(name, read_file(kData + "tiny_bert/" + name));
  Tensors tensors = tiny_tensors();
  alter(tensors);
  write_safetensors(folder.file("model.safetensors"), tensors, {});
}

}  // namespace clasp::test
