#!/usr/bin/env bash
# Sets up a real Slurm of one node, runs a study on it as a job array by the script that ships, and under GNU parallel
# by the other, and compares the figures byte by byte with a run in one piece.
#
#   [STUDY=how-many-experts] [REPLICATES=1500] [SHARDS=5] Tests/Slurm/slurm.sh [PANEL]
#
# PANEL is the program, by default the release build. Needs root and Debian's slurm-wlm, munge and parallel. Nothing of
# the system's own Slurm is touched: keys, sockets, spools and logs stand in a folder that is gone at the end, and only
# the daemons begun here are ended.
set -euo pipefail
here="$(cd "$(dirname "$0")/../.." && pwd)"
panel="$(realpath "${1:-$here/.build/release/panel}")"
study="${STUDY:-how-many-experts}" replicates="${REPLICATES:-1500}" shards="${SHARDS:-5}"
for program in munged slurmctld slurmd sbatch parallel; do
  command -v "$program" > /dev/null || { echo "no $program: apt-get install slurm-wlm munge parallel" >&2; exit 2; }
done

folder="$(mktemp -d /tmp/panel-slurm-XXXXXX)"
host="$(hostname -s)"
daemons=()
finish() {
  local status=$?
  if ((status != 0)); then tail -n 20 "$folder"/*.log "$folder"/figures/*.log 2> /dev/null || true; fi
  for ((index = ${#daemons[@]} - 1; index >= 0; index--)); do kill "${daemons[$index]}" 2> /dev/null || true; done
  wait 2> /dev/null || true
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT

# Waits until a command succeeds, a minute at most.
await() {
  for ((try = 0; try < 300; try++)); do
    if "$@" > /dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  echo "never came true: $*" >&2
  return 1
}

# Munge, by which Slurm's parts know one another.
chmod 755 "$folder"
mkdir -m 700 "$folder/munge"
mkdir -m 755 "$folder/socket"
dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
chmod 400 "$folder/munge/key"
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/socket/munge" \
  --pid-file="$folder/munge/pid" --seed-file="$folder/munge/seed" --log-file="$folder/munge/log" \
  > "$folder/munged.log" 2>&1 &
daemons+=($!)
await test -S "$folder/socket/munge"

# The controller and the one node.
mkdir "$folder/state" "$folder/spool" "$folder/figures"
cat > "$folder/slurm.conf" << END
ClusterName=panel
SlurmctldHost=$host
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/socket/munge
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerParameters=batch_sched_delay=0
SlurmctldPort=16817
SlurmdPort=16818
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF="$folder/slurm.conf"
slurmctld -D -c > "$folder/slurmctld.out.log" 2>&1 &
daemons+=($!)
slurmd -D -c > "$folder/slurmd.out.log" 2>&1 &
daemons+=($!)
idle() { sinfo --noheader --format=%t | grep -qx idle; }
await idle
echo "Slurm $(sinfo --version | cut -d' ' -f2) with one node of $(nproc) processors is up"

# The study in one piece, as an array, and under GNU parallel.
cd "$here"
export PANEL="$panel"
"$panel" simulate "$study" --all --replicates "$replicates" --quiet --json --blocks "$folder/whole.blocks" \
  > "$folder/whole.json"
Simulations/run-on-slurm.sh "$study" "$shards" "$folder/figures" --replicates "$replicates"
empty() { [[ -z "$(squeue --noheader)" ]]; }
for ((try = 0; try < 1800; try++)); do
  if empty; then break; fi
  sleep 1
done
cmp "$folder/whole.json" "$folder/figures/figures.json"
echo "job array of $shards shards, merged: the same $(wc -c < "$folder/whole.json") bytes as in one piece"

# A shard that lost its end, as after scancel, and one that is missing: the same line again mends both.
truncate -s -100 "$folder/figures/2-of-$shards.blocks"
rm "$folder/figures/1-of-$shards.blocks" "$folder/figures/figures.json"
Simulations/run-on-slurm.sh "$study" "$shards" "$folder/figures" --replicates "$replicates"
for ((try = 0; try < 1800; try++)); do
  if empty; then break; fi
  sleep 1
done
cmp "$folder/whole.json" "$folder/figures/figures.json"
echo "one shard cut off and one lost, handed in again: the same bytes"

Simulations/run-in-parallel.sh "$study" "$shards" "$folder/parallel" --replicates "$replicates" > "$folder/parallel.log"
cmp "$folder/whole.json" "$folder/parallel/figures.json"
echo "GNU parallel, $shards shards: the same bytes"
