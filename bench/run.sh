#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the benchmarks on one core, prints them, and writes them with compiler, flags and processor to build/bench.json (JSON=FILE:
# elsewhere), which bench/compare compares with another. Options go to Google Benchmark. Needs a build with CLASP_BENCH=ON.
set -euo pipefail
cd "$(dirname "$0")/.."
export CLASP_MODEL=${CLASP_MODEL:-$PWD/potentials/clasp-minilm.safetensors}
export CLASP_PACKED_MODEL=${CLASP_PACKED_MODEL:-$PWD/build/model.safetensors}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
exec taskset -c "${CORE:-0}" "${BUILD:-build}/bin/clasp_bench" --benchmark_counters_tabular=true \
  --benchmark_out="${JSON:-build/bench.json}" --benchmark_out_format=json "$@"
