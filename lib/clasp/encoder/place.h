// SPDX-License-Identifier: MIT
#pragma once

namespace clasp {

/// Where kernels run, and where the arrays of all points lie that are passed or returned. Without a
/// Kokkos for a device all places are the same.
enum class Place {
  kHost,
  kDevice,
  kDeviceForHost  ///< kernels run on the device, the arrays lie in the memory of the host
};

/// The number of devices here, -1 if Kokkos was built for none.
int count_devices();

}  // namespace clasp
