#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp report`: page, text, JSON, and its refusals.
# usage: report_command.sh CLASP_EXECUTABLE
source "$(dirname "$0")/expect.sh"

cat >tags.csv <<'EOF'
# CLaSP tag file, format 1
# model: "model.safetensors"
# tag percentile: 95
# prompt 1: "silicon, diamond structure"
# prompt 2: "liquid silicon"
step,time,tag,best,percentile_1,percentile_2,cosine_1,cosine_2
0,0,"silicon, diamond structure",1,100.000,99.150,0.694060,0.420663
100,0.2,"silicon, diamond structure",1,100.000,99.175,0.694755,0.423799
200,0.4,"liquid silicon",2,99.000,99.900,0.500000,0.620000
EOF
printf 'Step Temp\n0 300\n100 310\n200 320\n' >log.lammps
mkdir frames && touch frames/dump.100.cfg

# the example of --help
eval "$("$clasp" report --help | sed -n "s|^Example: clasp|\"\$clasp\"|p")" >said
holds "from step    200 to step    200: liquid silicon" said
holds "<title>tags.csv</title>" tags.html
holds '"name":"Temp"' tags.html

"$clasp" report tags.csv --json --out framed.html --frames 'frames/dump.*.cfg' --title Melt >said
holds '"last_step": 100' said
holds '"frames/dump.100.cfg"' framed.html
holds "<title>Melt</title>" framed.html
LC_ALL=C "$clasp" report tags.csv >said
holds "|@@*| " said

report=("$clasp" report tags.csv --out out.html)
fails "missing.csv: cannot open" "$clasp" report missing.csv --out out.html
fails "log.lammps: not a tag file" "$clasp" report log.lammps --out out.html
fails "no column Press" "${report[@]}" --thermo log.lammps --column Press
fails "no * in" "${report[@]}" --frames dump.cfg
fails "nowhere/out.html: cannot write" "$clasp" report tags.csv --out nowhere/out.html
finish
