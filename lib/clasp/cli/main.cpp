// SPDX-License-Identifier: MIT
// The command `clasp`: subcommands in the style of git.
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "core/error.h"

namespace {

#ifndef CLASP_WITH_TRAIN
/// A command that says what it lacks is better than an unknown one.
void add_missing_train_command(CLI::App& parent) {
  auto* train = parent.add_subcommand("train", "Train a model (not in this build: no libtorch)");
  train->allow_extras();
  train->callback([] {
    throw clasp::Error("clasp train", "", "this clasp was built without libtorch",
                       "install libtorch-dev and build with -DCLASP_TRAIN=ON");
  });
}
#endif

int run(int argc, char** argv) {
  CLI::App app{"CLaSP: crystal structures and texts in one embedding space"};
  app.set_version_flag("--version", CLASP_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  clasp::add_corpus_command(app);
#ifdef CLASP_WITH_TRAIN
  clasp::add_train_command(app);
#else
  add_missing_train_command(app);
#endif
  clasp::add_model_command(app);
  clasp::add_embed_command(app);
  clasp::add_screen_command(app);
  clasp::add_eval_command(app);
  clasp::add_index_command(app);
  clasp::add_search_command(app);
  clasp::add_map_command(app);
  clasp::add_report_command(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error like a full disk, not a death
  try {
    return run(argc, argv);
  } catch (const clasp::Error& e) {
    std::fprintf(stderr, "clasp: %s\n", e.what());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "clasp: out of memory; use smaller input or a machine with more memory\n");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "clasp: unexpected error: %s\n", e.what());
  }
  return 1;
}
