#!/usr/bin/env bash
# Runs a study on a cluster under Slurm: a job array of shards, then a job that merges them.
#
#   Simulations/run-on-slurm.sh STUDY SHARDS FOLDER [OPTION…]
#
# STUDY is the name or the file of a study, SHARDS in how many parts it is run, FOLDER where the shards and the figures
# go; it must be one that all nodes see. Further options go to `panel simulate` (such as --replicates 100000).
# PANEL names the program, by default `panel`; SBATCH_OPTIONS are added to both jobs (such as "--partition=long").
#
# A shard that was cancelled, ran out of time or lost its node goes on where it broke off when the same line is run
# again: finished blocks stay in FOLDER. The figures are the same, byte by byte, as those of one run on one machine.
#SBATCH --job-name=panel-simulate
#SBATCH --ntasks=1
#SBATCH --requeue
set -euo pipefail

panel="${PANEL:-panel}"

# Within the array: one shard. Slurm gives the task its number, the line below gave it the rest.
if [[ -n "${SLURM_ARRAY_TASK_ID:-}" ]]; then
  study="$1" shards="$2" folder="$3"
  exec "$panel" simulate "$study" --quiet --resume --threads "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$shards" --blocks "$folder/$SLURM_ARRAY_TASK_ID-of-$shards.blocks" "${@:4}"
fi

# Within the second job: all shards are done.
if [[ -n "${SLURM_JOB_ID:-}" ]]; then
  shards="$2" folder="$3" files=()
  for ((shard = 1; shard <= shards; shard++)); do files+=("$folder/$shard-of-$shards.blocks"); done
  "$panel" simulate --merge "${files[@]}" --json > "$folder/figures.json.part"
  mv "$folder/figures.json.part" "$folder/figures.json"
  exec "$panel" simulate --merge "${files[@]}" --csv "$folder/figures.csv" --html "$folder/figures.html"
fi

# At the terminal: hand both jobs in.
if (($# < 3)); then
  sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
study="$1" shards="$2" folder="$3"
mkdir -p "$folder"
# shellcheck disable=SC2086 # several options in one word
array=$(sbatch ${SBATCH_OPTIONS:-} --parsable --array="1-$shards" --output="$folder/shard-%a.log" \
  "$0" "$study" "$shards" "$folder" "${@:4}")
# shellcheck disable=SC2086
merge=$(sbatch ${SBATCH_OPTIONS:-} --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes \
  --output="$folder/merge.log" "$0" "$study" "$shards" "$folder")
echo "shards: job ${array%%;*}; figures: job ${merge%%;*}, in $folder/figures.json"
