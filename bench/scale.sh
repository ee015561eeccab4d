#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What size costs: a synthetic corpus through ingest, split and an epoch of a small model, with its validation at the end.
# usage: scale.sh COUNT [FOLDER]     one line for each step: seconds, largest resident memory
set -euo pipefail
COUNT=${1:?usage: scale.sh COUNT [FOLDER]}
cd "$(dirname "$0")/.."
ROOT=$PWD FOLDER=${2:-$(mktemp -d)}
mkdir -p "$FOLDER"
cd "$FOLDER"
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
THREADS=$(nproc)

step() {  # step NAME COMMAND...
  local name=$1
  shift
  /usr/bin/time -f "$name: %e s, %M kB" -o cost.txt "$@" >"$name.log" 2>&1 || { tail -n 3 "$name.log"; exit 1; }
  cat cost.txt
}

step archive python3 "$ROOT/bench/synthetic_corpus.py" "$COUNT" structures.tar
step ingest "$ROOT/build/bin/clasp" corpus ingest corpus.sqlite structures.tar
step split "$ROOT/build/bin/clasp" corpus split corpus.sqlite
step epoch "$ROOT/build/bin/clasp" train pretrain corpus.sqlite --text-encoder "$ROOT/tests/reference/data/tiny_bert" \
  --out model.safetensors --epochs 1 --draw title=1x --convolutions 2 --embedding-size 64 --text-hidden 64 --threads "$THREADS" \
  --max-tokens 24
"$ROOT/build/bin/clasp" corpus info corpus.sqlite | head -n 1
ls -l corpus.sqlite structures.tar model.safetensors.neighbours model.safetensors.captions | awk '{print $9": "$5" bytes"}'
tail -n 2 model.safetensors.metrics.jsonl | head -n 1
