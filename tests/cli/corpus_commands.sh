#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp corpus` from a folder to a described and split corpus, and its refusals.
# usage: corpus_commands.sh CLASP_EXECUTABLE
source "$(dirname "$0")/expect.sh"

mkdir cifs
for n in 1 2 3 4 5 6 7 8 9 10; do
  printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n' "$n"
  printf '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
  printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\nCl .5 .5 .5\n'
done | awk '/^data_/ { file = "cifs/" ++n ".cif" } { print > file }'
head -n 4 cifs/1.cif >cifs/bad.cif
for n in 1 2 3; do echo "{\"cif\": \"$n.cif\", \"title\": \"Sodium chloride, part $n\", \"doi\": \"10.1/$n\"}"; done >titles.jsonl

"$clasp" corpus ingest out.sqlite cifs --captions titles.jsonl >said 2>&1
holds "10 structures, 1 rejected" said
"$clasp" corpus ingest out.sqlite cifs --captions titles.jsonl >said 2>&1
holds "0 structures, 0 rejected; 11 files known before" said
"$clasp" corpus describe out.sqlite >/dev/null
"$clasp" corpus split out.sqlite >/dev/null
"$clasp" corpus info out.sqlite --rejected >said
holds "bad.cif" said
holds "no atom sites" said
"$clasp" corpus info out.sqlite >said
holds "3  title" said
mv out.sqlite corpus.sqlite

# refusals
fails "titles.jsonl: not a corpus; give a file made by" "$clasp" corpus info titles.jsonl
fails "titles.jsonl: not a corpus; give a file made by" "$clasp" corpus ingest titles.jsonl cifs
fails "nowhere.sqlite: no such file; make a corpus with" "$clasp" corpus split nowhere.sqlite
fails "nowhere: no such file or folder" "$clasp" corpus ingest out.sqlite nowhere
fails "cifs/1.cif: line 1: " "$clasp" corpus ingest out.sqlite cifs --captions cifs/1.cif
fails "unable to open database file" "$clasp" corpus ingest nowhere/out.sqlite cifs

# A full disk, by a limit on the size of files: the next command finds the corpus as it was.
cp corpus.sqlite full.sqlite
full() {
  (
    trap '' XFSZ
    ulimit -f $(($(stat -c %s full.sqlite) / 1024))
    "$clasp" corpus textbook full.sqlite
  )
}
fails "full.sqlite: " full
for name in corpus full; do "$clasp" corpus info $name.sqlite --json | sed "s/$name.sqlite//" >$name.json; done
cmp corpus.json full.json || complain "changed on a full disk"
finish
