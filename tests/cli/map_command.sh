#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp map`: page, tables, going on after a kill, and its refusals. What the page does is tested in tests/browser.
# usage: map_command.sh CLASP_EXECUTABLE MAKE_RANDOM_MODEL.py
source "$(dirname "$0")/expect.sh"
make_model=$2

python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 model.safetensors
python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 --elements Na,Cl salt.safetensors
python3 "$make_model" no-text.safetensors
"$clasp" corpus textbook corpus.sqlite >/dev/null 2>&1

# the example of --help, with tables for other programs
eval "$("$clasp" map --help | sed -n 's|^Example: clasp|"$clasp"|p') --coordinates map.csv --chemiscope map.json \
  --embeddings e.safetensors --prompt zeolite --prompt 'rock salt' --sample 200 --threads 2 --iterations 50" >said 2>/dev/null
holds "200 structures in 20 clusters" said
[[ $(head -n 1 map.csv) == "source,formula,x,y,cluster,cluster_label,cosine: zeolite,cosine: rock salt" ]] || complain "head of map.csv"
[[ $(wc -l <map.csv) -eq 201 ]] || complain "rows of map.csv"
[[ -e e.safetensors ]] || complain "no embeddings were kept"
! compgen -G 'map.html.*' >/dev/null || complain "work in progress was left behind"
python3 - <<'EOF' || complain "map.json is no data set of chemiscope"
import json, math
data = json.load(open("map.json"))
assert set(data) == {"meta", "structures", "properties", "settings"}
assert len(data["structures"]) == 200
for s in data["structures"]:
    assert s["size"] == len(s["names"]) == len(s["x"]) == len(s["y"]) == len(s["z"]) and len(s["cell"]) == 9
for name, p in data["properties"].items():
    assert p["target"] == "structure" and len(p["values"]) == 200, name
    assert all(isinstance(v, str) or math.isfinite(v) for v in p["values"]), name
assert {"t-SNE 1", "t-SNE 2", "cluster", "cosine: zeolite", "density"} <= set(data["properties"])
EOF

# the same again, and from the embeddings that were kept
"$clasp" map model.safetensors corpus.sqlite --sample 200 --embeddings e.safetensors --prompt zeolite --prompt 'rock salt' \
  --threads 1 --iterations 50 --out again.html >/dev/null 2>&1
cmp -s map.html again.html || complain "not the same page from the same input"

# a kill on the way: what was embedded is there, nothing half-written
"$clasp" map model.safetensors corpus.sqlite --out killed.html --iterations 20 >/dev/null 2>&1 &
until [[ -s killed.html.embeddings.partial && $(stat -c %s killed.html.embeddings.partial) -gt 400000 ]]; do sleep 0.02; done
kill -KILL $!
wait $! 2>/dev/null || true
[[ ! -e killed.html ]] || complain "half-written page"
size=$(stat -c %s killed.html.embeddings.partial)
"$clasp" map model.safetensors corpus.sqlite --out killed.html --iterations 20 >said 2>/dev/null &
sleep 0.1
[[ ! -e killed.html.embeddings.partial || $(stat -c %s killed.html.embeddings.partial) -gt $((size - 4000)) ]] || complain "began anew"
wait $!
"$clasp" map model.safetensors corpus.sqlite --out straight.html --iterations 20 --title corpus.sqlite >/dev/null 2>&1
cmp -s killed.html straight.html || complain "another page after a kill"

# a layout that is kept is not made again, and serves no other embeddings
kept=("$clasp" map model.safetensors corpus.sqlite --sample 200 --embeddings e.safetensors --iterations 50 --layout l.safetensors)
"${kept[@]}" --out first.html >/dev/null 2>said
holds "iterations of t-SNE" said
"${kept[@]}" --out second.html >/dev/null 2>said
! grep -q "t-SNE" said || complain "a layout was made twice"
cmp -s first.html second.html || complain "another page from a layout that was kept"
"${kept[@]}" --out third.html --perplexity 10 >/dev/null 2>said
holds "iterations of t-SNE" said
! cmp -s first.html third.html || complain "the layout of another perplexity was taken"

# structures that a model does not know are left out and counted
"$clasp" map salt.safetensors corpus.sqlite --out salt.html --iterations 20 >said 2>warned
holds "structures have no embedding and are left out" warned
# a page that must be small has no large crystals
"$clasp" map model.safetensors corpus.sqlite --megabytes 1.25 --iterations 20 --out small.html >said 2>/dev/null
holds "are too large for the page" said
[[ $(stat -c %s small.html) -le 1250000 ]] || complain "the page is larger than it may be"

map=("$clasp" map model.safetensors corpus.sqlite --iterations 20 --out out.html)
fails "holds no text encoder" "$clasp" map no-text.safetensors corpus.sqlite --out out.html
fails "missing.sqlite: no such file" "$clasp" map model.safetensors missing.sqlite --out out.html
fails "holds no structures for the map; leave --split out" "${map[@]}" --split test
rm -f out.*
cat >table.py <<'EOF'
import json, struct
header = json.dumps({"__metadata__": {"ids": '["x"]'}, "embeddings": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}}).encode()
open("foreign.safetensors", "wb").write(struct.pack("<Q", len(header)) + header + bytes(8))
EOF
python3 table.py
fails "none of its ids is the source of a structure in the corpus" "${map[@]}" --embeddings foreign.safetensors
fails "let the name end in .safetensors" "${map[@]}" --embeddings out.npy
fails "not a tag file" "$clasp" map model.safetensors corpus.sqlite --embeddings e.safetensors --trajectory map.csv --out out.html
fails "e.safetensors: holds no layout of a map" "${map[@]}" --layout e.safetensors
fails "missing.safetensors: cannot open" "${map[@]}" --compare missing.safetensors
finish
