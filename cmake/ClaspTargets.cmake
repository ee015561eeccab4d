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

# clasp_instruction_sets(PREFIX): PREFIX_baseline.cpp, _avx2.cpp and _avx512.cpp hold the same loops for several instruction sets,
# one of which is chosen when the program runs (core/instructions.h). Device compilers cannot read them.
function(clasp_instruction_sets prefix)
  set(options -O3 -fopenmp-simd -ffinite-math-only -fno-signed-zeros -fno-trapping-math)  # a minimum is one instruction then
  if(CMAKE_CXX_COMPILER MATCHES "nvcc_wrapper")
    list(APPEND options --host-only)
  elseif(CMAKE_CXX_COMPILER MATCHES "hipcc")
    list(APPEND options -x c++)
  endif()
  set_source_files_properties(${prefix}_baseline.cpp PROPERTIES COMPILE_OPTIONS "${options}")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set_source_files_properties(${prefix}_avx2.cpp PROPERTIES COMPILE_OPTIONS "${options};-mavx2;-mfma")
    set_source_files_properties(${prefix}_avx512.cpp PROPERTIES COMPILE_OPTIONS  # GCC's own header makes it warn
      "${options};-Wno-maybe-uninitialized;-mavx512f;-mavx512dq;-mavx512vl;-mavx512bw;-mfma;-mprefer-vector-width=512")
  else()
    set_source_files_properties(${prefix}_avx2.cpp ${prefix}_avx512.cpp PROPERTIES HEADER_FILE_ONLY TRUE)
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
