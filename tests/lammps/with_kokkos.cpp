// SPDX-License-Identifier: MIT
// Preloaded into a LAMMPS without the KOKKOS package, answers for it that it has one.
#include <cstring>

extern "C" int lammps_config_has_package(const char* name) {
  return std::strcmp(name, "KOKKOS") == 0;
}
