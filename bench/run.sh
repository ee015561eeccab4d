#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the benchmarks on one core and prints them; options go to Google Benchmark. Needs a build with CLASP_BENCH=ON.
set -euo pipefail
cd "$(dirname "$0")/.."
export CLASP_MODEL=${CLASP_MODEL:-$PWD/potentials/clasp-minilm.safetensors}
export CLASP_PACKED_MODEL=${CLASP_PACKED_MODEL:-$PWD/build/model.safetensors}
export OPENBLAS_NUM_THREADS=1
exec taskset -c 0 build/bin/clasp_bench --benchmark_counters_tabular=true "$@"
