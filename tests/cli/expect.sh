# SPDX-License-Identifier: MIT
# Sourced by the tests of the command `clasp`: a scratch folder, and what is expected of commands.
set -euo pipefail
clasp=$1
data=$(cd "$(dirname "$0")/../reference/data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failures=0

complain() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# fails WORDS COMMAND...: the command exits with an error whose one line holds the words, and writes no out.*
fails() {
  local words=$1 status=0
  shift
  "$@" >stdout 2>stderr || status=$?
  if [[ $status -eq 0 || $(grep -c . stderr) -ne 1 ]] || ! grep -qF -- "$words" stderr || compgen -G 'out.*' >/dev/null; then
    complain "(exit code $status): $* does not say \"$words\" but:"
    cat stdout stderr
    rm -f out.*
  fi
}

# holds WORDS FILE: the file has the words
holds() {
  grep -qF -- "$1" "$2" && return
  complain "no \"$1\" in:"
  cat "$2"
}

finish() {
  [[ $failures -eq 0 ]] && echo "all as expected"
  exit $((failures > 0))
}
