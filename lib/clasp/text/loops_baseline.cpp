// SPDX-License-Identifier: MIT
#define CLASP_INSTRUCTION_SET baseline
#define CLASP_INSTRUCTION_NAME "baseline"
#define CLASP_REGISTER_FLOATS 4
#include "text/loops_body.h"
