// SPDX-License-Identifier: MIT
// Keeps OpenBLAS to one thread while it lives, and gives the host program its setting back.
#pragma once

#include <cblas.h>

#include <mutex>

namespace clasp {

/// The map divides its work among threads of its own. The setting is global in OpenBLAS: the first
/// guard alive saves it, the last one restores it.
class SingleThreadBlas {
 public:
  SingleThreadBlas() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (alive_++ > 0) return;
    saved_ = openblas_get_num_threads();
    openblas_set_num_threads(1);
  }
  ~SingleThreadBlas() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--alive_ == 0) openblas_set_num_threads(saved_);
  }
  SingleThreadBlas(const SingleThreadBlas&) = delete;
  SingleThreadBlas& operator=(const SingleThreadBlas&) = delete;

 private:
  static inline std::mutex mutex_;
  static inline int alive_ = 0, saved_ = 1;
};

}  // namespace clasp
