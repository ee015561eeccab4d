// SPDX-License-Identifier: MIT
// PromptEncoder: text encoder and text head of a model, from prompts to the space shared with
// crystals.
#include <algorithm>

#include "core/error.h"
#include "text/text.h"

namespace clasp {

namespace {

Mlp text_head_of(const ModelFile& model) {
  std::vector<MlpLayer> layers = text_head(model);
  if (layers.empty())
    throw Error(model.name(), "", "holds no text head, so it cannot read prompts",
                "train with texts, or get the whole model");
  return Mlp(std::move(layers));
}

}  // namespace

PromptEncoder::PromptEncoder(const ModelFile& model)
    : encoder_(TextEncoder::from_model(model)), head_(text_head_of(model)) {
  if (head_.in() != encoder_.width())
    throw Error(model.name(), "text_head",
                "takes " + std::to_string(head_.in()) + " values, the text encoder gives " +
                    std::to_string(encoder_.width()),
                "attach the text encoder that the model was trained with");
}

Matrix PromptEncoder::embed(const std::vector<std::string>& prompts,
                            std::vector<int>* truncated) const {
  constexpr std::size_t kSpecialTokens = 2;
  if (truncated != nullptr) truncated->clear();
  for (std::size_t i = 0; i < prompts.size(); ++i) {
    bool cut = false;
    if (encoder_.tokenize(prompts[i], &cut).size() == kSpecialTokens)
      throw Error("prompt " + std::to_string(i + 1), "", "is empty",
                  "write what to look for, such as \"superconductor\"");
    if (cut && truncated != nullptr) truncated->push_back(static_cast<int>(i));
  }
  const Matrix pooled = encoder_.encode(prompts);
  Matrix out{pooled.rows, head_.out(), {}};
  out.values.reserve(static_cast<std::size_t>(out.rows) * out.cols);
  for (int r = 0; r < pooled.rows; ++r) {
    std::vector<float> x = head_({pooled.row(r), pooled.row(r) + pooled.cols});
    normalise(x);
    out.values.insert(out.values.end(), x.begin(), x.end());
  }
  return out;
}

}  // namespace clasp
