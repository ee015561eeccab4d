// SPDX-License-Identifier: MIT
#include "corpus/pace.h"

#include <algorithm>
#include <cstdlib>

namespace clasp {
namespace {

constexpr double kLongestWait = 3600;

/// The number a header starts with ("50", "1s"); 0 if it is missing or none.
double header_number(const HttpAnswer& answer, const char* name) {
  const auto it = answer.headers.find(name);
  return it == answer.headers.end() ? 0.0 : std::strtod(it->second.c_str(), nullptr);
}

std::chrono::steady_clock::duration seconds(double s) {
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
      std::chrono::duration<double>(s));
}

}  // namespace

Pace::Pace(double rate, int in_flight) : rate_(rate), most_in_flight_(std::max(1, in_flight)) {}

bool Pace::begin() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (stopped_) return false;
    const auto now = Clock::now();
    if (in_flight_ < most_in_flight_ && now >= next_) {
      ++in_flight_;
      if (rate_ > 0) next_ = now + seconds(1.0 / rate_);
      return true;
    }
    if (in_flight_ < most_in_flight_)
      changed_.wait_until(lock, next_);
    else
      changed_.wait(lock);
  }
}

void Pace::end(const HttpAnswer& answer) {
  const std::lock_guard lock(mutex_);
  --in_flight_;
  const double limit = header_number(answer, "x-rate-limit-limit");
  const double interval = header_number(answer, "x-rate-limit-interval");
  if (limit > 0 && interval > 0 && (rate_ <= 0 || limit / interval < rate_))
    rate_ = limit / interval;
  if (const int most = static_cast<int>(header_number(answer, "x-concurrency-limit")); most > 0)
    most_in_flight_ = std::min(most_in_flight_, most);
  if (answer.retry_after > 0)
    next_ = std::max(next_, Clock::now() + seconds(std::min(answer.retry_after, kLongestWait)));
  changed_.notify_all();
}

bool Pace::sleep(double s) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, seconds(s), [&] { return stopped_; });
}

void Pace::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

double Pace::rate() const {
  const std::lock_guard lock(mutex_);
  return rate_;
}

}  // namespace clasp
