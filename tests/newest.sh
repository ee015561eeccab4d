#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Tests the newest LAMMPS and Kokkos, those of Debian unstable, in the folder build/sid; by hand, since unstable moves.
# After tests/run.sh, whose build it uses. Ends with the table of doc/newest.md.
source "$(dirname "$0")/../cmake/setup.sh"
# shellcheck disable=SC2086
install_packages $PACKAGES $TEST_PACKAGES
[ -e "$BUILD/bin/clasp" ] || { echo "run tests/run.sh first: no build/bin/clasp" >&2; exit 1; }
step "Testing (about 40 minutes the first time)"
status=0
ctest --test-dir "$BUILD" -C newest -R '^sid(_kk)?\.' --output-on-failure "$@" || status=$?
step "Summary of $(date +%F)"
for package in libkokkos-dev g++ openmpi-bin; do
  dpkg-query --admindir="$BUILD/sid/var/lib/dpkg" -W -f='${Package} ${Version}\n' "$package"
done
grep -h '#define LAMMPS_VERSION' "$BUILD/sid/lammps/src/version.h" | cut -d' ' -f2-
# "Test: NAME", then "Ran N tests", "OK" or "FAILED (failures=N)"
awk '/ Test: sid/ { name = $NF } /^Ran .* tests? in/ { ran = $2 } /^(OK|FAILED)/ && name { print name ": " ran " tests, " $0 }' \
  "$BUILD/Testing/Temporary/LastTest.log"
exit $status
