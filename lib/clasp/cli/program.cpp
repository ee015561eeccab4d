// SPDX-License-Identifier: MIT
#include "cli/program.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "core/error.h"

namespace clasp {

int run_program(CLI::App& app, int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error like a full disk, not a death
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& e) {
    return app.exit(e);
  } catch (const Error& e) {
    std::fprintf(stderr, "clasp: %s\n", e.what());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "clasp: out of memory; use smaller input or a machine with more memory\n");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "clasp: unexpected error: %s\n", e.what());
  }
  return 1;
}

}  // namespace clasp
