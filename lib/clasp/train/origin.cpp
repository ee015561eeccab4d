// SPDX-License-Identifier: MIT
// Reads models and checkpoints to start from.
#include "train/origin.h"

#include <torch/torch.h>

#include <fstream>
#include <set>

#include "core/error.h"
#include "core/model_file.h"

namespace clasp {
namespace {

/// "text_head.3.weight" -> {"text_head.", 3, ".weight"}; number -1 outside sequences.
struct NumberedName {
  std::string sequence;
  int number = -1;
  std::string rest;
};

NumberedName parse_name(const std::string& name) {
  for (const std::string sequence : {"text_head.", "crystal.intermediate_modules."})
    if (name.compare(0, sequence.size(), sequence) == 0) {
      const auto dot = name.find('.', sequence.size());
      return {sequence, std::stoi(name.substr(sequence.size())), name.substr(dot)};
    }
  return {name, -1, ""};
}

int count_matrices(const Origin& origin, const std::string& begin) {
  int count = 0;
  for (const auto& [name, values] : origin.tensors)
    count += name.compare(0, begin.size(), begin) == 0 && values.shape.size() == 2;
  return count;
}

/// The sizes of the network, from its tensors.
NetworkSettings shape_of(const Origin& origin) {
  if (origin.tensors.count("text_head.0.bias") == 0)
    throw Error(origin.path, "", "has no text head: it was trained on structures alone",
                "start from a model that was trained with texts");
  NetworkSettings n;
  n.convolutions = count_matrices(origin, "crystal.convolution_layers.");
  n.crystal_layers = count_matrices(origin, "crystal.intermediate_modules.");
  n.text_layers = count_matrices(origin, "text_head.");
  n.embedding_size = static_cast<int>(origin.tensors.at("crystal.final_projection.bias").shape[0]);
  n.text_hidden = static_cast<int>(origin.tensors.at("text_head.0.bias").shape[0]);
  return n;
}

void rename(Origin& origin) {
  std::vector<std::string> names;
  for (const auto& [name, values] : origin.tensors) names.push_back(name);
  std::map<std::string, Origin::Values> renamed;
  for (const auto& [name, canonical] : canonical_names(names))
    renamed[canonical] = std::move(origin.tensors[name]);
  origin.tensors = std::move(renamed);
}

Origin from_model(const std::string& path) {
  const ModelFile model = ModelFile::open(path);
  Origin origin;
  origin.path = path;
  origin.graph = model.settings().graph;
  origin.reading = model.settings().text;
  origin.fingerprint = model.settings().text.fingerprint;
  for (const auto& [name, view] : model.tensors().tensors())
    if (name.compare(0, 8, "crystal.") == 0 || name.compare(0, 10, "text_head.") == 0)
      if (view.dtype != DType::I64) origin.tensors[name] = {view.shape, view.to_float()};
  return origin;
}

Origin from_checkpoint(const std::string& path) {
  Origin origin;
  origin.path = path;
  torch::serialize::InputArchive archive;
  archive.load_from(path);
  c10::IValue note;
  archive.read("note", note);
  const auto course = nlohmann::json::parse(note.toStringRef()).at("course");
  const auto& graph = course.at("graph");
  origin.graph = {graph.at(0), graph.at(1), graph.at(2), graph.at(3), Padding::kMask};
  origin.reading = {static_cast<Pooling>(course.at("pooling").get<int>()), course.at("max_tokens"),
                    course.value("spell_formulas", false), course.value("named_elements", false)};
  for (const auto& key : archive.keys()) {
    if (key.compare(0, 5, "live.") != 0) continue;
    const std::string name = key.substr(5);
    torch::Tensor t;
    if (!archive.try_read("average." + name, t)) archive.read(key, t);
    t = t.detach().contiguous();
    origin.tensors[name] = {t.sizes().vec(),
                            {t.data_ptr<float>(), t.data_ptr<float>() + t.numel()}};
  }
  return origin;
}

}  // namespace

std::map<std::string, std::string> canonical_names(const std::vector<std::string>& names) {
  std::map<std::string, std::set<int>> numbers;
  for (const auto& name : names) {
    const auto parsed = parse_name(name);
    numbers[parsed.sequence].insert(parsed.number);
  }
  std::map<std::string, std::string> canonical;
  for (const auto& name : names) {
    const auto parsed = parse_name(name);
    const auto& all = numbers[parsed.sequence];
    const auto place = std::distance(all.begin(), all.find(parsed.number));
    canonical[name] =
        parsed.number < 0 ? name : parsed.sequence + std::to_string(place) + parsed.rest;
  }
  return canonical;
}

Origin read_origin(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char magic[2] = {};
  file.read(magic, 2);
  if (!file) throw Error(path, "", "cannot be read", "name a model file or a checkpoint");
  const bool zip = magic[0] == 'P' && magic[1] == 'K';
  Origin origin;
  try {
    origin = zip ? from_checkpoint(path) : from_model(path);
  } catch (const c10::Error&) {
    throw Error(path, "", "is not a checkpoint of this program", "name a model or a checkpoint");
  } catch (const nlohmann::json::exception&) {
    throw Error(path, "", "is a checkpoint of another version", "export its model first");
  }
  rename(origin);
  origin.network = shape_of(origin);
  return origin;
}

void adopt(const Origin& origin, PretrainSettings& settings) {
  const NetworkSettings dropouts = settings.network;
  settings.graph = origin.graph;
  settings.network = origin.network;
  settings.network.text_dropout = dropouts.text_dropout;
  settings.network.crystal_dropout = dropouts.crystal_dropout;
  settings.reading = origin.reading;
}

}  // namespace clasp
