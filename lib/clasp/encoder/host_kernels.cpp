// SPDX-License-Identifier: MIT
#include <Kokkos_Core.hpp>

#include "encoder/snapshot_kernels.h"

namespace clasp {

std::unique_ptr<Kernels> make_host_kernels(const CgcnnWeights& weights,
                                           const GraphSettings& graph) {
  return std::make_unique<SnapshotKernels<Kokkos::DefaultHostExecutionSpace>>(weights, graph);
}

}  // namespace clasp
