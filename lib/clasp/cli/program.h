// SPDX-License-Identifier: MIT
// What the programs of the command have in common.
#pragma once

#include <CLI/CLI.hpp>

namespace clasp {

/// Parses and runs; an error becomes one line on standard error. Returns the exit status.
int run_program(CLI::App& app, int argc, char** argv);

}  // namespace clasp
