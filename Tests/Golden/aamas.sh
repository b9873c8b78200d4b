#!/usr/bin/env bash
# A real conference's panels through the command line, with the largest total affinity.
#
#   Tests/Golden/aamas.sh FOLDER [PANEL] [TOTAL]
#
# FOLDER holds candidates.csv, experts.csv and affinities.csv (see Tests/Golden/assignment/README.md); a pair that
# affinities.csv does not name may not be assigned. PANEL is the program, by default the release build. TOTAL is the
# largest total, to four places; by default that of AAMAS 2021, 1205.2398, which three other solvers agree on.
# Checks the total, every pair, every demand and every load. Exit code 0 only if all hold.
set -euo pipefail

if [ $# -lt 1 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0"
  exit 2
fi
here="$(cd "$(dirname "$0")" && pwd)"
folder="$1"
panel="${2:-$here/../../.build/release/panel}"
total="${3:-1205.2398}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

export PANEL_ROUND="$work/aamas.panel"
"$panel" new --scheme plain-panels --rubrics "$here/assignment/Rubrics" --by golden --quiet > "$work/log.txt"
"$panel" import candidates "$folder/candidates.csv" --by golden --quiet > "$work/log.txt"
"$panel" import experts "$folder/experts.csv" --by golden --quiet > "$work/log.txt"
"$panel" import affinities "$folder/affinities.csv" --absent forbid --by golden --quiet > "$work/log.txt"
"$panel" assign --by golden --json > "$work/assignment.json"
python3 "$here/check_assignment.py" "$folder" "$work/assignment.json" "$total"
