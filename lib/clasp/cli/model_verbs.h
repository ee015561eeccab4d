// SPDX-License-Identifier: MIT
// The verbs of `clasp model`, one source file each.
#pragma once

#include <CLI/CLI.hpp>

namespace clasp {

void add_model_info(CLI::App& model);
void add_model_verify(CLI::App& model);
void add_model_import(CLI::App& model);
void add_model_pack(CLI::App& model);

}  // namespace clasp
