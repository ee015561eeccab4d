#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compiles every kernel of the encoder and of the /kk styles for an NVIDIA GPU (sm_90), without one: nvcc, and the headers of Kokkos with a
# configuration for CUDA. Nothing is linked or run. Exit status 77 (skipped) where there is no nvcc.
# usage: cuda_compile.sh FOLDER    (headers and objects go there)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
command -v nvcc >/dev/null || { echo "no nvcc here"; exit 77; }
mkdir -p "$folder/apt/lists" "$folder/config"
cd "$folder"

# Kokkos' headers from Debian sid, which include those for CUDA; the machine's list of packages stays as it is
kokkos=$folder/usr/include/kokkos
if [ ! -e "$kokkos/Kokkos_Core.hpp" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >apt/sources.list
  options=(-o "Dir::Etc::SourceList=$folder/apt/sources.list" -o Dir::Etc::SourceParts=-
    -o "Dir::State::Lists=$folder/apt/lists" -o APT::Sandbox::User=root)
  apt-get -q "${options[@]}" update >apt/log
  apt-get -q "${options[@]}" download libkokkos-dev >>apt/log
  dpkg-deb -x libkokkos-dev_*.deb .
fi

# Serial, CUDA and Hopper in place of the OpenMP that Debian configured
sed -e 's/^#define KOKKOS_ENABLE_OPENMP/#define KOKKOS_ENABLE_SERIAL\n#define KOKKOS_ENABLE_CUDA\n#define KOKKOS_ENABLE_CUDA_LAMBDA\n#define KOKKOS_ARCH_HOPPER\n#define KOKKOS_ARCH_HOPPER90/' \
  "$kokkos/KokkosCore_config.h" >config/KokkosCore_config.h
printf '#include <decl/Kokkos_Declare_SERIAL.hpp>\n#include <decl/Kokkos_Declare_CUDA.hpp>\n' >config/KokkosCore_Config_DeclareBackend.hpp
printf '#include <fwd/Kokkos_Fwd_CUDA.hpp>\n#include <fwd/Kokkos_Fwd_SERIAL.hpp>\n' >config/KokkosCore_Config_FwdBackend.hpp
printf '#include <setup/Kokkos_Setup_Cuda.hpp>\n' >config/KokkosCore_Config_SetupBackend.hpp

# compile SOURCE NAMESPACE LEAST: prints the number of kernels, which must not be below the least
compile() {
  local object kernels
  object=$(basename "$1" .cpp).o
  nvcc -x cu -std=c++20 -diag-suppress 549 --extended-lambda --expt-relaxed-constexpr -arch=sm_90 \
    -DDESUL_ATOMICS_ENABLE_CUDA -Iconfig -isystem "$kokkos" -I"$root/lib/clasp" -I"$root/src/USER-CLASP/KOKKOS" \
    -c "$root/$1" -o "$object"
  kernels=$(nm "$object" | grep -o "__device_stub__[A-Za-z0-9_]*$2[0-9]*[A-Za-z]*" | sort -u | wc -l)
  echo "$1: $kernels kernels compiled for sm_90"
  [ "$kernels" -ge "$3" ]
}
compile lib/clasp/encoder/device_kernels.cpp clasp 24
compile tests/cuda_style_kernels.cpp LAMMPS_NS 3
