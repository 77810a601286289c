# shellcheck shell=bash disable=SC2034
# Sourced by the scripts in tools/: what they all need, and nothing else.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${0##*/}

say() { printf '%s\n' "$*"; }

# One clear line, and the script ends.
die() {
  printf 'tools/%s: %s\n' "$program" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The comment block at the top of the running script is its help.
show_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

# Another clone of the same source compiles from the cache: paths below the source folder count as relative.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
