#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp index` and `clasp search` on a corpus and on CIF files, and their refusals.
# usage: search_command.sh CLASP_EXECUTABLE MAKE_RANDOM_MODEL.py
source "$(dirname "$0")/expect.sh"
make_model=$2
export OMP_NUM_THREADS=1

python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 --size 32 model.safetensors
python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 --size 32 --seed 2 other.safetensors

# twelve salts, sodium and potassium by turns, in three papers; 20.cif is 10.cif once more
mkdir cifs more
cif() {  # cif NAME A METAL
  {
    printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n' "$2"
    printf '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
    printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n'
    printf '%s 0 0 0\nCl .5 .5 .5\n' "$3"
  } >"$1"
}
metal=(Na K)
for n in $(seq 10 21); do
  cif "cifs/$n.cif" "$((n == 20 ? 10 : n))" "${metal[$((n % 2))]}"
  echo "{\"cif\": \"$n.cif\", \"title\": \"Salts, \\\"part\\\" $((n % 3))\", \"doi\": \"10.1/$((n % 3))\", \"year\": $((1990 + n))}" >>titles.jsonl
done
"$clasp" corpus ingest corpus.sqlite cifs --captions titles.jsonl >/dev/null 2>&1
cif more/22.cif 90 Na
cif more/bad.cif 90 Zz

# made from a corpus, then added to; what is there is not embedded again
"$clasp" index materials.index --model model.safetensors --corpus corpus.sqlite >said 2>/dev/null
holds "12 added, 0 were there, 0 left out" said
"$clasp" index materials.index more --corpus corpus.sqlite --rejected rejected.jsonl >said 2>/dev/null
holds "1 added, 12 were there, 1 left out" said
holds '"source":"more/bad.cif"' rejected.jsonl
cp materials.index kept.index
truncate -s -70 kept.index  # what a killed writer leaves
"$clasp" index kept.index more >said 2>/dev/null
holds "13 entries" said
cmp -s kept.index materials.index || complain "an index that broke off is not made whole"
[[ $("$clasp" index kept.index --json | grep -c '"entries": 13') -eq 1 ]] || complain "index --json"

# the order is that of the embeddings' cosines
echo "sodium salt" >prompt.txt
"$clasp" embed model.safetensors --text prompt.txt --out prompt.csv >/dev/null
"$clasp" embed model.safetensors cifs more --out crystals.csv >/dev/null
"$clasp" search materials.index "sodium salt" -k 100 --fold none --json >found.json
python3 - <<'EOF' || complain "found.json is not what the embeddings give"
import csv, json
def rows(path): return {r[0]: [float(x) for x in r[1:]] for r in list(csv.reader(open(path)))[1:]}
prompt = rows("prompt.csv")["1"]
cosine = {path.split("/")[-1]: sum(a * b for a, b in zip(row, prompt)) for path, row in rows("crystals.csv").items()}
found = json.load(open("found.json"))
assert [f["rank"] for f in found] == list(range(1, 14))
for f in found:
    assert abs(f["cosine"] - cosine[f["source"].split("/")[-1].split("#")[0]]) < 1e-6, f
assert all(a["cosine"] >= b["cosine"] for a, b in zip(found, found[1:]))
assert all(0 <= f["percentile"] <= 100 for f in found)
twenty = next(f for f in found if "20.cif" in f["source"])
assert {k: twenty[k] for k in ("formula", "sites", "year", "title", "doi", "folded")} == {
    "formula": "NaCl", "sites": 2, "year": 2010, "title": 'Salts, "part" 2', "doi": "10.1/2", "folded": 0}, twenty
assert twenty["space_group"] == 47, twenty
EOF

count() {  # count N ARGUMENT...: so many hits
  local wanted=$1
  shift
  local found
  found=$("$clasp" search materials.index salt -k 100 --csv "$@" 2>/dev/null | tail -n +2 | wc -l)
  [[ $found -eq $wanted ]] || complain "$found hits instead of $wanted: $*"
}
count 12                        # 10.cif and 20.cif are one crystal
count 13 --fold none
count 4 --fold paper            # three papers and a file without one
count 6 --elements K
count 7 --elements Na,Cl --fold none
count 0 --elements Cl --only
count 7 --elements Na,Cl --only --fold none
count 6 --exclude Na
count 6 --formula ClK
count 3 --year 2009- --fold none
count 2 --year 2000-2001
count 12 --year 1- --fold none
count 0 --sites 3-
count 13 --spacegroup 1-230 --fold none
count 0 --spacegroup Fm-3m
count 0 --threshold 1
count 0 --percentile 100 --threshold 0.9999

# like a structure, an entry, with and without words
"$clasp" search materials.index --like cifs/13.cif -k 1 >said
holds " 1.0000" said
holds "13.cif" said
"$clasp" search materials.index --entry 13.cif -k 100 --csv >said
[[ $(wc -l <said) -eq 12 ]] || complain "--entry shows the entry itself: $(cat said)"
"$clasp" search materials.index salt potassium --without sodium --without "a glass" --unlike cifs/10.cif -k 3 >one
"$clasp" search materials.index --unlike cifs/10.cif salt --without "a glass" potassium --without sodium -k 3 >two
cmp one two || complain "the order of what is wanted and not matters"

# a model instead of an index
"$clasp" search model.safetensors "sodium salt" -k 100 --fold none --json --corpus corpus.sqlite --in more >again.json 2>said
cmp found.json again.json || complain "a model finds other structures than its index"
holds "13 structures embedded" said

# refusals
fails "nothing to search for" "$clasp" search materials.index --without sodium
fails "is a model: in which structures?" "$clasp" search model.safetensors salt
fails "not an index" "$clasp" index prompt.txt --corpus corpus.sqlite --model model.safetensors
fails "made with another model" "$clasp" index materials.index more --model other.safetensors
fails "not the model that 'materials.index' was made with" "$clasp" search materials.index salt --model other.safetensors
fails "no such index" "$clasp" index out.index
fails "materials.index" "$clasp" index materials.index --faiss  # too few entries, or a build without it
fails "no such file" "$clasp" index out.index none --model model.safetensors
fails "'cif' fits several entries" "$clasp" search materials.index --entry cif
fails "no entry 'none'" "$clasp" search materials.index --entry none
fails "'Qq' is no element" "$clasp" search materials.index salt --elements Qq
fails "'Foo' is no space group" "$clasp" search materials.index salt --spacegroup Foo
fails "--sites: '5-1' is no range" "$clasp" search materials.index salt --sites 5-1
fails "formula 'Nope2'" "$clasp" search materials.index salt --formula Nope2
fails "no other elements than which?" "$clasp" search materials.index salt --only
cp materials.index lost.index
mv model.safetensors elsewhere.safetensors
fails "model.safetensors: cannot open" "$clasp" search lost.index salt
"$clasp" search lost.index --entry 13.cif >/dev/null || complain "an entry needs the model"
"$clasp" search lost.index salt --model elsewhere.safetensors >/dev/null || complain "--model is not taken"

# hypothetical crystals are for training, not to be found
"$clasp" corpus textbook textbook.sqlite --packings 0 --analogues 1 >said 2>/dev/null
holds "analogues" said
"$clasp" index textbook.index --model elsewhere.safetensors --corpus textbook.sqlite >said 2>/dev/null
holds "755 added, 0 were there, 0 left out" said
finish
