// SPDX-License-Identifier: MIT
// Sums over ranks that have a GPU each, without the way through the hosts' memory.
#pragma once

#include <torch/torch.h>

#include <chrono>
#include <functional>
#include <torch/csrc/distributed/c10d/Store.hpp>

namespace clasp {

/// Replaces a contiguous tensor on this rank's GPU by its sum over all ranks. Collective.
using DeviceSum = std::function<void(torch::Tensor)>;

/// Over NCCL, for ranks no two of which share a GPU; empty in a build without it. The first sum
/// connects the ranks. A sum throws std::exception if another rank is silent for `timeout`.
DeviceSum join_devices(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size,
                       std::chrono::milliseconds timeout);

}  // namespace clasp
