# SPDX-License-Identifier: MIT
# lmp_clasp, where a distribution's liblammps is installed with its headers.
find_library(CLASP_LIBLAMMPS lammps)
find_path(CLASP_LIBLAMMPS_INCLUDE lammps.h PATH_SUFFIXES lammps)
if(NOT CLASP_LIBLAMMPS OR NOT CLASP_LIBLAMMPS_INCLUDE)
  message(STATUS "No liblammps found, lmp_clasp is not built")
  return()
endif()
find_package(MPI REQUIRED COMPONENTS CXX)
get_filename_component(liblammps_folder ${CLASP_LIBLAMMPS} DIRECTORY)
file(STRINGS ${liblammps_folder}/cmake/LAMMPS/LAMMPS_Targets.cmake liblammps_integers
     REGEX "LAMMPS_(SMALLBIG|BIGBIG)")
string(REGEX MATCH "LAMMPS_(SMALLBIG|BIGBIG)" liblammps_integers "${liblammps_integers}")

add_executable(lmp_clasp lmp_clasp.cpp compute_clasp.cpp compute_clasp_atom.cpp
                         compute_clasp_embed.cpp fix_clasp_score.cpp)
target_include_directories(lmp_clasp PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${CLASP_ROOT}/lib/clasp)
target_include_directories(lmp_clasp SYSTEM PRIVATE ${CLASP_LIBLAMMPS_INCLUDE})
target_compile_options(lmp_clasp PRIVATE -Wall -Wextra -include clasp_liblammps_fmt.h)
target_compile_definitions(lmp_clasp PRIVATE ${liblammps_integers} OMPI_SKIP_MPICXX MPICH_SKIP_MPICXX)
target_link_libraries(lmp_clasp PRIVATE clasp_lammps_logic ${CLASP_LIBLAMMPS} MPI::MPI_CXX ${CMAKE_DL_LIBS})
target_link_options(lmp_clasp PRIVATE -Wl,--export-dynamic)  # post_create() must be seen by liblammps
message(STATUS "lmp_clasp for ${CLASP_LIBLAMMPS} (${liblammps_integers})")
