// SPDX-License-Identifier: MIT
#include "cli/model_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/elements.h"
#include "core/error.h"
#include "encoder/snapshot_encoder.h"
#include "text/text.h"

namespace clasp {
namespace {

bool is_real(DType t) {
  return t == DType::F64 || t == DType::F32 || t == DType::F16 || t == DType::BF16;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string check_numbers(const ModelFile& model) {
  std::int64_t numbers = 0;
  for (const auto& [name, view] : model.tensors().tensors()) {
    if (!is_real(view.dtype)) continue;
    const std::vector<float> values = view.to_float();
    numbers += view.count();
    const auto bad =
        std::find_if(values.begin(), values.end(), [](float v) { return !std::isfinite(v); });
    if (bad != values.end())
      throw Error(model.name(), "tensor " + name,
                  fmt::format("value {} is {}", bad - values.begin(), *bad),
                  "the training diverged or the file is damaged");
    if (ends_with(name, ".running_var") && *std::min_element(values.begin(), values.end()) < 0.0F)
      throw Error(model.name(), "tensor " + name, "holds a negative variance",
                  "the file is damaged");
  }
  return fmt::format("{} tensors, {} finite numbers", model.tensors().tensors().size(), numbers);
}

std::string check_references(const ModelFile& model) {
  if (!model.has_references()) return "no reference embeddings: cosines, but no percentiles";
  const int size = model.embedding_size();
  const auto values = model.tensors().floats("reference.embeddings", {-1, size});
  const std::size_t rows = values.size() / static_cast<std::size_t>(size);
  if (rows == 0)
    throw Error(model.name(), "tensor reference.embeddings", "has no rows", "the file is damaged");
  for (std::size_t r = 0; r < rows; ++r) {
    double square = 0.0;
    for (int k = 0; k < size; ++k) square += std::pow(double{values[r * size + k]}, 2);
    if (std::abs(std::sqrt(square) - 1.0) > 1e-3)
      throw Error(model.name(), "tensor reference.embeddings",
                  fmt::format("row {} has length {:.4f}, not 1", r, std::sqrt(square)),
                  "the file is damaged");
  }
  return fmt::format("{} reference embeddings of unit length", rows);
}

/// Rock salt of the first two elements the model knows, or of sodium and chlorine.
Structure rock_salt(const ModelSettings& settings) {
  const auto& e = settings.elements;
  const auto knows = [&](const char* symbol) {
    return std::find(e.begin(), e.end(), symbol) != e.end();
  };
  const bool salt = knows("Na") && knows("Cl");
  const int z[2] = {atomic_number(salt ? "Na" : e.front()), atomic_number(salt ? "Cl" : e.back())};
  Structure s;
  s.lattice = lattice_from_parameters(5.64, 5.64, 5.64, 90.0, 90.0, 90.0);
  for (int i = 0; i < 8; ++i) {
    Site site;
    site.frac = {(i & 1) / 2.0, (i >> 1 & 1) / 2.0, (i >> 2 & 1) / 2.0};
    site.occupants = {{z[((i & 1) + (i >> 1 & 1) + (i >> 2 & 1)) % 2], 1.0}};
    s.sites.push_back(site);
  }
  return s;
}

void check_embedding(const ModelFile& model, const std::string& of, const float* x, int size) {
  double square = 0.0;
  for (int k = 0; k < size; ++k) square += double{x[k]} * x[k];
  if (!(std::abs(square - 1.0) < 1e-4))
    throw Error(model.name(), "",
                fmt::format("the embedding of {} has length {}, not 1", of, std::sqrt(square)),
                "the weights are damaged");
}

}  // namespace

std::vector<std::string> check_model(const ModelFile& model) {
  std::vector<std::string> lines = {check_numbers(model), check_references(model)};
  const KernelRuntime runtime;
  const auto crystal =
      CrystalEncoder(model).embed(rock_salt(model.settings()), "built-in rock salt");
  check_embedding(model, "rock salt", crystal.data(), static_cast<int>(crystal.size()));
  lines.push_back(fmt::format("embeds a crystal in {} dimensions", crystal.size()));
  if (!model.has_text_encoder()) {
    lines.emplace_back("no text encoder: attach one with `clasp model pack`");
    return lines;
  }
  const Matrix prompt = PromptEncoder(model).embed({"rock salt"});
  check_embedding(model, "a prompt", prompt.row(0), prompt.cols);
  double cosine = 0.0;
  for (int k = 0; k < prompt.cols; ++k) cosine += double{prompt.row(0)[k]} * crystal[k];
  lines.push_back(
      fmt::format("embeds a prompt; cosine of rock salt with \"rock salt\": {:.3f}", cosine));
  return lines;
}

}  // namespace clasp
