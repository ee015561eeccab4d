// SPDX-License-Identifier: MIT
// Progress of long work on standard error: one line that renews itself on a terminal, a plain line
// now and then elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace clasp {

class Progress {
 public:
  /// @param what   what is counted: "files"
  /// @param total  how many there will be, 0 if unknown
  explicit Progress(std::string what, std::int64_t total = 0);
  ~Progress();  ///< ends the line
  void step(std::int64_t n = 1) { show(done_ + n); }
  /// `done` so far; `note` follows the count.
  void show(std::int64_t done, const std::string& note = {});

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  std::int64_t total_, done_ = 0;
  std::int64_t before_ =
      -1;  ///< done when show() was first called: a resumed work does not start at 0
  bool terminal_, shown_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

/// A line of progress for each part of a work.
class PartProgress {
 public:
  /// @param what  the part: a string of the program, told from others by its address
  void show(const char* what, std::size_t done, std::size_t total);

 private:
  const char* what_ = nullptr;
  std::unique_ptr<Progress> progress_;
};

}  // namespace clasp
