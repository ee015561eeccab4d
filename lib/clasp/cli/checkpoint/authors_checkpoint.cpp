// SPDX-License-Identifier: MIT
#include "cli/checkpoint/authors_checkpoint.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "core/elements.h"
#include "core/error.h"
#include "text/bert_source.h"

namespace clasp {
namespace {

constexpr const char* kForeign = "give a checkpoint of the authors' ClaspModel";

bool take_prefix(std::string& text, const std::string& prefix) {
  if (text.compare(0, prefix.size(), prefix) != 0) return false;
  text.erase(0, prefix.size());
  return true;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// A name with every number in it replaced by N: "convolution_layers.N.bn1.weight".
std::string with_numbers_hidden(const std::string& name) {
  std::string pattern;
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    const std::string part = name.substr(begin, end - begin);
    const bool number = !part.empty() && part.size() < 5 &&
                        part.find_first_not_of("0123456789") == std::string::npos;
    pattern += (begin > 0 ? "." : "") + (number ? "N" : part);
    begin = end + 1;
  }
  return pattern;
}

/// Whether a module of the authors' crystal tower or text head has a parameter of this name.
bool is_parameter(const std::string& name) {
  static const std::set<std::string> linear = {"atom_embedding_proj", "crystal_embedding_proj",
                                               "final_projection", "convolution_layers.N.fc_full"};
  // Modules in a sequence, "N", are Linear or BatchNorm; which of them, their shapes tell.
  static const std::set<std::string> norm = {"convolution_layers.N.bn1", "convolution_layers.N.bn2",
                                             "crystal_embedding_bn", "intermediate_modules.N", "N"};
  const std::string pattern = with_numbers_hidden(name);
  const std::size_t dot = std::min(pattern.find_last_of('.'), pattern.size());
  const std::string module = pattern.substr(0, dot), parameter = pattern.substr(dot);
  const bool weights = parameter == ".weight" || parameter == ".bias";
  const bool statistics = parameter == ".running_mean" || parameter == ".running_var";
  return (weights && linear.count(module) != 0) ||
         ((weights || statistics) && norm.count(module) != 0);
}

/// The model file's name for a key of the state dict; "" for one to leave out. Sets `known`.
std::string model_name(const std::string& key, bool& known) {
  std::string rest = key;
  known = true;
  if (ends_with(key, ".num_batches_tracked") || take_prefix(rest, "loss_fn.")) return {};
  if (take_prefix(rest, "model_text.text_encoder.")) {
    if (ends_with(rest, "position_ids") || ends_with(rest, "token_type_ids")) return {};
    const std::string name = present_bert_name(rest);
    known = !name.empty();
    return "text." + name;
  }
  if (take_prefix(rest, "model_text.mlp.")) {
    known = !rest.empty() && std::isdigit(static_cast<unsigned char>(rest[0])) != 0 &&
            is_parameter(rest);
    return "text_head." + rest;
  }
  known = take_prefix(rest, "model.") &&
          std::isalpha(static_cast<unsigned char>(rest.c_str()[0])) != 0 && is_parameter(rest);
  return "crystal." + rest;
}

TensorData as_float(const std::string& file, const std::string& key, const TensorData& tensor) {
  if (tensor.dtype == DType::F32) return tensor;
  if (tensor.dtype == DType::I64 || tensor.dtype == DType::I32 || tensor.dtype == DType::U8)
    throw Error(file, "state_dict key " + key, "holds integers where real numbers are expected",
                kForeign);
  const TensorView view{key, tensor.dtype, tensor.shape, tensor.bytes.data()};
  return TensorData::from_floats(view.to_float(), tensor.shape);
}

const TensorData& at(const std::string& file, const std::map<std::string, TensorData>& tensors,
                     const std::string& name) {
  const auto found = tensors.find(name);
  if (found == tensors.end()) throw Error(file, "tensor " + name, "missing", kForeign);
  return found->second;
}

/// Extent of an axis of a matrix.
int extent(const std::string& file, const std::map<std::string, TensorData>& tensors,
           const std::string& name, int axis) {
  const TensorData& tensor = at(file, tensors, name);
  if (tensor.shape.size() != 2) throw Error(file, "tensor " + name, "is not a matrix", kForeign);
  return static_cast<int>(tensor.shape[axis]);
}

/// Numbers N of the tensors "PREFIX.N.END" that have as many axes as asked for.
std::set<int> numbers(const std::map<std::string, TensorData>& tensors, const std::string& prefix,
                      const std::string& end, std::size_t axes) {
  std::set<int> found;
  for (auto t = tensors.lower_bound(prefix); t != tensors.end(); ++t) {
    std::string rest = t->first;
    if (!take_prefix(rest, prefix)) break;
    const std::size_t digits = std::min(rest.find('.'), rest.size());
    if (rest.substr(digits) == end && t->second.shape.size() == axes && digits < 5)
      found.insert(std::stoi(rest.substr(0, digits)));
  }
  return found;
}

}  // namespace

AuthorsModel rename_authors_tensors(const std::string& file,
                                    std::map<std::string, TensorData> state) {
  AuthorsModel model;
  int loss = 0;
  for (auto& entry : state) {
    const std::string& key = entry.first;
    if (key.rfind("model.regression_layer.", 0) == 0)
      throw Error(file, "state_dict key " + key, "belongs to a regression model", kForeign);
    bool known = false;
    const std::string name = model_name(key, known);
    if (!known) throw Error(file, "state_dict key " + key.substr(0, 200), "is unknown", kForeign);
    loss += key.rfind("loss_fn.", 0) == 0;
    if (name.empty()) continue;
    const bool text = name.rfind("text.", 0) == 0;
    model.has_text_encoder |= text;
    model.has_pooler |= name == "text.pooler.dense.weight";
    model.tensors[name] = text ? std::move(entry.second) : as_float(file, key, entry.second);
  }
  if (loss > 0)
    model.notes.push_back("left out " + std::to_string(loss) +
                          " parameters of the loss (loss_fn.*): they are for training only");
  return model;
}

AuthorsSizes infer_sizes(const std::string& file,
                         const std::map<std::string, TensorData>& tensors) {
  AuthorsSizes s;
  s.atom_features = extent(file, tensors, "crystal.atom_embedding_proj.weight", 0);
  s.embedding = extent(file, tensors, "crystal.final_projection.weight", 0);
  const auto convolutions = numbers(tensors, "crystal.convolution_layers.", ".fc_full.weight", 2);
  s.convolutions = static_cast<int>(convolutions.size());
  if (convolutions.empty() || *convolutions.rbegin() != s.convolutions - 1)
    throw Error(file, "model.convolution_layers",
                "has " + std::to_string(s.convolutions) + " layers, not numbered 0, 1, 2, ...",
                kForeign);
  s.gaussians =
      extent(file, tensors, "crystal.convolution_layers.0.fc_full.weight", 1) - 2 * s.atom_features;
  if (s.gaussians < 2)
    throw Error(file, "model.convolution_layers.0.fc_full.weight",
                "leaves " + std::to_string(s.gaussians) + " columns for distances", kForeign);
  s.crystal_layers =
      static_cast<int>(numbers(tensors, "crystal.intermediate_modules.", ".weight", 2).size());
  const auto head = numbers(tensors, "text_head.", ".weight", 2);
  if (head.empty()) throw Error(file, "model_text.mlp", "has no Linear layer", kForeign);
  s.text_layers = static_cast<int>(head.size());
  s.text_hidden =
      extent(file, tensors, "text_head." + std::to_string(*head.begin()) + ".weight", 0);
  return s;
}

ModelSettings authors_defaults(const std::string& file, const AuthorsModel& model,
                               const AuthorsSizes& sizes) {
  constexpr int kAuthorsGaussians = 41;
  ModelSettings s;
  s.graph.padding = Padding::kFirstAtom;
  if (sizes.gaussians != kAuthorsGaussians)
    s.graph.cutoff = std::round((sizes.gaussians - 1) * s.graph.gaussian_step * 1e6) / 1e6;
  for (int z = 1; z <= kFeatureElements; ++z) s.elements.emplace_back(element_symbol(z));
  s.text.pooling = model.has_text_encoder && !model.has_pooler ? Pooling::kCls : Pooling::kPooler;
  s.text.max_tokens = 64;
  s.about = {{"imported_from", file.substr(file.find_last_of('/') + 1)},
             {"architecture", "CLaSP: Suzuki et al., Mach. Learn.: Sci. Technol. 6 (2025) 035006"}};
  return s;
}

}  // namespace clasp
