#!/usr/bin/env bash
# Runs a study under GNU parallel, on this machine or on several, and merges the shards.
#
#   Simulations/run-in-parallel.sh STUDY SHARDS FOLDER [OPTION…]
#
# STUDY is the name or the file of a study, SHARDS in how many parts it is run, FOLDER where the shards and the figures
# go. Further options go to `panel simulate` (such as --replicates 100000). PANEL names the program, by default `panel`.
# PARALLEL_OPTIONS are GNU parallel's own: "--jobs 4", or "--sshlogin node1,node2" where FOLDER is on a shared disk.
#
# On one machine `panel simulate STUDY` uses all processors by itself; this is for several. Run the same line again and
# shards that broke off go on. The figures are the same, byte by byte, as those of one run on one machine.
set -euo pipefail

if (($# < 3)); then
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
panel="${PANEL:-panel}" study="$1" shards="$2" folder="$3"
mkdir -p "$folder"
# shellcheck disable=SC2086 # several options in one word
seq "$shards" | parallel ${PARALLEL_OPTIONS:-} --workdir . \
  "$(printf '%q ' "$panel" simulate "$study" --quiet --resume --threads 1 "${@:4}")" \
  --shard "{}/$shards" --blocks "$(printf '%q' "$folder")/{}-of-$shards.blocks"
files=()
for ((shard = 1; shard <= shards; shard++)); do files+=("$folder/$shard-of-$shards.blocks"); done
"$panel" simulate --merge "${files[@]}" --json > "$folder/figures.json.part"
mv "$folder/figures.json.part" "$folder/figures.json"
"$panel" simulate --merge "${files[@]}" --csv "$folder/figures.csv" --html "$folder/figures.html"
