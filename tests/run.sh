#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds everything and passes the tests, on a fresh Debian 12 too. Options go to ctest, for example: tests/run.sh -R encoder
source "$(dirname "$0")/../cmake/setup.sh"
# shellcheck disable=SC2086
install_packages $PACKAGES $TEST_PACKAGES
make_venv
build_in_tree
build -DCLASP_TRAIN=ON -DCLASP_TESTS=ON -DCLASP_BENCH=ON -DCLASP_IN_TREE_LMP="$IN_TREE_LMP"
pack_model
step "Checking the format of the sources"
git ls-files '*.cpp' '*.h' | xargs clang-format --dry-run --Werror
step "Testing"
export CLASP_TEXT_ENCODER=$(text_encoder)
ctest --test-dir "$BUILD" --output-on-failure -j "$(nproc)" "$@"
