// SPDX-License-Identifier: MIT
#pragma once

/// The sum of gate(z[i], z[i + 16]) over n values, in registers of AVX-512.
float sum_of_gates(const float* z, int n);
