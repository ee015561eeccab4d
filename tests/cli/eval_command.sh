#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp eval zeroshot` and `retrieval` on a corpus of twenty crystals, and their refusals.
# usage: eval_command.sh CLASP_EXECUTABLE MAKE_RANDOM_MODEL.py
source "$(dirname "$0")/expect.sh"
make_model=$2
export OMP_NUM_THREADS=1

python3 "$make_model" --text-encoder "$data/tiny_bert" --hidden 32 --max-tokens 24 --size 32 model.safetensors
python3 "$make_model" --hidden 32 --size 32 no-text.safetensors

# twenty salts by twelve papers: the first three have two structures or more; the last title is an edition note
mkdir cifs
for n in $(seq 10 29); do
  other=$((n % 2)) && metal=(Na K)
  {
    printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n' "$n"
    printf '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
    printf 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n'
    printf '%s 0 0 0\nCl .5 .5 .%s\n' "${metal[$other]}" "$n"
  } >"cifs/$n.cif"
  paper=$((n < 19 ? n % 3 : n))
  kind="plain NaCl"
  [[ $((paper % 4)) -eq 0 ]] && kind="SuperConductivity of potassium chloride"
  [[ $n -eq 29 ]] && note=', "generic_title": true' || note=
  echo "{\"cif\": \"$n.cif\", \"title\": \"On the $kind, part $paper\", \"doi\": \"10.1/$paper\", \"gap\": $n $note}" >>titles.jsonl
done
"$clasp" corpus ingest corpus.sqlite cifs --captions titles.jsonl >/dev/null 2>&1
"$clasp" corpus split corpus.sqlite --by row >/dev/null

# zero-shot: the table, the JSON, the files
"$clasp" eval zeroshot model.safetensors corpus.sqlite --split all --resamples 50 --out report >said
holds "19 structures of test, train, validation, positive where the title holds the word" said
holds "superconductor" said
"$clasp" eval zeroshot model.safetensors corpus.sqlite --split all --resamples 50 --json >said.json
cmp said.json report/zeroshot.json || complain "the printed JSON is not that of the folder"
holds "<polyline class=\"untrained\"" report/roc.svg
"$clasp" embed model.safetensors cifs --out crystals.csv >/dev/null
echo superconductor >prompt.txt
"$clasp" embed model.safetensors --text prompt.txt --out prompt.csv >/dev/null
python3 - <<'EOF' || complain "zeroshot.json is not what the embeddings give"
import csv, json
def rows(path): return {r[0]: [float(x) for x in r[1:]] for r in list(csv.reader(open(path)))[1:]}
report = json.load(open("said.json"))
assert report["left_out"] == {"without_title": 1, "packings": 0, "not_embedded": 0}, report["left_out"]
prompt = rows("prompt.csv")["1"]
score = {path: sum(a * b for a, b in zip(row, prompt)) for path, row in rows("crystals.csv").items()}
lines = [json.loads(line) for line in open("titles.jsonl")]
kept = [(score["cifs/" + l["cif"]], "superconductivity" in l["title"].lower()) for l in lines if not l.get("generic_title")]
pairs = [(a > b) + 0.5 * (a == b) for a, p in kept for b, n in kept if p and not n]
query = next(q for q in report["queries"] if q["query"] == "superconductor")
assert query["positives"] == sum(p for _, p in kept), query
assert abs(query["trained"]["roc_auc"]["value"] - sum(pairs) / len(pairs)) < 1e-6, query
low, high = (query["trained"]["roc_auc"][k] for k in ("low", "high"))
assert low < query["trained"]["roc_auc"]["value"] < high, query
assert query["untrained"]["roc_auc"]["value"] != query["trained"]["roc_auc"]["value"]
none = next(q for q in report["queries"] if q["query"] == "ferroelectric")
assert none["positives"] == 0 and none["trained"]["roc_auc"]["value"] is None
assert report["mean"]["trained"]["roc_auc"]["value"] == query["trained"]["roc_auc"]["value"]
EOF

# own queries, and the distribution of a property
printf '# mine\nsalt: nacl, sodium\n\nsuperconductivity\n' >queries.txt
"$clasp" eval zeroshot model.safetensors corpus.sqlite --split all --resamples 20 --queries queries.txt \
  --property gap --property-prompt salt --top 5 --out mine >said
grep -qE '^salt +[0-9]+ ' said || complain "no own query in: $(cat said)"
holds "all                            20" said
holds "salt                            5" said
[[ $(grep -c '^salt,' mine/property.csv) -eq 5 && $(grep -c '^random sample,' mine/property.csv) -eq 5 ]] || complain "rows of property.csv"
[[ $(sort mine/property.csv | uniq -c | grep -c ' random sample,') -eq 5 ]] || complain "a structure is drawn twice"
holds 'class="violin"' mine/property.svg

# retrieval: structures of one paper share a title
"$clasp" eval retrieval model.safetensors corpus.sqlite --split all --resamples 20 --out report >said
holds "structures of test, train, validation" said
grep -qE '^untrained +formulas masked +structure to text' said || complain "no ablation in: $(cat said)"
python3 - <<'EOF' || complain "retrieval.json"
import json
report = json.load(open("report/retrieval.json"))
assert (report["structures"], report["texts"]) == (19, 13), report
for model in ("trained", "untrained"):
    for captions in ("titles", "formulas_masked"):
        for way in ("text_to_structure", "structure_to_text"):
            r = report["ranks"][model][captions][way]
            assert 0 <= r["R@1"]["value"] <= r["R@10"]["value"] <= r["R@50"]["value"] == 1, r
            assert 1 <= r["median_rank"]["low"] <= r["median_rank"]["value"] <= r["median_rank"]["high"] <= 19, r
EOF

# refusals
fails "holds no text encoder" "$clasp" eval zeroshot no-text.safetensors corpus.sqlite --split all --out out.d
fails "no structure to score" "$clasp" eval retrieval model.safetensors corpus.sqlite --split tset --out out.d
echo ": a" >bad.txt
fails "bad.txt: line 1: no prompt or no word" "$clasp" eval zeroshot model.safetensors corpus.sqlite --split all \
  --queries bad.txt --out out.d
fails "the top 100 would be all" "$clasp" eval zeroshot model.safetensors corpus.sqlite --split all --property gap --out out.d
fails "no such file" "$clasp" eval zeroshot model.safetensors none.sqlite
finish
