# SPDX-License-Identifier: MIT
# Builds the styles into LAMMPS without a change to its tree:
#   cmake LAMMPS/cmake -DCMAKE_PROJECT_lammps_INCLUDE=<here>/cmake/clasp.cmake ...
# CMake reads this file right after LAMMPS' project(); what it adds has to wait until LAMMPS has defined its targets.
cmake_minimum_required(VERSION 3.20)
set(CLASP_ROOT ${CMAKE_CURRENT_LIST_DIR}/..)
cmake_language(DEFER CALL include ${CLASP_ROOT}/cmake/ClaspInTree.cmake)
