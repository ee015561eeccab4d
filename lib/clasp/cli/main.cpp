// SPDX-License-Identifier: MIT
// The command `clasp`: subcommands in the style of git.
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "core/error.h"

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error like a full disk, not a death
  CLI::App app{"CLaSP: crystal structures and texts in one embedding space"};
  app.set_version_flag("--version", CLASP_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  clasp::add_corpus_command(app);
#ifdef CLASP_WITH_TRAIN
  clasp::add_train_command(app);
#endif
  clasp::add_model_command(app);
  clasp::add_embed_command(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e);
  } catch (const clasp::Error& e) {
    std::fprintf(stderr, "clasp: %s\n", e.what());
    return 1;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "clasp: out of memory; use smaller input or a machine with more memory\n");
    return 1;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "clasp: unexpected error: %s\n", e.what());
    return 1;
  }
  return 0;
}
