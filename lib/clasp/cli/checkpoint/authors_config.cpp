// SPDX-License-Identifier: MIT
// The authors' YAML configuration: what it adds to the tensors, and whether it agrees with them.
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "cli/checkpoint/authors_checkpoint.h"
#include "core/error.h"

namespace clasp {
namespace {

YAML::Node load(const std::string& path) {
  YAML::Node root;
  try {
    root = YAML::LoadFile(path);
  } catch (const YAML::BadFile&) {
    throw Error(path, "", "cannot open", "check the path");
  } catch (const YAML::Exception& e) {
    throw Error(path, "", std::string("is not YAML: ") + e.what(),
                "give the hparams.yaml of the checkpoint");
  }
  // Lightning puts the arguments of a model under the names they were passed by.
  for (const char* nested : {"cfg", "hparams", "hyper_parameters"})
    if (root.IsMap() && root[nested] && root[nested].IsMap()) return root[nested];
  if (!root.IsMap())
    throw Error(path, "", "holds no keys with values", "give the hparams.yaml of the checkpoint");
  return root;
}

class Config {
 public:
  explicit Config(const std::string& path) : path_(path), map_(load(path)) {}

  bool has(const char* key) const { return map_[key] && !map_[key].IsNull(); }

  template <class T>
  T get(const char* key) const {
    try {
      return map_[key].as<T>();
    } catch (const YAML::Exception&) {
      throw Error(path_, key, "has a value of the wrong type",
                  "give the hparams.yaml of the checkpoint");
    }
  }

  /// Throws if the file says something else than the tensors.
  void agree(const char* key, int tensors) const {
    if (has(key) && get<int>(key) != tensors)
      throw Error(path_, key,
                  "is " + std::to_string(get<int>(key)) + ", the checkpoint's tensors say " +
                      std::to_string(tensors),
                  "give the hparams.yaml that belongs to the checkpoint");
  }

  /// Throws if the file names another kind than the one there is.
  void only(const char* key, const std::string& kind) const {
    if (!map_[key]) return;
    std::string value = has(key) ? get<std::string>(key) : "null";
    std::transform(value.begin(), value.end(), value.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (value != kind)
      throw Error(path_, key, "is \"" + value + "\"", "CLaSP has only \"" + kind + "\"");
  }

 private:
  const std::string& path_;
  YAML::Node map_;
};

void apply_graph(const Config& config, const std::string& path, const AuthorsSizes& sizes,
                 GraphSettings& graph) {
  if (config.has("max_num_nbr")) graph.max_neighbours = config.get<int>("max_num_nbr");
  if (config.has("radius")) graph.cutoff = config.get<double>("radius");
  if (config.has("step")) graph.gaussian_step = graph.gaussian_width = config.get<double>("step");
  const bool sensible =
      graph.max_neighbours >= 1 && graph.cutoff > 0.0 && graph.gaussian_step > 1e-3;
  if (!sensible || graph.cutoff / graph.gaussian_step > 1e4 || graph.gaussians() != sizes.gaussians)
    throw Error(path, "radius, step, max_num_nbr",
                "do not make the " + std::to_string(sizes.gaussians) +
                    " Gaussians of the checkpoint's tensors",
                "give the hparams.yaml that belongs to the checkpoint");
}

}  // namespace

void apply_authors_config(const std::string& path, const AuthorsSizes& sizes,
                          ModelSettings& settings) {
  const Config config(path);
  config.only("encoder_name", "cgcnn");
  config.only("embedding_normalize", "l2");
  config.agree("embedding_dim", sizes.embedding);
  config.agree("atom_fea_len", sizes.atom_features);
  config.agree("nbr_fea_len", sizes.gaussians);
  config.agree("n_conv_cgcnn", sizes.convolutions);
  config.agree("crystalencoder_n_mlp_layers", sizes.crystal_layers);
  config.agree("textmlp_n_layers", sizes.text_layers);
  if (sizes.text_layers > 1) config.agree("textmlp_hidden_dim", sizes.text_hidden);
  apply_graph(config, path, sizes, settings.graph);
  if (config.has("max_token_length"))
    settings.text.max_tokens = config.get<int>("max_token_length");
  if (config.has("hf_textencoder_model_id"))
    settings.text.encoder_name = config.get<std::string>("hf_textencoder_model_id");
  for (const char* key :
       {"loss_fn", "margin", "loss_scale", "optimizer", "lr", "batch_size", "n_epochs"})
    if (config.has(key)) settings.about["training"][key] = config.get<std::string>(key);
}

}  // namespace clasp
