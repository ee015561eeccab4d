// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace clasp {

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)), total_(total), terminal_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (shown_ && terminal_) std::fputc('\n', stderr);
}

void Progress::show(std::int64_t done, const std::string& note) {
  done_ = done;
  const auto now = Clock::now();
  if (before_ < 0) {
    before_ = done;
    start_ = now;
  }
  const bool finished = total_ > 0 && done >= total_;
  const double pause = terminal_ ? 0.2 : 20.0;
  if (!finished && std::chrono::duration<double>(now - last_).count() < pause) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = fmt::format("{}", done_);
  if (total_ > 0) line += fmt::format(" of {}", total_);
  line += " " + what_;
  if (done > before_ && seconds > 0) {
    const double rate = static_cast<double>(done - before_) / seconds;
    line += fmt::format(", {:.3g}/s", rate);
    if (total_ > done)
      line += fmt::format(", {:.0f} s left", static_cast<double>(total_ - done) / rate);
  }
  if (!note.empty()) line += ", " + note;
  fmt::print(stderr, terminal_ ? "\r\x1b[K{}" : "{}\n", line);
  std::fflush(stderr);
}

void PartProgress::show(const char* what, std::size_t done, std::size_t total) {
  if (what != what_) {
    progress_ = std::make_unique<Progress>(what, static_cast<std::int64_t>(total));
    what_ = what;
  }
  progress_->show(static_cast<std::int64_t>(done));
}

}  // namespace clasp
