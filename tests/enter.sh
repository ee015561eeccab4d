#!/bin/sh
# SPDX-License-Identifier: MIT
# enter.sh FOLDER COMMAND...: runs a command in the Debian that debian.sh put into a folder, with the same working folder
# inside as outside. In a mount namespace of its own: what is mounted goes away with the command.
folder=$1
shift
exec unshare --mount sh -ec 'mount -t proc proc "$0/proc"; mount --rbind /sys "$0/sys"
  exec chroot "$0" env --chdir="$PWD" TMPDIR=/tmp "$@"' "$folder" "$@"
