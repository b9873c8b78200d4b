#!/usr/bin/env bash
# Kills import, collect, assign and rank at random moments and shows that no round is ever harmed.
#
#   [KILLS=200] [SEED=1] Tests/Robustness/kill.sh [PANEL]
#
# KILLS is how many in all, SEED what the moments are drawn from, PANEL the program, by default the release build.
# Needs python3.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
exec python3 "$here/kill.py" "${KILLS:-200}" "${1:-$here/../../.build/release/panel}" "${SEED:-1}"
