// SPDX-License-Identifier: MIT
#include "retrieval/calibration.h"

#include <algorithm>

#include "core/error.h"

namespace clasp {
namespace {

std::vector<float> reference_cosines(const ModelFile& model, const float* prompt) {
  if (!model.has_references())
    throw Error(model.name(), "", "holds no reference embeddings, so it gives no percentiles",
                "use a model trained with references, or cosines alone");
  const int size = model.embedding_size();
  const std::vector<float> references = model.tensors().floats("reference.embeddings", {-1, size});
  std::vector<float> cosines(references.size() / static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    const float* reference = references.data() + i * static_cast<std::size_t>(size);
    double dot = 0.0;
    for (int k = 0; k < size; ++k) dot += static_cast<double>(reference[k]) * prompt[k];
    cosines[i] = static_cast<float>(dot);
  }
  return cosines;
}

}  // namespace

Calibration::Calibration(const ModelFile& model, const float* prompt)
    : Calibration(reference_cosines(model, prompt)) {}

Calibration::Calibration(std::vector<float> cosines) : sorted_(std::move(cosines)) {
  if (sorted_.empty())
    throw Error("reference embeddings", "", "there are none, so there are no percentiles",
                "use a model trained with references");
  std::sort(sorted_.begin(), sorted_.end());
}

double Calibration::percentile(double cosine) const {
  // Compared in the precision in which the references are stored, so that a reference ties with
  // itself.
  const auto value = static_cast<float>(cosine);
  const auto [lower, upper] = std::equal_range(sorted_.begin(), sorted_.end(), value);
  const auto smaller = static_cast<double>(lower - sorted_.begin());
  const auto equal = static_cast<double>(upper - lower);
  return 100.0 * (smaller + 0.5 * equal) / static_cast<double>(sorted_.size());
}

}  // namespace clasp
