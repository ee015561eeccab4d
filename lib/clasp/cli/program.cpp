// SPDX-License-Identifier: MIT
#include "cli/program.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "core/error.h"

namespace clasp {
namespace {

/// What is wrong with the command line, and whose help tells more.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
  std::string command = "clasp";
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    command += " " + app->get_name();
  }
  const auto unknown = app->remaining();
  const std::string problem = error.get_name() == "RequiredError" &&
                                      app->get_require_subcommand_min() > 0 && !unknown.empty()
                                  ? unknown.front() + " is no command of " + command
                                  : error.what();
  return "clasp: " + problem + "; see " + command + " --help\n";
}

}  // namespace

int run_program(CLI::App& app, int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error like a full disk, not a death
  app.require_subcommand(1);
  app.failure_message(usage_error);
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
