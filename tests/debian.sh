#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# LAMMPS with the styles in another Debian, which debootstrap puts into a folder; quick when it is already there.
#   tests/debian.sh trixie FOLDER MODELS    Debian 13: lmp_clasp on its liblammps
#   tests/debian.sh sid FOLDER MODELS       unstable: LAMMPS' source with the styles inside, and KOKKOS on OpenMP
# Programs of the folder are run by enter.sh; a path in the folder names the same file inside and outside. The files in
# the folder MODELS are in FOLDER/models. Exit status 77 (skipped) where the machine allows no such folder.
source "$(dirname "$0")/../cmake/setup.sh"
SUITE=$1
FOLDER=$(realpath -m "$2")
MODELS=$3
LOG_FILE=$FOLDER.log

case $SUITE in
  trixie) wanted="liblammps-dev libtrilinos-kokkos-dev" ;;
  sid) wanted="libkokkos-dev libopenmpi-dev python3" ;;
  *) echo "unknown suite $SUITE: trixie or sid" >&2; exit 2 ;;
esac
wanted="g++ cmake ninja-build libopenblas-dev libutf8proc-dev nlohmann-json3-dev openmpi-bin $wanted"

skip() {
  echo "skipped: $1"
  exit 77
}

# inside COMMAND...: without this machine's environment, but for its proxy
inside() {
  (cd / && env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" "$ROOT/tests/enter.sh" "$FOLDER" "$@")
}

bootstrap() {
  [ ! -e "$FOLDER/bootstrapped" ] || return 0
  step "Bootstrapping Debian $SUITE into $FOLDER"
  rm -rf --one-file-system "$FOLDER"
  # in a mount namespace of its own, what debootstrap mounts goes away with it
  local unchanged=
  unshare --mount true 2>/dev/null || unchanged="--propagation unchanged"  # as in enter.sh
  # shellcheck disable=SC2086
  quietly unshare --mount $unchanged debootstrap --variant=minbase "$SUITE" "$FOLDER" "$(debian_mirror)"
  echo force-unsafe-io >"$FOLDER/etc/dpkg/dpkg.cfg.d/speed"
  printf 'path-exclude=/usr/share/%s/*\n' doc man locale >>"$FOLDER/etc/dpkg/dpkg.cfg.d/speed"
  apt-config dump Acquire | grep -v IndexTargets >"$FOLDER/etc/apt/apt.conf.d/machine"
  touch "$FOLDER/bootstrapped"
}

install_inside() {
  local stamp=$FOLDER/installed
  [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
  step "Installing $(wc -w <<<"$wanted") packages and what they need"
  quietly inside dpkg --configure -a
  quietly inside apt-get update
  # shellcheck disable=SC2086
  quietly inside apt-get install -y --no-install-recommends $wanted
  inside apt-get clean
  echo "$wanted" >"$stamp"
}

# the files that git knows or would add, with their times, so that only what changed is built again
copy_sources() {
  rm -rf "$FOLDER/clasp"
  mkdir "$FOLDER/clasp"
  git ls-files -z --cached --others --exclude-standard CMakeLists.txt cmake lib src |
    tar -c --null --ignore-failed-read -T - | tar -x -C "$FOLDER/clasp"
}

# a path in the folder leads to the same file from inside
link_models() {
  mkdir -p "$FOLDER$(dirname "$FOLDER")" "$FOLDER/models"
  ln -sfn / "$FOLDER$FOLDER"
  cp --archive --link --force "$MODELS/." "$FOLDER/models"
}

# configure OPTION...: what an attempt that failed had not found must not be remembered
configure() {
  [ -e "$FOLDER/build/build.ninja" ] || rm -f "$FOLDER/build/CMakeCache.txt"
  quietly inside cmake -B /build -G Ninja "$@"
}

build_lmp_clasp() {
  step "Building lmp_clasp on $SUITE's liblammps"
  configure -S /clasp -DCLASP_COMMAND=OFF -DCLASP_TESTS=OFF
  quietly inside cmake --build /build --target lmp_clasp
}

build_newest() {
  fetch_lammps "$SUITE" "$FOLDER/lammps"
  local libraries
  libraries=$(dirname "$FOLDER"/usr/lib/*/libkokkoscore.so)
  ar rc "$libraries/libkokkosalgorithms.a"  # named by the package's CMake files, but not there
  ar rc "$libraries/libkokkossimd.a"
  step "Building LAMMPS with the styles inside (about 20 minutes the first time)"
  configure -S /lammps/cmake -DCMAKE_PROJECT_lammps_INCLUDE=/clasp/cmake/clasp.cmake \
    -DPKG_KOKKOS=ON -DEXTERNAL_KOKKOS=ON -DPKG_PLUGIN=ON -DPKG_MANYBODY=ON -DBUILD_MPI=ON -DCMAKE_CXX_STANDARD=20 \
    -DWITH_JPEG=OFF -DWITH_PNG=OFF -DWITH_FFMPEG=OFF -DWITH_GZIP=OFF -DWITH_CURL=OFF -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_CXX_FLAGS_RELEASE="-O1 -DNDEBUG"
  quietly inside cmake --build /build
}

[ "$(id -u)" = 0 ] || skip "only root can enter a folder with another Debian"
command -v debootstrap >/dev/null || skip "no debootstrap here"
"$ROOT/tests/enter.sh" / true 2>/dev/null || skip "mount and chroot are not allowed here"
bootstrap
install_inside
copy_sources
link_models
case $SUITE in
  trixie) build_lmp_clasp ;;
  sid) build_newest ;;
esac
