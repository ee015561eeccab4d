// SPDX-License-Identifier: MIT
// Mixed precision for a part of the program.
#pragma once

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "train/settings.h"

namespace clasp {

/// While it lives, torch computes the products of matrices on a device in the given precision; the
/// matrices themselves stay as they are.
class Autocast {
 public:
  Autocast(c10::DeviceType device, Precision precision)
      : device_(device), on_(precision == Precision::kBfloat16) {
    if (on_) switch_to(true);
  }
  ~Autocast() {
    if (!on_) return;
    switch_to(false);
    at::autocast::clear_cache();  // of weights in bfloat16
  }
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  void switch_to(bool on) const {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_dtype(device_, at::kBFloat16);
    at::autocast::set_autocast_enabled(device_, on);
#else
    if (device_ == c10::DeviceType::CPU) {
      at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
      at::autocast::set_cpu_enabled(on);
    } else {
      at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
      at::autocast::set_enabled(on);
    }
#endif
  }

  c10::DeviceType device_;
  bool on_;
};

}  // namespace clasp
