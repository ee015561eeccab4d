// SPDX-License-Identifier: MIT
// Arrays that outlive a snapshot: fresh memory would cost a page fault per 4 kB in every one.
#pragma once

#include <Kokkos_Core.hpp>
#include <string>
#include <utility>

namespace clasp {

/// `n` rows of `store`, which is made anew, an eighth larger, where it is too small. Values are
/// what was left there.
template <class View, class... Columns>
View reuse(View& store, const std::string& label, std::size_t n, Columns... columns) {
  if (store.extent(0) < n)
    store = View(Kokkos::view_alloc(label, Kokkos::WithoutInitializing), n + n / 8, columns...);
  const auto rows = std::make_pair(std::size_t{0}, n);
  if constexpr (View::rank == 1)
    return Kokkos::subview(store, rows);
  else
    return Kokkos::subview(store, rows, Kokkos::ALL);
}

}  // namespace clasp
