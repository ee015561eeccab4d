#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp embed` on structures and texts, and its refusals.
# usage: embed_command.sh CLASP_EXECUTABLE MAKE_RANDOM_MODEL.py
source "$(dirname "$0")/expect.sh"
make_model=$2

python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 model.safetensors
python3 "$make_model" --elements Na,Cl no-text.safetensors

cif() {  # cif NAME BETA SITE...: a cubic cell
  printf 'data_%s\n_cell_length_a 5.64\n_cell_length_b 5.64\n_cell_length_c 5.64\n' "$1"
  printf '_cell_angle_alpha 90\n_cell_angle_beta %s\n_cell_angle_gamma 90\n' "$2"
  printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n'
  shift 2
  printf '%s\n' "$@"
}

mkdir good
cif salt 90 'Na 0 0 0' 'Na 0 .5 .5' 'Na .5 0 .5' 'Na .5 .5 0' 'Cl .5 0 0' 'Cl 0 .5 0' 'Cl 0 0 .5' 'Cl .5 .5 .5' >good/salt.cif
{ cif one 90 'Si 0 0 0'; cif two 90 'Si 0 0 0' 'C .5 .5 .5'; } >good/two.cif
cif flat 180 'Na 0 0 0' >flat.cif
cif salt 90 'Na 0 0 0' | grep -v _cell_length_b >no_cell.cif
cif salt 90 | head -n 7 >no_sites.cif
cif salt 90 'Na 0 0 0' 'Zz .5 .5 .5' >zz.cif

# structures: ids, three formats, what was left out
"$clasp" embed model.safetensors good no_sites.cif --out e.csv --rejected r.jsonl >said
holds "3 embedded, 1 rejected" said
[[ $(cut -d, -f1 e.csv | paste -sd ' ') == "id good/salt.cif good/two.cif#one good/two.cif#two" ]] || complain "ids of e.csv"
holds '"id":"no_sites.cif","reason":"no atom sites' r.jsonl
for format in safetensors npy; do "$clasp" embed model.safetensors good --out "e.$format" >/dev/null; done
python3 - <<'EOF' || complain "the three formats differ"
import array, csv, json, struct
def floats(raw): return array.array("f", raw).tolist()
rows = [[float(x) for x in r[1:]] for r in list(csv.reader(open("e.csv")))[1:]]
text = [x for r in rows for x in r]
npy = open("e.npy", "rb").read()
st = open("e.safetensors", "rb").read()
size = struct.unpack("<Q", st[:8])[0]
header = json.loads(st[8:8 + size])
assert json.loads(header["__metadata__"]["ids"]) == ["good/salt.cif", "good/two.cif#one", "good/two.cif#two"]
assert header["embeddings"]["shape"] == [3, len(rows[0])] and header["embeddings"]["dtype"] == "F32"
begin, end = header["embeddings"]["data_offsets"]
assert floats(st[8 + size + begin:8 + size + end]) == floats(npy[-4 * len(text):])
assert all(abs(a - b) < 1e-6 for a, b in zip(text, floats(npy[-4 * len(text):])))
assert all(abs(sum(x * x for x in r) - 1) < 1e-5 for r in rows)
EOF

# captions: a block of a file, a file that is missing
printf '%s\n' '{"cif": "two.cif", "block": "two"}' '{"cif": ["salt.cif", "none.cif"]}' >captions.jsonl
"$clasp" embed model.safetensors --captions captions.jsonl --root good --out c.csv --rejected r.jsonl >/dev/null
[[ $(cut -d, -f1 c.csv | paste -sd ' ') == "id two.cif#two salt.cif" ]] || complain "ids of c.csv"
holds '"id":"none.cif","reason":"no such file under good' r.jsonl

# any number of workers writes the same bytes
{ for i in {1..40}; do cif "c$i" 90 "Na 0 0 0" "Cl .5 .5 0.$((500 + i))"; done; } >many.cif
mkdir several && for i in {1..40}; do cif "c$i" 90 "Na 0 0 0" "Cl .5 .5 0.$((500 + i))" >"several/$i.cif"; done
for n in 1 3; do
  "$clasp" embed model.safetensors several many.cif zz.cif --threads $n --out "n$n.safetensors" --rejected "n$n.jsonl" >/dev/null
done
cmp n1.safetensors n3.safetensors && cmp n1.jsonl n3.jsonl || complain "1 and 3 workers differ"

# a worker that is killed in the middle of a file: a line that names it, and no table
{ cif slow 90; awk 'BEGIN { srand(1); for (i = 0; i < 6000; ++i) print "Si", rand(), rand(), rand() }'; } >slow.cif
kill_worker() {
  "$@" &
  local main=$! worker
  until worker=$(pgrep -P $main); do kill -0 $main; done
  kill -KILL "$worker"
  wait $main
}
fails "slow.cif: the process that worked on it was ended by signal 9" kill_worker "$clasp" embed model.safetensors slow.cif \
  --out out.safetensors

# texts: a line is a text, its number the id; a long one is cut with a warning
{ echo superconductor; echo; printf 'perovskite %.0s' {1..70}; echo; } >texts.txt
"$clasp" embed model.safetensors --text texts.txt --out t.csv >said 2>warned
[[ $(cut -d, -f1 t.csv | paste -sd ' ') == "id 1 3" ]] || complain "ids of t.csv"
holds "texts.txt: line 3: longer than" warned

# refusals: a line that says why, and no file
embed=("$clasp" embed model.safetensors --out out.safetensors)
fails "no_cell.cif: block 'salt': no cell (_cell_length_b is missing)" "${embed[@]}" no_cell.cif
fails "flat.cif: block 'flat': cell without volume" "${embed[@]}" flat.cif
fails "no_sites.cif: no atom sites" "${embed[@]}" no_sites.cif
fails "site 'Zz': 'Zz' names no element" "${embed[@]}" zz.cif
fails "8 sites in the conventional cell, more than 7; raise --max-sites" "${embed[@]}" good/salt.cif --max-sites 7
fails "nowhere: no such file or folder" "${embed[@]}" nowhere
fails "captions.txt: cannot open" "${embed[@]}" --captions captions.txt
fails "texts.txt: line 1: not a JSON object" "${embed[@]}" --captions texts.txt
fails "nothing to embed" "${embed[@]}"
fails "cannot go into one table" "${embed[@]}" good --text texts.txt
fails "unknown format" "$clasp" embed model.safetensors good --out out.txt
fails "nowhere/out.csv: cannot write" "$clasp" embed model.safetensors good --out nowhere/out.csv
fails "holds no text encoder" "$clasp" embed no-text.safetensors --text texts.txt --out out.csv
fails "element Si" "$clasp" embed no-text.safetensors good/two.cif --out out.csv
fails "missing.safetensors: cannot open" "$clasp" embed missing.safetensors good --out out.csv
fails "good/salt.cif: " "$clasp" embed good/salt.cif good --out out.csv
finish
