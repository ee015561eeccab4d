// SPDX-License-Identifier: MIT
// What a training starts from when it does not start from random weights: a model file or a
// checkpoint.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "train/settings.h"

namespace clasp {

/// Weights and the settings that belong to them.
struct Origin {
  struct Values {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
  };
  std::string path;
  GraphSettings graph;
  NetworkSettings network;  ///< without the dropouts, which are free
  TextReading reading;
  std::string fingerprint;                ///< of the text encoder; empty: unknown
  std::map<std::string, Values> tensors;  ///< by canonical_name()
};

/// Throws Error for a file that is neither a model nor a checkpoint.
Origin read_origin(const std::string& path);

/// Sets the graph, the network's shape and the text settings of `settings` to the origin's.
void adopt(const Origin& origin, PretrainSettings& settings);

/// A tensor's name with the numbers of the modules of a sequence counted without those that hold no
/// weights: dropout and ReLU shift the others, which are the same layers nevertheless.
/// @param names  of all tensors, among which `name` is
std::map<std::string, std::string> canonical_names(const std::vector<std::string>& names);

}  // namespace clasp
