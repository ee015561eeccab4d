// SPDX-License-Identifier: MIT
// Safetensors files and the models in them.
#include <fstream>

#include "core/mlp.h"
#include "core/model_file.h"
#include "fuzz/target.h"
#include "support/reference_crystals.h"

std::vector<std::string> fuzz_seeds() {
  std::ifstream model(clasp_test::reference_path("crystals_mask.safetensors"), std::ios::binary);
  const auto tensors =
      clasp::to_safetensors({{"a", clasp::TensorData::from_floats({1, 2, 3, 4}, {2, 2})},
                             {"b", clasp::TensorData::from_floats({5, 6}, {2}, clasp::DType::F16)},
                             {"c", clasp::TensorData::from_text("text")}},
                            {{"key", "value"}});
  return {{std::istreambuf_iterator<char>(model), {}},
          {reinterpret_cast<const char*>(tensors.data()), tensors.size()}};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return clasp::test::parse_input(data, size, [](const std::string& text) {
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    const auto model =
        clasp::ModelFile::from_bytes("input.safetensors", {bytes, bytes + text.size()});
    clasp::crystal_head(model);
    clasp::text_head(model);
    model.crystal_part();
  });
}
