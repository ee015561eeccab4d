# SPDX-License-Identifier: MIT
# The Kokkos inside Debian's libtrilinos-kokkos-dev as the target Kokkos::kokkos: the package's own CMake files name an
# include folder that does not exist. Given to LAMMPS too, by -DKokkos_DIR=<this folder>.
if(NOT TARGET Kokkos::kokkos)
  foreach(part core containers)
    find_library(CLASP_TRILINOS_KOKKOS_${part} trilinos_kokkos${part})
  endforeach()
  find_path(CLASP_TRILINOS_INCLUDE Kokkos_Core.hpp PATH_SUFFIXES trilinos)
  if(NOT CLASP_TRILINOS_KOKKOS_core OR NOT CLASP_TRILINOS_KOKKOS_containers OR NOT CLASP_TRILINOS_INCLUDE)
    set(Kokkos_FOUND FALSE)
    set(Kokkos_NOT_FOUND_MESSAGE "install libtrilinos-kokkos-dev, or set Kokkos_ROOT to another Kokkos")
    return()
  endif()
  add_library(Kokkos::kokkos INTERFACE IMPORTED)
  set_target_properties(
    Kokkos::kokkos PROPERTIES INTERFACE_COMPILE_FEATURES cxx_std_14
                              INTERFACE_INCLUDE_DIRECTORIES "${CLASP_TRILINOS_INCLUDE}"
                              INTERFACE_LINK_LIBRARIES
                              "${CLASP_TRILINOS_KOKKOS_containers};${CLASP_TRILINOS_KOKKOS_core};${CMAKE_DL_LIBS}")
endif()
set(Kokkos_DEVICES SERIAL)
