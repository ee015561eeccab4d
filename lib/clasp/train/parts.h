// SPDX-License-Identifier: MIT
// Work split into fixed parts, one thread each, so that sums are formed in the same order in every
// run.
#pragma once

#include <exception>
#include <thread>
#include <vector>

namespace clasp {

/// Calls work(part) for part = 0..parts-1, each on its own thread, and waits. The first exception
/// is thrown on, also that of a thread that cannot be started.
template <class Work>
void for_each_part(int parts, const Work& work) {
  std::vector<std::exception_ptr> errors(parts);
  const auto guarded = [&](int part) {
    try {
      work(part);
    } catch (...) {
      errors[part] = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  try {
    for (int part = 1; part < parts; ++part) threads.emplace_back(guarded, part);
    if (parts > 0) guarded(0);
  } catch (...) {
    errors.front() = std::current_exception();
  }
  for (auto& thread : threads) thread.join();
  for (const auto& error : errors)
    if (error) std::rethrow_exception(error);
}

}  // namespace clasp
