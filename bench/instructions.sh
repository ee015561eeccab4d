#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Instructions that the encoder executes for an atom of a snapshot, counted by callgrind: a figure that does not depend on what else the
# machine does. Valgrind knows no AVX-512, so the loops are those of AVX2. Compared with bench/instructions.txt, from which they may differ by
# 2 % (the compiler's part); --write makes that file anew. Needs a build with CLASP_BENCH=ON.
# usage: instructions.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-build} model=${CLASP_MODEL:-potentials/clasp-minilm.safetensors} kept=bench/instructions.txt
command -v valgrind >/dev/null || { echo "no valgrind here: apt-get install valgrind" >&2; exit 77; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 CLASP_INSTRUCTIONS=avx2
atoms=$(valgrind --tool=callgrind --callgrind-out-file="$out/counts" --toggle-collect='counted_embedding*' \
  "$build/bin/clasp_instructions" "$model" 2>"$out/log") || { tail -n 5 "$out/log" >&2; exit 1; }
callgrind_annotate --threshold=100 "$out/counts" | python3 -c "
import re, sys
parts = {'loops over edges': 'convolve', 'products': 'multiply', 'neighbours': 'FindNearest|CellList|make_cell|points_within|PlaceIn|Number'}
total, counts = 0, dict.fromkeys(parts, 0)
for line in sys.stdin:
    row = re.match(r'\s*([\d,]+) \(\s*[\d.]+%\)\s+(.*)', line)
    if not row:
        continue
    number = int(row[1].replace(',', ''))
    if 'PROGRAM TOTALS' in row[2]:
        total = number
        continue
    for part, names in parts.items():
        if re.search(names, row[2]):
            counts[part] += number
            break
print(f'# instructions per atom: silicon, {$atoms} displaced atoms, AVX2')
for part, count in counts.items():
    print(f'{part}\t{count / $atoms:.0f}')
print(f'all\t{total / $atoms:.0f}')" >"$out/table"
cat "$out/table"
if [ "${1:-}" = --write ]; then
  { cat "$out/table"; echo "# $(c++ --version | head -n 1), Release"; } >$kept
else
  awk -F'\t' '$1 == "all" {print $2}' $kept "$out/table" | paste -sd' ' | awk '{
    printf "%.3f times the count in bench/instructions.txt\n", $2 / $1; exit !($2 / $1 < 1.02 && $2 / $1 > 0.98)}'
fi
