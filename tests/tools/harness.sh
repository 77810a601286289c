# shellcheck shell=bash
# Sourced by the tests of the scripts: a copy of tools/ in a folder of its own, with a PATH that holds the everyday
# programs and whatever stand-ins a test puts into it. No test touches the network, the system or the source tree.

set -uo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
sandbox=$(mktemp -d)
chmod 755 "$sandbox"
trap 'rm -rf "$sandbox"' EXIT
failures=0

fail() {
  echo "FAILED: $case: $1" >&2
  failures=$((failures + 1))
}

# begin CASE: a fresh copy of the scripts.
begin() {
  case=$1
  rm -rf "${sandbox:?}"/*
  mkdir -p "$sandbox/bin"
  cp -r "$source_folder/tools" "$sandbox/tools"
  local program
  for program in bash sh awk basename bzip2 cat chmod cp cut dirname du env find grep gzip head id ls mkdir mktemp mv rm \
    sed sha256sum sleep sort stat tail tar touch tr uname wc xargs; do
    ln -s "$(command -v "$program")" "$sandbox/bin/$program"
  done
  unset DANGOL_ASSETS
}

# stand_in NAME: a program made of standard input. Every call of it is noted in $sandbox/calls.
stand_in() {
  { printf '#!%s\necho "%s $*" >>"%s/calls"\n' "$(command -v bash)" "$1" "$sandbox"; cat; } >"$sandbox/bin/$1"
  chmod +x "$sandbox/bin/$1"
}

# run COMMAND…: with the sandbox's PATH alone; sets output and status.
run() {
  touch "$sandbox/calls"
  chmod 666 "$sandbox/calls"
  output=$(cd "$sandbox" && PATH="$sandbox/bin" "$@" 2>&1)
  status=$?
}

succeeds() { ((status == 0)) || fail "exit status $status, output: $output"; }
refuses() { ((status != 0)) || fail "succeeded, output: $output"; }
says() { [[ $output == *"$1"* ]] || fail "does not say '$1' but: $output"; }
in_one_line() { (($(wc -l <<<"$output") == 1)) || fail "not one line: $output"; }
called() { grep -qE "$1" "$sandbox/calls" || fail "no call like '$1' in: $(cat "$sandbox/calls")"; }
never_called() { if grep -qE "$1" "$sandbox/calls"; then fail "called: $(grep -E "$1" "$sandbox/calls")"; fi; }

finish() {
  if ((failures)); then
    echo "$failures failed" >&2
    exit 1
  fi
  echo "all passed"
}
