// SPDX-License-Identifier: MIT
// The command `clasp`: subcommands in the style of git.
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/commands.h"
#include "cli/program.h"
#include "core/error.h"
#include "core/instructions.h"

namespace {

/// An OpenBLAS older than the processor does not know it and takes kernels for SSE alone, which
/// doubles the time of a training; it reads this variable when it is loaded.
void name_blas_kernels() {
  const clasp::Instructions set = clasp::chosen_instructions();
  if (set == clasp::Instructions::kAvx512) setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
  if (set == clasp::Instructions::kAvx2) setenv("OPENBLAS_CORETYPE", "Haswell", 0);
}

/// The trainer is a program of its own, beside this one: to load libtorch takes longer than most
/// other subcommands run.
[[noreturn]] void become_trainer(char** argv) {
  std::error_code ignored;
  const auto trainer =
      std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "clasp-train";
  name_blas_kernels();
  execv(trainer.c_str(), argv);
  if (errno == ENOENT)
    throw clasp::Error("clasp train", "", "this clasp was built without libtorch",
                       "install libtorch-dev and build with -DCLASP_TRAIN=ON");
  throw clasp::Error(trainer.string(), "", std::strerror(errno), "build it again");
}

void add_train_command(CLI::App& parent, char** argv) {
  auto* train = parent.add_subcommand("train", "Train a model on a corpus");
  train->set_help_flag();  // the trainer's own
  train->prefix_command();
  train->callback([argv] { become_trainer(argv); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"CLaSP: crystal structures and texts in one embedding space"};
  app.set_version_flag("--version", CLASP_VERSION);
  clasp::add_corpus_command(app);
  add_train_command(app, argv);
  clasp::add_model_command(app);
  clasp::add_embed_command(app);
  clasp::add_screen_command(app);
  clasp::add_eval_command(app);
  clasp::add_index_command(app);
  clasp::add_search_command(app);
  clasp::add_map_command(app);
  clasp::add_report_command(app);
  return clasp::run_program(app, argc, argv);
}
