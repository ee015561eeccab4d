// SPDX-License-Identifier: MIT
// Options that the trainings share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "train/settings.h"

namespace clasp {

struct TrainOptions {
  PretrainSettings settings;
  std::vector<std::string> draws;
  std::string config;
};

/// @param with_shape  also the options of the network's shape
void add_train_options(CLI::App& command, TrainOptions& options, bool with_shape);

/// The settings that the command line and its --config give. Throws Error.
PretrainSettings read_train_options(CLI::App& command, TrainOptions& options);

/// Sets the options that a TOML file names and the command line does not (CLI11 reads
/// configurations for the program as a whole only). Throws Error.
void read_config(CLI::App& command, const std::string& path);

}  // namespace clasp
