#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp corpus abstracts` and `keywords` against a server on this machine that has every trouble of a real one.
# usage: corpus_online.sh CLASP_EXECUTABLE
source "$(dirname "$0")/expect.sh"
server=$data/../../support/corpus_server.py

# start_server: serves at $url until stop_server; requests are logged in requests.log
start_server() {
  coproc SERVER { python3 "$server" requests.log; }
  read -r port <&"${SERVER[0]}"
  url=http://127.0.0.1:$port
}
stop_server() {
  local pid=$SERVER_PID
  exec {SERVER[1]}>&-
  wait "$pid" || true
}
# asked WORDS: how many requests for it the server saw
asked() { grep -c -- "$1" requests.log || true; }
# counted N WORDS: so many requests held the words
counted() { [[ $(asked "$2") -eq $1 ]] || complain "$2: asked $(asked "$2") times, not $1"; }

# A corpus of one crystal for each trouble.
# make_corpus FILE KIND...
make_corpus() {
  local out=$1 n=0 kind
  shift
  rm -rf cifs titles.jsonl "$out"
  mkdir cifs
  for kind in "$@"; do
    n=$((n + 1))
    printf 'data_x\n_cell_length_a 5.%s\n_cell_length_b 5.6\n_cell_length_c 5.64\n_cell_angle_alpha 90\n_cell_angle_beta 90\n' "$n" >cifs/$n.cif
    printf '_cell_angle_gamma 90\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\n' >>cifs/$n.cif
    echo "{\"cif\": \"$n.cif\", \"title\": \"Sodium $kind\", \"doi\": \"https://doi.org/10.1000/A-$kind\"}" >>titles.jsonl
  done
  "$clasp" corpus ingest "$out" cifs --captions titles.jsonl >/dev/null
}
hasty=(--pause 0.01 --attempts 3 --timeout 4 --rate 0)

make_corpus corpus.sqlite fine slow busy broken garbage half reset missing none dead once chatter general
start_server
"$clasp" corpus abstracts corpus.sqlite --mailto me@example.org --endpoint "$url/" --parallel 3 "${hasty[@]}" >said 2>&1
holds "13 DOIs, 0 known before: 10 abstracts, 2 without one, 1 to ask again later; " said
counted 2 a-slow && counted 2 a-busy && counted 2 a-half && counted 1 a-missing && counted 1 a-none && counted 3 a-dead
counted 21 'path": "/works/10.1000%2Fa-.*?mailto=me%40example.org", "agent": "clasp/[0-9.]* (mailto:me@example.org)"'
python3 - <<'EOF' || complain "the server's wishes were not kept"
import json
requests = [json.loads(line) for line in open("requests.log")]
assert max(r["in_flight"] for r in requests) <= 3
times = {}
for r in requests:
    times.setdefault(r["path"], []).append(r["time"])
busy = next(t for path, t in times.items() if "busy" in path)
assert busy[1] - busy[0] > 1.5, busy  # Retry-After: 2
EOF
# A second run asks only for what the first could not have; --again also for what has no abstract.
"$clasp" corpus abstracts corpus.sqlite --endpoint "$url" "${hasty[@]}" >said 2>&1
holds "13 DOIs, 12 known before: 0 abstracts, 0 without one, 1 to ask again later; 3 requests" said
"$clasp" corpus abstracts corpus.sqlite --endpoint "$url" --again "${hasty[@]}" >said 2>&1
holds "13 DOIs, 10 known before: 0 abstracts, 2 without one, 1 to ask again later; 5 requests" said
"$clasp" corpus info corpus.sqlite >said
holds "10  abstracts found" said
holds "1  no abstract" said
holds "1  HTTP 404" said

# Keywords: troubles of the server, and of the model.
KEY=secret "$clasp" corpus keywords corpus.sqlite --endpoint "$url/v1/" --key-env KEY --drop "Sodium Oxides" "${hasty[@]}" >said 2>&1
holds "10 publications, 0 known before: 8 with keywords, 2 without, 0 to ask again later; " said
counted 20 '"key": "Bearer secret"'
holds 'Abstract: The structure of Na2O & its relatives, as in 10.1000/a-fine.' requests.log
counted 3 "Title: Sodium chatter"
"$clasp" corpus info corpus.sqlite >said
holds "16  keywords" said
holds "8  with keywords" said
holds "1  unspecific keywords only" said
holds "1  the model's answer holds no JSON list" said
"$clasp" corpus export corpus.sqlite --jsonl lines.jsonl --cif exported >/dev/null 2>&1
holds '"texts":["ionic conductor","keyword of Sodium fine"]' lines.jsonl
"$clasp" corpus keywords corpus.sqlite --endpoint "$url/v1" "${hasty[@]}" >said 2>&1
holds "10 publications, 10 known before: 0 with keywords, 0 without, 0 to ask again later; 0 requests" said
"$clasp" corpus keywords corpus.sqlite --endpoint "$url/v1" --model mine --titles "${hasty[@]}" >said 2>&1
holds "13 publications, 10 known before: 1 with keywords, 1 without, 1 to ask again later" said
holds '"model": "mine"' requests.log

# What no model answered for, titles may: "Sodium" is in all.
"$clasp" corpus keywords corpus.sqlite --shared-by 13 >said 2>&1
holds "13 publications, 12 answered by a language model: 1 others with keywords, 1 different ones" said
fails "Exactly 1 option from" "$clasp" corpus keywords corpus.sqlite
fails "1 not in range 2 to" "$clasp" corpus keywords corpus.sqlite --shared-by 1
fails "--model requires --endpoint" "$clasp" corpus keywords corpus.sqlite --shared-by 13 --model mine
fails "keyword is no command of clasp corpus; see clasp corpus --help" "$clasp" corpus keyword corpus.sqlite

# The server's rate limit, 40 per second, holds without one of our own.
make_corpus many.sqlite a b c d e f g h i j k l m n o p q r s t u
: >requests.log
"$clasp" corpus abstracts many.sqlite --endpoint "$url" --parallel 4 "${hasty[@]}" >said 2>&1
holds "21 abstracts" said
python3 - <<'EOF' || complain "faster than the server allows"
import json
times = sorted(json.loads(line)["time"] for line in open("requests.log"))[-21:]
assert times[-1] - times[0] > 15 / 40, times
EOF

# refusals
make_corpus corpus.sqlite forbidden
fails "10.1000/a-forbidden: HTTP 403 Your address is blocked; check the address, the key" \
  "$clasp" corpus abstracts corpus.sqlite --endpoint "$url" --mailto me "${hasty[@]}"
fails "chat: models: HTTP 404; check the address" "$clasp" corpus keywords corpus.sqlite --endpoint "$url/chat" --titles
fails "--key-env NO_SUCH_KEY: no such environment variable" \
  "$clasp" corpus keywords corpus.sqlite --endpoint "$url/v1" --key-env NO_SUCH_KEY
fails "give an address that starts with http://" "$clasp" corpus abstracts corpus.sqlite --endpoint "ftp://nowhere" --mailto me
make_corpus corpus.sqlite dead{a,b,c,d,e,f,g,h,i,j,k,l}
stop_server
fails "run the command again once the server works" "$clasp" corpus abstracts corpus.sqlite --endpoint "$url" --mailto me "${hasty[@]}"
finish
