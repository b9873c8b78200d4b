#!/usr/bin/env bash
# Makes a small problem of every shape and holds each answer to its total, which OR-Tools, LEMON and HiGHS find as well.
#
#   Tests/Peers/small.sh [BENCHMARK]
#
# BENCHMARK is the program, by default the release build. `small.sh --keep FOLDER [BENCHMARK]` leaves the problems in
# FOLDER, to be measured by peers.py.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
if [[ ${1:-} == --keep ]]; then
  folder=$2
  shift 2
  mkdir -p "$folder"
else
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
benchmark=${1:-$here/../../.build/release/benchmark}

# Shape, then what its answer must hold. Clustered shapes get few pairs for each candidate; national is sparse, larger.
answers='
uniform          "total":892.524283,
low-rank         "total":625.339286,
sparse           "total":5032.49937,
tight            "total":618.797359,
shared           "total":625.299252,
product          "total":354.739317,
blocked          "unmet":6,
minimum-loads    "total":624.11908,
all-equal        "total":450,
national-shared  "total":4070.212275,
'
count=0
while read -r shape answer; do
  [[ -n $shape ]] || continue
  case $shape in
    sparse | national*) size=(--candidates 2000 --experts 1500 --pairs-each 40) ;;
    *) size=(--candidates 300 --experts 250 --pairs-each 250) ;;
  esac
  "$benchmark" make-instance "$shape" "$folder/$shape.asg" "${size[@]}" --demand 3 --load 6
  line=$("$benchmark" assignment "$folder/$shape.asg") || [[ $? == 4 && $shape == blocked ]]
  if [[ $line != *"$answer"* ]] || [[ $shape != blocked && $line != *'"certified":true'* ]]; then
    printf 'wanted %s of %s, but: %s\n' "$answer" "$shape" "$line" >&2
    exit 1
  fi
  count=$((count + 1))
done <<<"$answers"
for objective in groups random perturbed repair; do
  line=$("$benchmark" assignment "$folder/low-rank.asg" --objective "$objective")
  if [[ $line != *'"certified":true'* ]]; then
    printf 'not certified: %s\n' "$line" >&2
    exit 1
  fi
done
echo "$count shapes, each with its total and its proof"
