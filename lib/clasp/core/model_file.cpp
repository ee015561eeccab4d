// SPDX-License-Identifier: MIT
#include "core/model_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "core/elements.h"
#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;
constexpr const char* kSettingsKey = "clasp";
constexpr double kBatchNormEpsilon = 1e-5;  // torch.nn.BatchNorm1d's default, which the authors use

/// Reads a field, or leaves the default where it is absent; wrong types and values are named.
template <class T>
void read(const json& j, const char* field, T& value, const std::string& file,
          const std::string& place) {
  if (!j.contains(field)) return;
  try {
    value = j.at(field).get<T>();
  } catch (const json::exception&) {
    throw Error(file, place + field, "has the wrong type: " + j.at(field).dump(),
                "the model file is damaged");
  }
}

[[noreturn]] void bad_field(const std::string& file, const std::string& field,
                            const std::string& value) {
  throw Error(file, field, "has the value " + value + ", which this version does not know",
              "update CLaSP or get the model again");
}

const json& object_or_empty(const json& j, const char* field, const std::string& file) {
  static const json empty = json::object();
  if (!j.contains(field)) return empty;
  if (!j.at(field).is_object())
    throw Error(file, field, "has the wrong type: " + j.at(field).dump(),
                "the model file is damaged");
  return j.at(field);
}

GraphSettings graph_from_json(const json& j, const std::string& file) {
  GraphSettings g;
  read(j, "max_neighbours", g.max_neighbours, file, "graph.");
  read(j, "cutoff", g.cutoff, file, "graph.");
  read(j, "gaussian_step", g.gaussian_step, file, "graph.");
  read(j, "gaussian_width", g.gaussian_width, file, "graph.");
  std::string padding = "mask";
  read(j, "padding", padding, file, "graph.");
  if (padding != "mask" && padding != "first-atom") bad_field(file, "graph.padding", padding);
  g.padding = padding == "mask" ? Padding::kMask : Padding::kFirstAtom;
  if (g.max_neighbours < 1 || g.max_neighbours > 64)
    bad_field(file, "graph.max_neighbours", std::to_string(g.max_neighbours));
  if (!(g.cutoff > 0 && g.cutoff <= 50)) bad_field(file, "graph.cutoff", std::to_string(g.cutoff));
  if (!(g.gaussian_step > 0.001 && g.gaussian_step <= g.cutoff))
    bad_field(file, "graph.gaussian_step", std::to_string(g.gaussian_step));
  if (!(g.gaussian_width > 0))
    bad_field(file, "graph.gaussian_width", std::to_string(g.gaussian_width));
  return g;
}

BertSettings bert_from_json(const json& j, const std::string& file) {
  BertSettings b;
  read(j, "hidden_size", b.hidden_size, file, "text.bert.");
  read(j, "num_hidden_layers", b.num_hidden_layers, file, "text.bert.");
  read(j, "num_attention_heads", b.num_attention_heads, file, "text.bert.");
  read(j, "intermediate_size", b.intermediate_size, file, "text.bert.");
  read(j, "vocab_size", b.vocab_size, file, "text.bert.");
  read(j, "max_position_embeddings", b.max_position_embeddings, file, "text.bert.");
  read(j, "type_vocab_size", b.type_vocab_size, file, "text.bert.");
  read(j, "layer_norm_eps", b.layer_norm_eps, file, "text.bert.");
  read(j, "hidden_act", b.hidden_act, file, "text.bert.");
  read(j, "do_lower_case", b.do_lower_case, file, "text.bert.");
  b.strip_accents = b.do_lower_case;
  read(j, "strip_accents", b.strip_accents, file, "text.bert.");
  read(j, "tokenize_chinese_chars", b.tokenize_chinese_chars, file, "text.bert.");
  return b;
}

constexpr std::pair<Pooling, const char*> kPoolings[] = {
    {Pooling::kPooler, "pooler"}, {Pooling::kCls, "cls"}, {Pooling::kMean, "mean"}};

}  // namespace

json ModelSettings::to_json() const {
  const auto* pooling = std::find_if(std::begin(kPoolings), std::end(kPoolings),
                                     [this](const auto& p) { return p.first == text.pooling; });
  const BertSettings& b = text.bert;
  return {{"format_version", format_version},
          {"name", name},
          {"graph",
           {{"max_neighbours", graph.max_neighbours},
            {"cutoff", graph.cutoff},
            {"gaussian_step", graph.gaussian_step},
            {"gaussian_width", graph.gaussian_width},
            {"padding", graph.padding == Padding::kMask ? "mask" : "first-atom"}}},
          {"elements", elements},
          {"text",
           {{"encoder_name", text.encoder_name},
            {"fingerprint", text.fingerprint},
            {"pooling", pooling->second},
            {"max_tokens", text.max_tokens},
            {"spell_formulas", text.spell_formulas},
            {"named_elements", text.named_elements},
            {"bert",
             {{"hidden_size", b.hidden_size},
              {"num_hidden_layers", b.num_hidden_layers},
              {"num_attention_heads", b.num_attention_heads},
              {"intermediate_size", b.intermediate_size},
              {"vocab_size", b.vocab_size},
              {"max_position_embeddings", b.max_position_embeddings},
              {"type_vocab_size", b.type_vocab_size},
              {"layer_norm_eps", b.layer_norm_eps},
              {"hidden_act", b.hidden_act},
              {"do_lower_case", b.do_lower_case},
              {"strip_accents", b.strip_accents},
              {"tokenize_chinese_chars", b.tokenize_chinese_chars}}}}},
          {"about", about}};
}

ModelSettings ModelSettings::from_json(const json& j, const std::string& file) {
  ModelSettings s;
  if (!j.is_object() || !j.contains("format_version"))
    throw Error(file, "settings", "have no format_version", "this is not a CLaSP model");
  read(j, "format_version", s.format_version, file, "");
  if (s.format_version > kModelFormatVersion)
    throw Error(file, "",
                "has format version " + std::to_string(s.format_version) +
                    ", this program reads up to " + std::to_string(kModelFormatVersion),
                "update CLaSP");
  if (s.format_version < 1) bad_field(file, "format_version", std::to_string(s.format_version));
  read(j, "name", s.name, file, "");
  s.graph = graph_from_json(object_or_empty(j, "graph", file), file);
  read(j, "elements", s.elements, file, "");
  for (const std::string& symbol : s.elements)
    if (const int z = atomic_number(symbol); z == 0 || z > kFeatureElements)
      bad_field(file, "elements", "\"" + symbol + "\"");

  const json& text = object_or_empty(j, "text", file);
  read(text, "encoder_name", s.text.encoder_name, file, "text.");
  read(text, "fingerprint", s.text.fingerprint, file, "text.");
  read(text, "max_tokens", s.text.max_tokens, file, "text.");
  if (s.text.max_tokens < 3) bad_field(file, "text.max_tokens", std::to_string(s.text.max_tokens));
  read(text, "spell_formulas", s.text.spell_formulas, file, "text.");
  read(text, "named_elements", s.text.named_elements, file, "text.");
  std::string pooling = "mean";
  read(text, "pooling", pooling, file, "text.");
  const auto* known = std::find_if(std::begin(kPoolings), std::end(kPoolings),
                                   [&](const auto& p) { return pooling == p.second; });
  if (known == std::end(kPoolings)) bad_field(file, "text.pooling", pooling);
  s.text.pooling = known->first;
  s.text.bert = bert_from_json(object_or_empty(text, "bert", file), file);
  if (j.contains("about")) s.about = j.at("about");
  return s;
}

// ---------------------------------------------------------------- the file

namespace {

json settings_json(const SafetensorsFile& file) {
  const auto found = file.metadata().find(kSettingsKey);
  if (found == file.metadata().end())
    throw Error(file.name(), "",
                "is a safetensors file but not a CLaSP model (no \"clasp\" in its metadata)",
                "give a model made by `clasp train`, `clasp model import` or `clasp model pack`");
  json j = json::parse(found->second, nullptr, /*allow_exceptions=*/false);
  if (j.is_discarded())
    throw Error(file.name(), "metadata", "settings are not JSON", "the model file is damaged");
  return j;
}

struct BatchNorm {
  std::vector<float> scale, shift;
};

/// y = scale * x + shift, the inference form of torch.nn.BatchNorm1d.
BatchNorm folded_norm(const SafetensorsFile& file, const std::string& prefix, std::int64_t n) {
  BatchNorm norm;
  norm.scale = file.floats(prefix + ".weight", {n});
  norm.shift = file.floats(prefix + ".bias", {n});
  const auto mean = file.floats(prefix + ".running_mean", {n});
  const auto variance = file.floats(prefix + ".running_var", {n});
  for (std::size_t i = 0; i < norm.scale.size(); ++i) {
    norm.scale[i] = static_cast<float>(norm.scale[i] / std::sqrt(variance[i] + kBatchNormEpsilon));
    norm.shift[i] -= norm.scale[i] * mean[i];
  }
  return norm;
}

MlpLayer linear(const SafetensorsFile& file, const std::string& prefix, std::int64_t in) {
  MlpLayer layer;
  layer.weight = file.floats(prefix + ".weight", {-1, in});
  layer.in = static_cast<int>(in);
  layer.out = static_cast<int>(file.at(prefix + ".weight").shape[0]);
  layer.bias = file.floats(prefix + ".bias", {layer.out});
  return layer;
}

void attach_norm(const SafetensorsFile& file, const std::string& prefix, MlpLayer& layer) {
  BatchNorm norm = folded_norm(file, prefix, layer.out);
  layer.scale = std::move(norm.scale);
  layer.shift = std::move(norm.shift);
}

/// Module indices I of tensors "prefix.I.weight", in order: gaps are modules without parameters.
std::vector<int> module_indices(const SafetensorsFile& file, const std::string& prefix) {
  std::set<int> indices;
  for (const auto& [name, view] : file.tensors()) {
    if (name.rfind(prefix + ".", 0) != 0) continue;
    const std::string rest = name.substr(prefix.size() + 1);
    const std::size_t digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string::npos || digits > 4 ||
        rest.substr(digits) != ".weight")
      continue;
    indices.insert(std::stoi(rest.substr(0, digits)));
  }
  return {indices.begin(), indices.end()};
}

/// A chain of modules "prefix.I": each Linear (2-D weight), where a BatchNorm follows, takes it in.
std::vector<MlpLayer> read_chain(const SafetensorsFile& file, const std::string& prefix,
                                 std::int64_t in, bool relu_before_norm) {
  std::vector<MlpLayer> layers;
  for (const int index : module_indices(file, prefix)) {
    const std::string module = prefix + "." + std::to_string(index);
    if (file.at(module + ".weight").shape.size() == 2) {
      layers.push_back(linear(file, module, in));
      in = layers.back().out;
      continue;
    }
    if (layers.empty() || !layers.back().scale.empty())
      throw Error(file.name(), "tensor " + module + ".weight",
                  "is a BatchNorm without a Linear before it", "the model file is damaged");
    attach_norm(file, module, layers.back());
    (relu_before_norm ? layers.back().relu_before_norm : layers.back().relu_after_norm) = true;
  }
  return layers;
}

}  // namespace

ModelFile::ModelFile(SafetensorsFile tensors)
    : tensors_(std::move(tensors)),
      settings_(ModelSettings::from_json(settings_json(tensors_), tensors_.name())) {
  if (settings_.elements.empty())
    for (int z = 1; z <= kFeatureElements; ++z) settings_.elements.emplace_back(element_symbol(z));
  embedding_size_ = crystal_head(*this).back().out;
  if (has_references()) tensors_.floats("reference.embeddings", {-1, embedding_size_});
  const auto text = text_head(*this);
  if (!text.empty() && text.back().out != embedding_size_)
    throw Error(name(), "text_head",
                "ends at " + std::to_string(text.back().out) + " values, the crystal tower at " +
                    std::to_string(embedding_size_),
                "the model file is damaged");
}

ModelFile ModelFile::open(const std::string& path) {
  return ModelFile(SafetensorsFile::open(path));
}

ModelFile ModelFile::from_bytes(std::string name, std::vector<std::byte> bytes) {
  return ModelFile(SafetensorsFile::from_bytes(std::move(name), std::move(bytes)));
}

std::vector<std::byte> ModelFile::crystal_part() const {
  std::map<std::string, TensorData> tensors;
  for (const auto& [name, view] : tensors_.tensors())
    if (name.rfind("crystal.", 0) == 0) tensors[name] = TensorData::copy_of(view);
  return to_safetensors(tensors, tensors_.metadata());
}

// ---------------------------------------------------------------- heads

std::vector<MlpLayer> crystal_head(const ModelFile& model) {
  const SafetensorsFile& file = model.tensors();
  const TensorView& first = file.at("crystal.atom_embedding_proj.weight");
  std::vector<MlpLayer> layers = {
      linear(file, "crystal.crystal_embedding_proj", first.shape.at(0))};
  attach_norm(file, "crystal.crystal_embedding_bn", layers.back());
  layers.back().relu_after_norm = true;
  for (MlpLayer& layer : read_chain(file, "crystal.intermediate_modules", layers.back().out, true))
    layers.push_back(std::move(layer));
  layers.push_back(linear(file, "crystal.final_projection", layers.back().out));
  return layers;
}

std::vector<MlpLayer> text_head(const ModelFile& model) {
  const SafetensorsFile& file = model.tensors();
  const std::vector<int> indices = module_indices(file, "text_head");
  if (indices.empty()) return {};
  const TensorView& first = file.at("text_head." + std::to_string(indices.front()) + ".weight");
  if (first.shape.size() != 2)
    throw Error(file.name(), "tensor " + first.name, "is not a Linear layer's weight",
                "the model file is damaged");
  return read_chain(file, "text_head", first.shape[1], false);
}

void normalise(std::vector<float>& x) {
  double square = 0.0;
  for (const float v : x) square += static_cast<double>(v) * v;
  const double scale = 1.0 / std::max(std::sqrt(square), 1e-6);
  for (float& v : x) v = static_cast<float>(v * scale);
}

}  // namespace clasp
