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

# COD's layout in an archive, by two jobs; merged, exported and read back.
mkdir -p cod/cif/1/00/00
for n in 1 2 3 4 5; do cp cifs/$n.cif cod/cif/1/00/00/100000$n.cif; done
tar cJf cod.tar.xz -C cod cif
for i in 1 2; do "$clasp" corpus ingest shard$i.sqlite cod.tar.xz --shard $i/2 >/dev/null 2>&1; done
"$clasp" corpus merge merged.sqlite shard1.sqlite shard2.sqlite corpus.sqlite >said 2>&1
holds "shard1.sqlite: 3 structures added (0 crystals that were there already), 0 known" said
holds "shard2.sqlite: 2 structures added" said
holds "corpus.sqlite: 10 structures added (6 crystals that were there already), 0 known" said
"$clasp" corpus merge merged.sqlite corpus.sqlite >said 2>&1
holds "0 structures added (0 crystals that were there already), 10 known" said
"$clasp" corpus export merged.sqlite --jsonl back.jsonl --cif back >said 2>&1
holds "15 structures, 15 CIF files written" said
"$clasp" corpus export merged.sqlite --cif back >said 2>&1
holds "15 structures, 0 CIF files written" said
"$clasp" corpus ingest back.sqlite back --captions back.jsonl --skip-duplicates >said 2>&1
holds "9 structures, 6 rejected" said
"$clasp" corpus info back.sqlite --rejected >said
holds "the same crystal as 'back/0/00/00/0000001.cif#1'" said

# names beyond ASCII in a zip; fields of an export that a caption line must not use as labels
python3 -c 'import zipfile; zipfile.ZipFile("m.zip", "w").write("cifs/1.cif", "M\u00fcller.cif")'
echo '{"cif": "M\u00fcller.cif", "captions": "yes", "corpus": "no", "colour": "white"}' >m.jsonl
LC_ALL=C "$clasp" corpus ingest zip.sqlite m.zip --captions m.jsonl >said 2>&1
holds "1 structures, 0 rejected" said
holds "1 matched" said
"$clasp" corpus describe zip.sqlite >/dev/null
"$clasp" corpus export zip.sqlite --jsonl zip.jsonl >/dev/null 2>&1
holds '"colour":"white"' zip.jsonl

# refusals
fails "is no file name; name the file" "$clasp" corpus ingest :memory: cifs
fails "titles.jsonl: not a corpus; give a file made by" "$clasp" corpus info titles.jsonl
fails "titles.jsonl: not a corpus; give a file made by" "$clasp" corpus ingest titles.jsonl cifs
fails "nowhere.sqlite: no such file; make a corpus with" "$clasp" corpus split nowhere.sqlite
fails "nowhere: no such file or folder" "$clasp" corpus ingest out.sqlite nowhere
fails "cifs/1.cif: line 1: " "$clasp" corpus ingest out.sqlite cifs --captions cifs/1.cif
fails "nothing to write; give --jsonl, --cif, or both" "$clasp" corpus export corpus.sqlite
fails "out.none/out.jsonl: cannot write" "$clasp" corpus export corpus.sqlite --jsonl out.none/out.jsonl
fails "corpus.sqlite: is the corpus to merge into" "$clasp" corpus merge corpus.sqlite corpus.sqlite
fails "titles.jsonl: not a corpus" "$clasp" corpus merge out.sqlite corpus.sqlite titles.jsonl
for shard in 0/2 3/2 1 1/2x; do fails "--shard $shard: not a share" "$clasp" corpus ingest out.sqlite cifs --shard $shard; done
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
