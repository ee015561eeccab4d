# SPDX-License-Identifier: MIT
# How a part of the library becomes a target.

# clasp_part(NAME DEPENDS other parts and libraries): a static library of all sources in and under the current folder.
function(clasp_part name)
  cmake_parse_arguments(PART "NATIVE" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  add_library(clasp_${name} STATIC ${sources})
  target_include_directories(clasp_${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib/clasp)
  target_link_libraries(clasp_${name} PUBLIC ${PART_DEPENDS} PRIVATE ${PART_PRIVATE})
  target_compile_options(clasp_${name} PRIVATE -Wall -Wextra -fvisibility=hidden)
  if(PART_NATIVE AND CLASP_NATIVE)
    target_compile_options(clasp_${name} PRIVATE -march=native)
  endif()
endfunction()
