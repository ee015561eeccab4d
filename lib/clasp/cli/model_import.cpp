// SPDX-License-Identifier: MIT
// `clasp model import`: the authors' Lightning checkpoint as a model file.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/checkpoint/authors_checkpoint.h"
#include "cli/checkpoint/torch_checkpoint.h"
#include "cli/model_assembly.h"
#include "cli/model_verbs.h"
#include "text/bert_source.h"

namespace clasp {
namespace {

struct ImportOptions {
  std::string checkpoint, encoder, config, out, name;
};

/// The text encoder whose weights are in the checkpoint; settings and vocabulary come from the
/// folder.
TextEncoder encoder_inside(const ImportOptions& o, std::map<std::string, TensorData> tensors,
                           ModelSettings settings) {
  settings.text.bert = read_bert_settings(o.encoder);
  tensors["tokenizer.vocab"] = TensorData::from_text(read_folder_file(o.encoder, "vocab.txt"));
  return TextEncoder::from_model(assemble_model(o.checkpoint, tensors, settings));
}

void import_checkpoint(const ImportOptions& o) {
  AuthorsModel model = rename_authors_tensors(o.checkpoint, read_torch_state_dict(o.checkpoint));
  const AuthorsSizes sizes = infer_sizes(o.checkpoint, model.tensors);
  ModelSettings settings = authors_defaults(o.checkpoint, model, sizes);
  settings.name = o.name.empty() ? std::filesystem::path(o.checkpoint).stem().string() : o.name;
  if (!o.config.empty()) apply_authors_config(o.config, sizes, settings);
  if (!model.has_text_encoder)
    model.notes.push_back("the checkpoint holds no text encoder; its weights were taken from " +
                          o.encoder);

  attach_text_encoder(model.has_text_encoder ? encoder_inside(o, model.tensors, settings)
                                             : TextEncoder::from_folder(o.encoder, settings.text),
                      o.encoder, model.tensors, settings);
  write_model(o.out, o.checkpoint, model.tensors, settings);
  for (const std::string& note : model.notes) fmt::print(stderr, "clasp: {}\n", note);
  fmt::print(
      "{}: {} convolutions, {} + {} layers, embeddings of {} values; no reference embeddings\n",
      o.out, sizes.convolutions, sizes.crystal_layers, sizes.text_layers, sizes.embedding);
}

}  // namespace

void add_model_import(CLI::App& model) {
  auto o = std::make_shared<ImportOptions>();
  CLI::App* app =
      model.add_subcommand("import", "Convert a Lightning checkpoint of the authors' code");
  app->add_option("CHECKPOINT", o->checkpoint, "Checkpoint (.ckpt)")->required();
  app->add_option("--text-encoder", o->encoder,
                  "Hugging Face folder of its BERT: config.json and vocab.txt; the weights are in "
                  "the checkpoint")
      ->required();
  app->add_option("--config", o->config,
                  "The checkpoint's hparams.yaml; without it the paper's settings");
  app->add_option("--name", o->name, "Name of the model; without it the checkpoint's");
  app->add_option("--out", o->out, "Model file to write")->required();
  app->footer(
      "Example: clasp model import clasp.ckpt --text-encoder scibert --out clasp.safetensors");
  app->callback([o] { import_checkpoint(*o); });
}

}  // namespace clasp
