# SPDX-License-Identifier: MIT
# Target clasp::kokkos: the Kokkos of an enclosing LAMMPS build, an installed one, or that of Debian's Trilinos package.
if(NOT TARGET clasp::kokkos)
  add_library(clasp_kokkos INTERFACE)
  add_library(clasp::kokkos ALIAS clasp_kokkos)
  if(TARGET kokkos AND NOT TARGET Kokkos::kokkos)
    target_link_libraries(clasp_kokkos INTERFACE kokkos)  # bundled with LAMMPS
  else()
    if(NOT TARGET Kokkos::kokkos)
      find_package(Kokkos 3.7 QUIET CONFIG)
    endif()
    if(NOT TARGET Kokkos::kokkos)
      unset(Kokkos_DIR CACHE)
      find_package(Kokkos CONFIG REQUIRED PATHS ${CMAKE_CURRENT_LIST_DIR}/kokkos NO_DEFAULT_PATH)
    endif()
    target_link_libraries(clasp_kokkos INTERFACE Kokkos::kokkos)
    # in a LAMMPS with CUDA everything goes through Kokkos' compiler wrapper already
    if("CUDA" IN_LIST Kokkos_DEVICES AND NOT Kokkos_CXX_COMPILER MATCHES "nvcc_wrapper")
      set(CLASP_KOKKOS_CUDA ON)
      enable_language(CUDA)
    endif()
  endif()
endif()
