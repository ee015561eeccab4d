// SPDX-License-Identifier: MIT
// The only source that a device compiler has to read.
#include <Kokkos_Core.hpp>
#include <type_traits>

#include "encoder/snapshot_kernels.h"

namespace clasp {

int count_devices() {
#ifdef KOKKOS_ENABLE_CUDA
  int count = 0;
  return cudaGetDeviceCount(&count) == cudaSuccess ? count : 0;
#else
  return -1;
#endif
}

std::unique_ptr<Kernels> make_device_kernels(const CgcnnWeights& weights,
                                             const GraphSettings& graph, Place place) {
  using Device = Kokkos::DefaultExecutionSpace;
  if constexpr (std::is_same_v<Device, Kokkos::DefaultHostExecutionSpace>)
    return make_host_kernels(weights, graph);
  else if (place == Place::kDeviceForHost)
    return std::make_unique<SnapshotKernels<Device, Kokkos::HostSpace>>(weights, graph);
  else
    return std::make_unique<SnapshotKernels<Device>>(weights, graph);
}

}  // namespace clasp
