#!/bin/sh
# SPDX-License-Identifier: MIT
# tag_table.sh TAGS.CSV: prints "from step .. to step ..: tag" for every stretch of equal tags.
set -eu
awk '
  /^#/ || /^step,/ { next }
  {
    # step,time,"tag",...: the tag is quoted, its own quotes are doubled
    step = substr($0, 1, index($0, ",") - 1)
    tag = substr($0, index($0, "\"") + 1)
    gsub(/""/, "\001", tag)
    tag = substr(tag, 1, index(tag, "\"") - 1)
    gsub(/\001/, "\"", tag)
    if (rows++ && tag != last) {
      printf "from step %6d to step %6d: %s\n", first, previous, last
      first = step
    }
    if (rows == 1) first = step
    previous = step
    last = tag
  }
  END { if (rows) printf "from step %6d to step %6d: %s\n", first, previous, last }
' "$1"
