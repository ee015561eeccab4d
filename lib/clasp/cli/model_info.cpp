// SPDX-License-Identifier: MIT
// `clasp model info`: what is in a model file.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/model_verbs.h"
#include "core/json_text.h"
#include "core/model_file.h"

namespace clasp {
namespace {

using nlohmann::json;

int count_convolutions(const ModelFile& model) {
  int n = 0;
  while (model.tensors().contains(fmt::format("crystal.convolution_layers.{}.fc_full.weight", n)))
    ++n;
  return n;
}

std::int64_t count_parameters(const ModelFile& model, const std::string& prefix) {
  std::int64_t count = 0;
  for (const auto& [name, view] : model.tensors().tensors())
    if (name.rfind(prefix, 0) == 0) count += view.count();
  return count;
}

/// Settings, and what the tensors add to them.
json describe(const ModelFile& model) {
  json j = model.settings().to_json();
  j["file"] = model.name();
  j["embedding_size"] = model.embedding_size();
  j["convolutions"] = count_convolutions(model);
  j["has_text_encoder"] = model.has_text_encoder();
  j["references"] =
      model.has_references() ? model.tensors().at("reference.embeddings").shape.at(0) : 0;
  for (const char* part : {"crystal", "text_head", "text"})
    j["parameters"][part] = count_parameters(model, std::string(part) + ".");
  if (!model.has_text_encoder()) j["text"].erase("bert");
  return j;
}

std::string joined(const json& list) {
  std::string text;
  for (const json& item : list) text += (text.empty() ? "" : " ") + item.get<std::string>();
  return text;
}

/// Validation scores beside those before the first step, one a line.
void print_scores(const json& about) {
  if (!about.contains("validation")) return;
  const json trained = about["validation"].flatten();
  const json before = about.value("validation_untrained", json::object()).flatten();
  fmt::print("{:<58}{:>8}    before\n", "validation", "");
  for (const auto& [name, value] : trained.items())
    if (value.is_number())
      fmt::print("  {:<56}{:>8.4g}  {:>8.4g}\n", name.substr(1), value.get<double>(),
                 before.value(name, std::nan("")));
}

void print(const json& j) {
  const auto row = [](const char* label, const std::string& value) {
    fmt::print("{:<18}{}\n", label, value);
  };
  const json& graph = j["graph"];
  const json& text = j["text"];
  row("model", j["name"].get<std::string>());
  row("format version", j["format_version"].dump());
  row("embedding", j["embedding_size"].dump() + " values");
  row("crystal tower", fmt::format("{} convolutions, {} parameters", j["convolutions"].dump(),
                                   j["parameters"]["crystal"].dump()));
  row("graph",
      fmt::format("{} neighbours within {} A, padding \"{}\"", graph["max_neighbours"].dump(),
                  graph["cutoff"].dump(), graph["padding"].get<std::string>()));
  row("elements", fmt::format("{}: {}", j["elements"].size(), joined(j["elements"])));
  row("text head", j["parameters"]["text_head"].dump() + " parameters");
  row("text encoder",
      fmt::format(
          "{} ({}), pooling \"{}\", at most {} tokens{}{}", text["encoder_name"].get<std::string>(),
          j["has_text_encoder"].get<bool>() ? "inside"
                                            : "not inside: attach it with `clasp model pack`",
          text["pooling"].get<std::string>(), text["max_tokens"].dump(),
          text["spell_formulas"].get<bool>() ? ", formulas spelled out" : "",
          text["named_elements"].get<bool>() ? ", elements that are named" : ""));
  row("  fingerprint", text["fingerprint"].get<std::string>());
  row("references", j["references"].dump() + " crystals for percentiles");
  const json& about = j["about"];
  for (const auto& [key, value] : about.items())
    if (!value.is_object() && key != "references")
      row(key.c_str(), value.is_string() ? value.get<std::string>() : value.dump());
  print_scores(about);
}

}  // namespace

void add_model_info(CLI::App& model) {
  struct Options {
    std::string path;
    bool as_json = false;
  };
  auto o = std::make_shared<Options>();
  CLI::App* app = model.add_subcommand("info", "Show what is in a model file");
  app->add_option("MODEL", o->path, "Model file")->required();
  app->add_flag("--json", o->as_json, "Print JSON");
  app->footer("Example: clasp model info potentials/clasp-minilm.safetensors");
  app->callback([o] {
    const json j = describe(ModelFile::open(o->path));
    if (o->as_json)
      fmt::print("{}\n", json_text(j, 2));
    else
      print(j);
  });
}

}  // namespace clasp
