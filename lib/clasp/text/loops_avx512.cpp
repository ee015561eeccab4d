// SPDX-License-Identifier: MIT
#define CLASP_INSTRUCTION_SET avx512
#define CLASP_INSTRUCTION_NAME "avx512"
#define CLASP_REGISTER_FLOATS 16
#include "text/loops_body.h"
