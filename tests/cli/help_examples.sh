#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every subcommand's --help has an example, and the examples work, one after another in one folder; options are added where the whole
# would take long or ask a machine elsewhere.
# usage: help_examples.sh CLASP_EXECUTABLE TRAIN (ON or OFF)
source "$(dirname "$0")/expect.sh"
train=$2
export OMP_NUM_THREADS=1

# what the examples find: CIF files and titles, text encoders, a checkpoint of the authors' code
mkdir cif build
for n in $(seq 10 89); do
  {
    printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n' "$n"
    printf '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
    printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\nCl .5 .5 .5\n'
  } >"cif/$n.cif"
  word=$([[ $((n % 2)) -eq 0 ]] && echo Salt || echo Superconductor)
  echo "{\"cif\": \"$n.cif\", \"title\": \"$word number $n\", \"doi\": \"10.1000/fine-$n\", \"year\": 2001}" >>titles.jsonl
done
ln -s cif structures
for name in MiniLM SciBERT scibert; do ln -s "$data/tiny_bert" "$name"; done
ln -s "$data/../../../examples"
ln -s "$data/checkpoints/authors.ckpt" clasp.ckpt
printf 'max_token_length: 24\nhf_textencoder_model_id: tiny\nn_conv_cgcnn: 2\n' >hparams.yaml

# example VERB... [-- MORE OPTIONS]: runs the example in its help, with the options added; $url takes the place of a server's address
done_verbs=()
example() {
  local verb=() command
  while [[ $# -gt 0 && $1 != -- ]]; do verb+=("$1") && shift; done
  shift || true
  done_verbs+=("${verb[*]}")
  command=$("$clasp" "${verb[@]}" --help | sed -n 's/^Example: clasp //p')
  [[ -n $command ]] || complain "no example in clasp ${verb[*]} --help"
  (eval "'$clasp' ${command/http:\/\/localhost:8000\/v1/$url\/v1}" '"$@"') >said 2>&1 || complain "the example of clasp ${verb[*]}: $(cat said)"
}

coproc SERVER { python3 "$data/../../support/corpus_server.py" requests.log; }
read -r port <&"${SERVER[0]}"
url=http://127.0.0.1:$port

example corpus ingest
example corpus abstracts -- --endpoint "$url/" --rate 0
example corpus keywords -- --rate 0
example corpus describe
example corpus split
example corpus info
example corpus export
for n in 1 2; do "$clasp" corpus ingest "shard$n.sqlite" "cif/1$n.cif" >/dev/null; done
example corpus merge

"$clasp" corpus split corpus.sqlite --by row >/dev/null
short=(--steps 2 --batch 6 --references 5 --max-tokens 24 --validate-epochs 0)
if [[ $train == ON ]]; then
  example train pretrain -- "${short[@]}" --splits train
  example train finetune -- --steps 2 --batch 6 --references 5
  example train sweep -- "${short[@]}" --micro-batch 0 --margins 0 --scales 1
else
  done_verbs+=(train)  # which only says that it was not built
fi
example model import -- --config hparams.yaml
mkdir potentials
cp clasp.safetensors potentials/clasp-minilm.safetensors
example model pack
cp model.safetensors build
example model info
example model verify
example embed
example eval zeroshot
example eval retrieval
example index
example search
example map -- --iterations 20
cat >tags.csv <<'EOF'
# CLaSP tag file, format 1
# model: "model.safetensors"
# tag percentile: 95
# prompt 1: "salt"
step,time,tag,best,percentile_1,cosine_1
0,0,"salt",1,99.000,0.9
EOF
printf 'Step Temp\n0 300\n' >log.lammps
example report
example corpus textbook

# no subcommand is left out; the test lammps.screening runs clasp screen's example
leaves() {
  local name
  for name in $("$clasp" "$@" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    if "$clasp" "$@" "$name" --help | grep -q '^Subcommands:'; then leaves "$@" "$name"; else echo "$*${1:+ }$name"; fi
  done
}
[[ $(leaves | sort) == $(printf '%s\n' "${done_verbs[@]}" screen | sort) ]] ||
  complain "subcommands and examples differ: $(diff <(leaves | sort) <(printf '%s\n' "${done_verbs[@]}" screen | sort))"
finish
