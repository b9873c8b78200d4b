"""Panel's assignment engine beside others that solve the same problems, in one run.

    peers.py make FOLDER [NAME…]
        writes the published problems: dense1k dense1k-tight dense5kx3k sparse20k
    peers.py measure JOB FILE.asg… [--benchmark PROGRAM] [--rounds 11] [--slow-rounds 3] [--limit 300]
                                   [--highs-pairs 150000] [--table FILE.md]
        JOB is total, groups, random, perturbed, fair or repair; medians of rounds in which every program has its turn
    peers.py check [--benchmark PROGRAM] [--problems 200] [--seed 1]
        random problems of 100 to 300 candidates, whose totals must be the same everywhere

It needs python3 with ortools, highspy, numpy and scipy, and for LEMON g++ and liblemon-dev:

    python3 -m venv ~/peers && ~/peers/bin/pip install ortools highspy numpy scipy && apt-get install -y liblemon-dev

Every run is a process of its own, started in turn: ours, then each peer, round by round. Timed are building and solving,
ours with its certificate checked; reading is not. Where one run takes more than five seconds there are --slow-rounds.
Totals must agree to the last digit, or the program ends with 1. HiGHS is asked up to --highs-pairs pairs.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import checking
import instance as assignment
import measuring

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "..", ".build", "release", "benchmark")


def compiled(folder):
    """LEMON's program; nothing where it cannot be had."""
    target = os.path.join(folder, "lemon")
    command = ["g++", "-O3", "-march=native", "-std=c++17", os.path.join(HERE, "lemon.cpp"), "-o", target]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("LEMON is left out: it needs g++ and liblemon-dev", file=sys.stderr)
        return None
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    make = modes.add_parser("make")
    make.add_argument("folder")
    make.add_argument("names", nargs="*", metavar="NAME")
    measure = modes.add_parser("measure")
    measure.add_argument("job", choices=list(measuring.JOBS))
    measure.add_argument("files", nargs="+", metavar="FILE.asg")
    measure.add_argument("--rounds", type=int, default=11)
    measure.add_argument("--slow-rounds", type=int, default=3)
    measure.add_argument("--limit", type=float, default=300)
    measure.add_argument("--highs-pairs", type=int, default=150_000)
    measure.add_argument("--table")
    check = modes.add_parser("check")
    check.add_argument("--problems", type=int, default=200)
    check.add_argument("--seed", type=int, default=1)
    for mode in (measure, check):
        mode.add_argument("--benchmark", default=PROGRAM)
    options = parser.parse_args()

    if options.mode == "make":
        os.makedirs(options.folder, exist_ok=True)
        for name in options.names or assignment.PUBLISHED:
            print(assignment.publish(name, options.folder))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        if options.mode == "check":
            return checking.run(options, scratch)
        return measuring.run(options, scratch, compiled(scratch) if options.job == "total" else None)


if __name__ == "__main__":
    sys.exit(main())
