# SPDX-License-Identifier: MIT
# How a part of the library becomes a target.

# clasp_compile_options(TARGET OPTION...): for the C++ compiler, also where it works behind the CUDA compiler.
function(clasp_compile_options target)
  foreach(option ${ARGN})
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${option}>
                                             $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=${option}>)
  endforeach()
endfunction()

# clasp_part(NAME DEPENDS other parts and libraries): a static library of all sources under lib/clasp/FOLDER
# (default: NAME). NATIVE: compiled for this machine's processor, if CLASP_NATIVE; never what LAMMPS links.
function(clasp_part name)
  cmake_parse_arguments(PART "NATIVE" "FOLDER" "DEPENDS;PRIVATE" ${ARGN})
  if(NOT PART_FOLDER)
    set(PART_FOLDER ${name})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CLASP_ROOT}/lib/clasp/${PART_FOLDER}/*.cpp)
  add_library(clasp_${name} STATIC ${sources})
  target_include_directories(clasp_${name} PUBLIC ${CLASP_ROOT}/lib/clasp)
  target_link_libraries(clasp_${name} PUBLIC ${PART_DEPENDS} PRIVATE ${PART_PRIVATE})
  target_compile_features(clasp_${name} PUBLIC cxx_std_17)
  clasp_compile_options(clasp_${name} -Wall -Wextra -fvisibility=hidden)
  if(PART_NATIVE AND CLASP_NATIVE)
    clasp_compile_options(clasp_${name} -march=native)
  endif()
endfunction()

# clasp_lammps_logic: the styles' own logic, free of LAMMPS. A LAMMPS distribution brings headers (JSON, fmt) whose names
# collide with those of the libraries used here, so the two never meet in one compilation.
function(clasp_add_lammps_logic)
  file(GLOB sources CONFIGURE_DEPENDS ${CLASP_ROOT}/src/USER-CLASP/clasp_*.cpp)
  list(FILTER sources EXCLUDE REGEX "/clasp_plugin\\.cpp$")
  add_library(clasp_lammps_logic STATIC ${sources})
  target_link_libraries(clasp_lammps_logic PRIVATE clasp_encoder clasp_text clasp_retrieval clasp_core)
  target_compile_features(clasp_lammps_logic PRIVATE cxx_std_17)
  target_compile_options(clasp_lammps_logic PRIVATE -Wall -Wextra -fvisibility=hidden)
endfunction()
