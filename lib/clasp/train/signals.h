// SPDX-License-Identifier: MIT
// SIGINT and SIGTERM as a question that a loop can ask.
#pragma once

#include <csignal>

namespace clasp {

/// While it lives the two signals are noted instead of ending the process; a second one of either
/// ends it.
class StopSignals {
 public:
  StopSignals() {
    struct sigaction action = {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    stopped_ = 0;
    sigaction(SIGINT, &action, &old_int_);
    sigaction(SIGTERM, &action, &old_term_);
  }
  ~StopSignals() {
    sigaction(SIGINT, &old_int_, nullptr);
    sigaction(SIGTERM, &old_term_, nullptr);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  bool stopped() const { return stopped_ != 0; }

 private:
  static void note(int) { stopped_ = 1; }
  static inline volatile std::sig_atomic_t stopped_ = 0;
  struct sigaction old_int_ = {}, old_term_ = {};
};

}  // namespace clasp
