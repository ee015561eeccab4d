# SPDX-License-Identifier: MIT
# clasp_faiss: FAISS where it is installed, with CLASP_WITH_FAISS defined; otherwise empty, and what would use it compares all.
find_path(CLASP_FAISS_INCLUDE faiss/IndexIVF.h)
find_library(CLASP_FAISS_LIBRARY faiss)
find_package(OpenMP COMPONENTS CXX)
add_library(clasp_faiss INTERFACE)
if(CLASP_FAISS_INCLUDE AND CLASP_FAISS_LIBRARY AND OpenMP_CXX_FOUND)
  target_include_directories(clasp_faiss SYSTEM INTERFACE ${CLASP_FAISS_INCLUDE})
  # OpenBLAS, found by the retrieval part, holds the BLAS and LAPACK that FAISS wants
  target_link_libraries(clasp_faiss INTERFACE ${CLASP_FAISS_LIBRARY} ${CLASP_OPENBLAS_LIBRARY} OpenMP::OpenMP_CXX)
  target_compile_definitions(clasp_faiss INTERFACE CLASP_WITH_FAISS)
else()
  message(STATUS "Search and map by comparing all entries only: no FAISS (libfaiss-dev)")
endif()
