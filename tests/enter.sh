#!/bin/sh
# SPDX-License-Identifier: MIT
# enter.sh FOLDER COMMAND...: runs a command in the Debian that debian.sh put into a folder, with the same working folder
# inside as outside. In a mount namespace of its own: what is mounted goes away with the command.
folder=$1
shift
# in a chroot the root is no mount point whose propagation could be changed
unshare --mount true 2>/dev/null || unchanged="--propagation unchanged"
# shellcheck disable=SC2086
exec unshare --mount ${unchanged:-} sh -c 'mount -t proc proc "$0/proc" && mount --rbind /sys "$0/sys" || exit 1
  chroot "$0" env --chdir="$PWD" TMPDIR=/tmp "$@"; status=$?
  umount --lazy --recursive "$0/proc" "$0/sys"; exit $status' "$folder" "$@"
