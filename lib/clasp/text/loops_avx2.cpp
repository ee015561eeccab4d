// SPDX-License-Identifier: MIT
#define CLASP_INSTRUCTION_SET avx2
#define CLASP_INSTRUCTION_NAME "avx2"
#define CLASP_REGISTER_FLOATS 8
#include "text/loops_body.h"
