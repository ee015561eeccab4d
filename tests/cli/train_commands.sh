#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp train pretrain`, `finetune` and `sweep` on a corpus of twenty crystals, by one process and by two, and their refusals.
# usage: train_commands.sh CLASP_EXECUTABLE
source "$(dirname "$0")/expect.sh"
export OMP_NUM_THREADS=1

mkdir cifs
for n in $(seq 10 29); do
  {
    printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n' "$n"
    printf '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
    printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\nCl .5 .5 .5\n'
  } >"cifs/$n.cif"
  echo "{\"cif\": \"$n.cif\", \"title\": \"Salt number $n\", \"doi\": \"10.1/$n\"}" >>titles.jsonl
done
"$clasp" corpus ingest corpus.sqlite cifs --captions titles.jsonl >/dev/null 2>&1
"$clasp" corpus split corpus.sqlite --by row >/dev/null
files="corpus.sqlite --text-encoder $data/tiny_bert"
course="--draw title=2x --batch 6 --steps 4 --validate-epochs 0 --references 5"
shape="--convolutions 1 --embedding-size 16 --text-hidden 16 --max-tokens 16"

# pretrain and finetune
"$clasp" train pretrain $files $course $shape --out one.safetensors 2>said || complain "pretrain: $(cat said)"
holds "wrote one.safetensors" said
"$clasp" train finetune $files $course --from one.safetensors --rate 1e-4 --out tuned.safetensors 2>said || complain "finetune: $(cat said)"
"$clasp" train pretrain $files $course $shape --precision bfloat16 --out half.safetensors 2>said || complain "bfloat16: $(cat said)"
"$clasp" model info tuned.safetensors >said
holds "finetune" said
"$clasp" train finetune $files $course --from one.safetensors.checkpoint --freeze crystal --out head.safetensors 2>said ||
  complain "finetune from a checkpoint: $(cat said)"

# structures alone
alone="corpus.sqlite $course $shape --objective structure"
"$clasp" train pretrain $alone --out alone.safetensors 2>said || complain "pretrain on structures: $(cat said)"
holds "copies R@1" said
"$clasp" embed alone.safetensors cifs --out alone_table.safetensors 2>said || complain "embed: $(cat said)"
fails "holds no text" "$clasp" embed alone.safetensors --text "salt" --out texts.safetensors
fails "alone.safetensors: has no text head: it was trained on structures alone" \
  "$clasp" train finetune $files --from alone.safetensors --out out.safetensors
fails "--text-encoder: is of no use to --objective structure" "$clasp" train pretrain $files --objective structure --out out.safetensors
fails "--text-encoder: is missing" "$clasp" train pretrain corpus.sqlite --out out.safetensors

# two processes, by the variables of mpirun and by mpirun itself
ranks="$files $course $shape --rank-timeout 60"
for rank in 1 0; do
  OMPI_COMM_WORLD_RANK=$rank OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_LOCAL_SIZE=2 PMIX_NAMESPACE=$$ \
    "$clasp" train pretrain $ranks --out two.safetensors 2>said.$rank &
done
wait %1 && wait %2 || complain "two ranks: $(cat said.0 said.1)"
holds "wrote two.safetensors" said.0
[[ -s said.1 ]] && complain "rank 1 speaks: $(cat said.1)"
if command -v mpirun >/dev/null; then
  mpirun --allow-run-as-root --oversubscribe -np 2 "$clasp" train pretrain $ranks --out mpirun.safetensors 2>said ||
    complain "mpirun: $(cat said)"
  [[ $(grep -c "wrote mpirun.safetensors" said) -eq 1 ]] || complain "mpirun: $(cat said)"
fi

# sweep: a cell that is finished is not repeated, one table comes out
grid="--margins 0,0.5 --scales 1,3"
printf 'draw = ["title=1x"]\nbatch = 6\nsteps = 2\nvalidate-epochs = 0\nreferences = 5\nrate = 1e-4\n' >tune.toml
"$clasp" train sweep $files $course $shape $grid --finetune tune.toml --out table.csv >table 2>said || complain "sweep: $(cat said)"
[[ $(wc -l <table.csv) -eq 5 ]] || complain "table.csv: $(cat table.csv)"
holds "margin,scale,pretrained_mean_roc_auc" table.csv
holds "m \\ s" table
touch -d '2001-01-01' table.csv.cells/*
rm table.csv.cells/m0.5-s3-finetuned.safetensors*
cp table.csv first.csv
"$clasp" train sweep $files $course $shape $grid --finetune tune.toml --out table.csv >table 2>said || complain "sweep again: $(cat said)"
cmp first.csv table.csv
[[ $(find table.csv.cells -name '*.safetensors' -newermt '2002-01-01') == table.csv.cells/m0.5-s3-finetuned.safetensors ]] ||
  complain "the sweep repeated finished cells: $(ls -l table.csv.cells)"
"$clasp" train sweep $files $course $shape $grid --rate 1 --out table.csv 2>said && complain "a sweep goes on with other settings"
holds "table.csv.cells/m0-s1.safetensors: was trained with other settings" said

# refusals
fails "nowhere.safetensors: cannot be read" "$clasp" train finetune $files --from nowhere.safetensors --out out.safetensors
fails "WORLD_SIZE: is not set" env RANK=0 "$clasp" train pretrain $files $course $shape --out out.safetensors
echo 'mask = []' >empty.toml
fails "empty.toml: mask: is an empty list" "$clasp" train pretrain $files --config empty.toml --out out.safetensors
fails "--draw: textbook=0x: needs a finite number above 0" "$clasp" train pretrain $files --draw textbook=0x --out out.safetensors
fails "leaves nothing to train" "$clasp" train pretrain $files --freeze crystal,text --out out.safetensors
fails "--freeze: has the value \"all\"" "$clasp" train pretrain $files --freeze all --out out.safetensors
fails "--device: is cuda, and" env CUDA_VISIBLE_DEVICES= "$clasp" train pretrain $files --device cuda --out out.safetensors
fails "--device: is cuda, and" env CUDA_VISIBLE_DEVICES= "$clasp" train sweep $files --device cuda --out out.csv
fails "has no captions to train on" "$clasp" train finetune $files --cache one.safetensors --from one.safetensors --out out.safetensors
finish
