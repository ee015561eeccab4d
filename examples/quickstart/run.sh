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
