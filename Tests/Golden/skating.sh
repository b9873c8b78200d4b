#!/usr/bin/env bash
# Official figure-skating results through the command line, exactly.
#
#   Tests/Golden/skating.sh FOLDER [PANEL]
#
# FOLDER holds candidates.csv, scores.csv, given.csv, official_components.csv and official_results.csv (see
# Tests/Golden/skating/README.md); PANEL is the program, by default the release build. Makes a round, imports the three
# files as they stand, ranks, and compares every panel mean, component total, segment score and place with what was
# published. Prints the counts; exit code 0 only if every one is equal.
set -euo pipefail

if [ $# -lt 1 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0"
  exit 2
fi
here="$(cd "$(dirname "$0")" && pwd)"
folder="$1"
panel="${2:-$here/../../.build/release/panel}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

export PANEL_ROUND="$work/skating.panel"
"$panel" new --scheme isu-skating --rubrics "$here/skating/Rubrics" --as-of 2017-04-01 --by golden --quiet > "$work/log.txt"
"$panel" import candidates "$folder/candidates.csv" --as-of 2017-04-01 --by golden --quiet > "$work/log.txt"
"$panel" import scores "$folder/scores.csv" --as-of 2017-04-01 --by golden --quiet > "$work/log.txt"
"$panel" import scores "$folder/given.csv" --as-of 2017-04-01 --by golden --quiet > "$work/log.txt"
"$panel" rank --as-of 2017-04-01 --by golden --json > "$work/ranking.json"
python3 "$here/compare_skating.py" "$folder" "$work/ranking.json"
