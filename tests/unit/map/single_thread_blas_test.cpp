// SPDX-License-Identifier: MIT
#include "map/single_thread_blas.h"

#include <gtest/gtest.h>

TEST(SingleThreadBlas, TheLastGuardRestoresTheSetting) {
  openblas_set_num_threads(2);
  {
    const clasp::SingleThreadBlas outer;
    EXPECT_EQ(openblas_get_num_threads(), 1);
    { const clasp::SingleThreadBlas inner; }
    EXPECT_EQ(openblas_get_num_threads(), 1);
  }
  EXPECT_EQ(openblas_get_num_threads(), 2);
}
