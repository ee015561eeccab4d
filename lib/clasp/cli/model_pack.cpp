// SPDX-License-Identifier: MIT
// `clasp model pack`: attaches a text encoder to a model that was shipped without one.
#include <fmt/format.h>

#include "cli/model_assembly.h"
#include "cli/model_verbs.h"
#include "core/error.h"

namespace clasp {
namespace {

struct PackOptions {
  std::string model, encoder, out;
};

/// Throws unless the model's text head was trained with this encoder.
void check_fit(const ModelFile& model, const TextEncoder& encoder, const std::string& folder) {
  const auto head = text_head(model);
  if (head.empty())
    throw Error(model.name(), "", "holds no text head, so a text encoder is of no use",
                "get the whole model");
  const std::string remedy = "give the folder of " + model.settings().text.encoder_name;
  if (head.front().in != encoder.width())
    throw Error(model.name(), "text_head",
                fmt::format("takes {} values, the text encoder in {} gives {}", head.front().in,
                            folder, encoder.width()),
                remedy);
  const std::string& expected = model.settings().text.fingerprint;
  if (!expected.empty() && expected != encoder.fingerprint())
    throw Error(model.name(), "text.fingerprint",
                fmt::format("is {}, but the text encoder in {} is {}", expected, folder,
                            encoder.fingerprint()),
                remedy);
}

void pack(const PackOptions& o) {
  const ModelFile model = ModelFile::open(o.model);
  ModelSettings settings = model.settings();
  const TextEncoder encoder = TextEncoder::from_folder(o.encoder, settings.text);
  check_fit(model, encoder, o.encoder);
  std::map<std::string, TensorData> tensors;
  for (const auto& [name, view] : model.tensors().tensors())
    if (name.rfind("text.", 0) != 0 && name != "tokenizer.vocab")
      tensors[name] = TensorData::copy_of(view);
  attach_text_encoder(encoder, o.encoder, tensors, settings);
  write_model(o.out, o.model, tensors, settings);
  fmt::print("{}: {} with text encoder {}\n", o.out, settings.name, settings.text.encoder_name);
}

}  // namespace

void add_model_pack(CLI::App& model) {
  auto o = std::make_shared<PackOptions>();
  CLI::App* app = model.add_subcommand("pack", "Attach a text encoder to a model");
  app->add_option("MODEL", o->model, "Model file")->required();
  app->add_option("--text-encoder", o->encoder,
                  "Hugging Face folder of the BERT it was trained with")
      ->required();
  app->add_option("--out", o->out, "Model file to write")->required();
  app->footer(
      "Example: clasp model pack potentials/clasp-minilm.safetensors --text-encoder MiniLM "
      "--out model.safetensors");
  app->callback([o] { pack(*o); });
}

}  // namespace clasp
