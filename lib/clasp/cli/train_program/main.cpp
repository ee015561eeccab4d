// SPDX-License-Identifier: MIT
// `clasp train`, which clasp starts with its own arguments.
#include "cli/program.h"
#include "cli/train_program/train.h"

int main(int argc, char** argv) {
  CLI::App app{"CLaSP: crystal structures and texts in one embedding space", "clasp"};
  clasp::add_train_command(app);
  return clasp::run_program(app, argc, argv);
}
