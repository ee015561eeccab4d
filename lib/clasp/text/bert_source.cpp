// SPDX-License-Identifier: MIT
#include "text/bert_source.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

void replace_end(std::string& text, const std::string& old_end, const std::string& new_end) {
  if (text.size() >= old_end.size() &&
      text.compare(text.size() - old_end.size(), old_end.size(), old_end) == 0)
    text.replace(text.size() - old_end.size(), old_end.size(), new_end);
}

json read_json_object(const std::string& folder, const std::string& file) {
  json j = json::parse(read_folder_file(folder, file), nullptr, /*allow_exceptions=*/false);
  if (!j.is_object())
    throw Error(folder + "/" + file, "", "is not a JSON object",
                "get the Hugging Face folder again");
  return j;
}

/// Reads a field where it is present and not null.
template <class T>
bool read(const json& j, const char* field, T& value, const std::string& file) {
  if (!j.contains(field) || j.at(field).is_null()) return false;
  try {
    value = j.at(field).get<T>();
  } catch (const json::exception&) {
    throw Error(file, field, "has the wrong type: " + j.at(field).dump(),
                "get the Hugging Face folder again");
  }
  return true;
}

void read_size(const json& j, const char* field, int& value, const std::string& file) {
  constexpr int kLargest = 1 << 24;
  long long number = 0;
  if (!read(j, field, number, file))
    throw Error(file, field, "is missing", "give the folder of a Hugging Face BERT");
  if (number < 1 || number > kLargest)
    throw Error(file, field, "is " + std::to_string(number), "give the folder of a BERT");
  value = static_cast<int>(number);
}

void check_kind(const json& j, const std::string& file) {
  // Files older than model_type lack it.
  std::string kind = "bert";
  read(j, "model_type", kind, file);
  if (kind != "bert")
    throw Error(file, "model_type", "is \"" + kind + "\"",
                "only \"bert\" works: BERT, SciBERT, MatSciBERT, MiniLM");
  std::string positions = "absolute";
  read(j, "position_embedding_type", positions, file);
  if (positions != "absolute")
    throw Error(file, "position_embedding_type", "is \"" + positions + "\"",
                "only \"absolute\" works");
}

}  // namespace

std::string present_bert_name(std::string name) {
  const bool used = starts_with(name, "embeddings.") || starts_with(name, "encoder.layer.") ||
                    starts_with(name, "pooler.");
  if (!used || name == "embeddings.position_ids" || name == "embeddings.token_type_ids") return {};
  replace_end(name, "LayerNorm.gamma", "LayerNorm.weight");
  replace_end(name, "LayerNorm.beta", "LayerNorm.bias");
  return name;
}

BertTensors::BertTensors(SafetensorsFile file, const std::string& prefix) : file_(std::move(file)) {
  const bool bert_prefix =
      prefix.empty() && file_.contains("bert.embeddings.word_embeddings.weight");
  const std::string start = bert_prefix ? "bert." : prefix;
  for (const auto& [name, view] : file_.tensors()) {
    if (!starts_with(name, start)) continue;
    const std::string present = present_bert_name(name.substr(start.size()));
    if (!present.empty()) names_[present] = name;
  }
}

const std::string& BertTensors::name_in_file(const std::string& name) const {
  const auto found = names_.find(name);
  if (found == names_.end())
    throw Error(file_.name(), "tensor " + name, "missing",
                "the file is damaged, or its config.json is of another model");
  return found->second;
}

const TensorView& BertTensors::at(const std::string& name) const {
  return file_.at(name_in_file(name));
}

std::vector<float> BertTensors::floats(const std::string& name,
                                       const std::vector<std::int64_t>& shape) const {
  return file_.floats(name_in_file(name), shape);
}

BertSettings read_bert_settings(const std::string& folder) {
  const std::string file = folder + "/config.json";
  const json j = read_json_object(folder, "config.json");
  check_kind(j, file);
  BertSettings s;
  read_size(j, "hidden_size", s.hidden_size, file);
  read_size(j, "num_hidden_layers", s.num_hidden_layers, file);
  read_size(j, "num_attention_heads", s.num_attention_heads, file);
  read_size(j, "intermediate_size", s.intermediate_size, file);
  read_size(j, "vocab_size", s.vocab_size, file);
  read_size(j, "max_position_embeddings", s.max_position_embeddings, file);
  if (j.contains("type_vocab_size")) read_size(j, "type_vocab_size", s.type_vocab_size, file);
  read(j, "layer_norm_eps", s.layer_norm_eps, file);
  read(j, "hidden_act", s.hidden_act, file);

  const std::string tokenizer = "tokenizer_config.json";
  const json t = std::filesystem::exists(folder + "/" + tokenizer)
                     ? read_json_object(folder, tokenizer)
                     : json::object();
  read(t, "do_lower_case", s.do_lower_case, folder + "/" + tokenizer);
  s.strip_accents = s.do_lower_case;
  read(t, "strip_accents", s.strip_accents, folder + "/" + tokenizer);
  read(t, "tokenize_chinese_chars", s.tokenize_chinese_chars, folder + "/" + tokenizer);
  return s;
}

std::string read_folder_file(const std::string& folder, const std::string& file) {
  std::ifstream in(folder + "/" + file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad())
    throw Error(folder, "", "has no readable " + file,
                "give a Hugging Face folder with config.json, vocab.txt and model.safetensors");
  return text;
}

}  // namespace clasp
