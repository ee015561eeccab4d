// SPDX-License-Identifier: MIT
#include "train/device.h"

#include <torch/cuda.h>

#include "core/error.h"

namespace clasp {
namespace {

#ifdef CLASP_TORCH_CUDA
constexpr const char* kLack = "no CUDA device is to be found";
constexpr const char* kRemedy = "see what nvidia-smi says, or compute on the cpu";
#else
constexpr const char* kLack = "this clasp was built with a libtorch without CUDA";
constexpr const char* kRemedy =
    "build it with -DTorch_ROOT=FOLDER of one with CUDA, or compute on the cpu";
#endif

}  // namespace

std::string find_device(const PretrainSettings& settings, const RankGroup& ranks) {
  if (settings.device == Device::kCpu) return "cpu";
  const auto count = static_cast<int>(torch::cuda::device_count());
  if (count == 0) throw Error("--device", "", std::string("is cuda, and ") + kLack, kRemedy);
  return "cuda:" + std::to_string(ranks.local_rank() % count);
}

}  // namespace clasp
