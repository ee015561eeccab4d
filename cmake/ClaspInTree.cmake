# SPDX-License-Identifier: MIT
# The styles as a package of LAMMPS: see clasp.cmake.
list(APPEND CMAKE_MODULE_PATH ${CLASP_ROOT}/cmake)
include(ClaspTargets)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
foreach(part core encoder text retrieval)
  include(${CLASP_ROOT}/lib/clasp/${part}/CMakeLists.txt)  # subdirectories cannot be added this late
endforeach()
set(styles ${CLASP_ROOT}/src/USER-CLASP)
clasp_add_lammps_logic()

file(GLOB clasp_sources ${styles}/compute_*.cpp ${styles}/fix_*.cpp)
RegisterStyles(${styles})
if(PKG_KOKKOS)
  file(GLOB clasp_kokkos_sources ${styles}/KOKKOS/*.cpp)
  list(APPEND clasp_sources ${clasp_kokkos_sources})
  RegisterStyles(${styles}/KOKKOS)
  target_include_directories(lammps PRIVATE ${styles}/KOKKOS)
endif()
GenerateStyleHeaders(${LAMMPS_STYLE_HEADERS_DIR})
target_sources(lammps PRIVATE ${clasp_sources})
target_include_directories(lammps PRIVATE ${styles} ${CLASP_ROOT}/lib/clasp)
target_compile_features(lammps PRIVATE cxx_std_17)
target_link_libraries(lammps PRIVATE $<BUILD_INTERFACE:clasp_lammps_logic>)
