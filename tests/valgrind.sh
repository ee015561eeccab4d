#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Valgrind on a LAMMPS run that loads the plugin, uses all styles, clears, and does so again. Skipped (77) without Valgrind.
# Fails on an invalid access or an uninitialised value anywhere, and on memory that this project lost.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/build/venv models=$PWD/build/tests/lammps/models folder=build/valgrind
command -v valgrind >/dev/null || { echo "no valgrind here: apt-get install valgrind"; exit 77; }
cmake -S . -B $folder -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCLASP_TRAIN=OFF -DCLASP_TESTS=OFF \
  -DCLASP_VENV="$venv" >/dev/null
cmake --build $folder --target claspplugin >/dev/null
cd $folder

styles="units metal
atom_modify map yes
lattice diamond 5.431
region box block 0 1 0 1 0 1
create_box 1 box
create_atoms 1 box
mass 1 28.0855
pair_style lj/cut 4.0
pair_coeff * * 0.01 2.0
comm_modify cutoff 8
velocity all create 300 4711
fix move all nve
compute e all clasp/embed $models/small.safetensors Si
fix s all clasp/score 1 e prompts silicon ice ave 2 hysteresis 1 file tags.csv peratom yes
compute a all clasp/atom $models/small.safetensors Si radius 4 prompts silicon ice
dump d all custom 1 atoms.dump id c_a[*] f_s[*]
run 2
write_restart restart"
echo "plugin load lib/claspplugin.so
$styles
clear
$styles
unfix s
undump d
uncompute a
uncompute e
plugin unload compute clasp/atom
plugin unload fix clasp/score
plugin unload compute clasp/embed
clear
plugin load lib/claspplugin.so
$styles" >in.valgrind

LD_LIBRARY_PATH=$venv/lib OMP_NUM_THREADS=1 valgrind --leak-check=full --show-leak-kinds=definite --num-callers=40 --log-file=valgrind.log \
  "$venv/bin/lmp" -in in.valgrind -log none -screen none
invalid=$(grep -cE 'Invalid (read|write|free)|Mismatched free|uninitialised' valgrind.log || true)
# a lost block is ours if our code stands in its stack
lost=$(awk '/ definitely lost /{block=1; ours=0} block && /(clasp|Clasp)/{ours=1} /^==[0-9]+== *$/{if (block && ours) n++; block=0} END{print n+0}' valgrind.log)
echo "$invalid invalid accesses, $lost blocks lost ($folder/valgrind.log)"
[ "$invalid" = 0 ] && [ "$lost" = 0 ]
