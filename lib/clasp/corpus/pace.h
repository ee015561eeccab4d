// SPDX-License-Identifier: MIT
// How fast a server may be asked: so many requests per second, so many in flight, and what the
// server itself says about it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "corpus/http.h"

namespace clasp {

/// Shared by the threads that ask one server.
class Pace {
 public:
  /// @param rate       requests started per second; 0: as many as can be
  /// @param in_flight  requests at a time
  Pace(double rate, int in_flight);

  /// Waits for this request's turn; false once stop() was called.
  bool begin();
  /// After every begin(). Takes over what the answer's headers say: X-Rate-Limit-Limit per
  /// X-Rate-Limit-Interval and X-Concurrency-Limit, where they are below the limits given, and
  /// Retry-After (an hour at most), during which no request starts.
  void end(const HttpAnswer& answer);
  /// Waits; false once stop() was called.
  bool sleep(double seconds);
  void stop();

  double rate() const;

 private:
  using Clock = std::chrono::steady_clock;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  double rate_;
  int most_in_flight_, in_flight_ = 0;
  Clock::time_point next_ = Clock::now();
  bool stopped_ = false;
};

}  // namespace clasp
