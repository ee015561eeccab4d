#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a step of training costs on a GPU, by batch and precision: seconds, structures a second, memory at its highest.
# usage: [DEVICE=cuda] [BATCHES="512 4096 16384"] [STEPS=20] [OPTIONS=...] train_gpu.sh [COUNT [FOLDER]]
#   COUNT crystals (24000) are made up; a fifth of them is kept aside, so the largest batch is four fifths.
#   With DEVICE=cpu the memory is the process'.
set -euo pipefail
COUNT=${1:-24000} DEVICE=${DEVICE:-cuda} BATCHES=${BATCHES:-512 4096 16384} STEPS=${STEPS:-20} OPTIONS=${OPTIONS:-}
cd "$(dirname "$0")/.."
ROOT=$PWD FOLDER=${2:-$(mktemp -d)}
clasp=${CLASP:-$ROOT/build/bin/clasp}
mkdir -p "$FOLDER"
cd "$FOLDER"

if [[ ! -e corpus.sqlite ]]; then
  python3 "$ROOT/bench/synthetic_corpus.py" "$COUNT" structures.tar
  "$clasp" corpus ingest made.sqlite structures.tar >log 2>&1 && "$clasp" corpus split made.sqlite >>log 2>&1 || { tail -n 3 log; exit 1; }
  mv made.sqlite corpus.sqlite
fi

highest_memory() {  # of the GPU, in MiB, until it is killed
  local highest=0 used
  trap 'echo $highest >memory; exit' TERM
  while used=$(nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits -i "${CUDA_VISIBLE_DEVICES:-0}"); do
    ((used > highest)) && highest=$used
    sleep 0.2
  done
}

echo "precision batch seconds/step structures/s atoms/step MiB"
for precision in float32 bfloat16; do
  for batch in $BATCHES; do
    [[ $DEVICE == cpu ]] || { highest_memory & watch=$!; }
    /usr/bin/time -f %M -o memory_host "$clasp" train pretrain corpus.sqlite --text-encoder "$ROOT/tests/reference/data/tiny_bert" \
      --out model.safetensors --cache cache --draw title=1x --max-tokens 24 --threads "$(nproc)" --validate-epochs 0 --references 20 \
      --device "$DEVICE" --precision $precision --batch "$batch" --steps "$STEPS" $OPTIONS >log 2>&1 || { tail -n 3 log; exit 1; }
    if [[ $DEVICE == cpu ]]; then
      awk '{print int($1 / 1024)}' memory_host >memory
    else
      kill $watch && wait $watch || true
    fi
    # the last line of steps holds the last ten or fewer, without the first, which are slower
    grep '"event":"step"' model.safetensors.metrics.jsonl | tail -n 1 | python3 -c "
import json, sys
s = json.loads(sys.stdin.read())
seconds = s['us_per_atom'] * s['atoms_per_step'] / 1e6
print('$precision', $batch, f'{seconds:.3f} {$batch / seconds:.0f}', s['atoms_per_step'], open('memory').read().strip())"
  done
done
