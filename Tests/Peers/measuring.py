"""Rounds in which each program has its turn on the same file, and the table of their medians."""
import json
import os
import statistics
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np

import instance as assignment

HERE = os.path.dirname(os.path.abspath(__file__))

# The arguments of `benchmark assignment` for each job, the peers beside it, and whether totals must agree.
JOBS = {
    "total": (["--objective", "total"], ["ortools", "lemon", "highs"], True),
    "groups": (["--objective", "groups"], ["ortools"], True),
    "random": (["--objective", "random"], ["ortools"], True),
    "perturbed": (["--objective", "perturbed"], ["ortools"], True),
    "fair": (["--objective", "fair"], [], False),
    "repair": (["--objective", "repair"], ["ortools"], False),
}
DRAWN = ("random", "perturbed")
NAMES = {"panel": "Panel", "ortools": "OR-Tools", "lemon": "LEMON", "highs": "HiGHS"}
SLOW = 5.0

# What others were measured to reach where no program of theirs is run here: the total and worst sum that mixed-integer
# programming found (of dense1k, FairFlow), and FairFlow's seconds, on two cores in November 2026.
FAIREST = {
    "midl": ("201.77", "0.9448", 1.6),
    "midl-lb": ("141.958811", "0.9448", 4.9),
    "aamas2015": ("1375.75", "1.5", 19.3),
    "aamas2021": ("1204.97", "1.2817", 50),
    "gold-tpms": ("235.52", "0.2822", None),
    "dense1k": ("2378.6383", "2.008", 31.7),
}


def exactly(line, scale):
    """The total that a program's line tells; nothing where the problem cannot be filled."""
    if "exact" in line:
        return Fraction(line["exact"]["sum"], line["exact"]["of"])
    if line.get("total") is None:
        return None
    return Fraction(line["total"], line["parts"] * scale) if "parts" in line else Fraction(line["total"])


class Runs:
    """What one program did on one problem."""

    def __init__(self, name, command, scale):
        self.name, self.command, self.scale = name, command, scale
        self.seconds, self.peaks = [], []
        self.answer, self.late = None, False

    def again(self, limit):
        if self.late:
            return
        # timeout starts the program from a small process: what a process is started from counts in its peak memory.
        done = subprocess.run(["timeout", str(limit)] + self.command, capture_output=True, text=True)
        if done.returncode == 124:
            self.late = True
            return
        if not done.stdout.strip():
            raise SystemExit(f"{' '.join(self.command)}\n{done.stderr}")
        line = json.loads(done.stdout, parse_float=Decimal)
        # Fairness may end with a gap, which its bound then states.
        if line.get("certified", True) is not True and "bound" not in line:
            raise SystemExit(f"not certified: {done.stdout}")
        self.seconds.append(float(line["seconds"]))
        self.peaks.append(int(line["peakMB"]))
        total = exactly(line, self.scale)
        if self.answer is not None and self.answer[0] != total:
            raise SystemExit(f"{self.name} comes to two totals: {self.answer[0]} and {total}")
        self.answer = total, line

    @property
    def median(self):
        return statistics.median(self.seconds)

    def shown(self, limit):
        if self.late:
            return f"over {limit:g}"
        return shown(self.median)


def shown(seconds):
    return f"{seconds:.5f}" if seconds < 0.01 else f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.3f}"


def programs(path, options, lemon, scratch):
    """Ours first, then the peers of the job."""
    own, peers, _ = JOBS[options.job]
    _, experts, pairs, scale = assignment.size(path)
    units = []
    if options.job == "groups":
        # Sixty units by numpy's generator: a fact of the published job.
        file = os.path.join(scratch, assignment.name(path) + ".units")
        np.savetxt(file, np.random.default_rng(7).integers(0, 60, experts), fmt="%d")
        units = ["--units", file]
    runs = [Runs("panel", [options.benchmark, "assignment", path] + own + units, scale)]
    for peer in peers:
        command = [sys.executable, os.path.join(HERE, "peer.py"), peer, options.job, path] + units
        if peer == "lemon":
            if lemon:
                runs.append(Runs(peer, [lemon, path], scale))
        elif peer != "highs" or pairs <= options.highs_pairs:
            runs.append(Runs(peer, command, scale))
    return runs


def measure(path, options, lemon, scratch):
    runs = programs(path, options, lemon, scratch)
    rounds = 0
    while True:
        for run in runs:
            run.again(options.limit)
        rounds += 1
        slow = any(run.late or run.median > SLOW for run in runs)
        if rounds >= (options.slow_rounds if slow else options.rounds):
            break
    agreed = len({run.answer[0] for run in runs if run.answer}) <= 1
    if JOBS[options.job][2] and not agreed:
        totals = ", ".join(f"{run.name} {run.answer[0]}" for run in runs if run.answer)
        print(f"{path}: the totals differ: {totals}", file=sys.stderr)
    return runs, rounds, agreed or not JOBS[options.job][2]


def plain(number):
    """A number to the sixth place, without zeros at its end."""
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def found(runs):
    """The total as the programs agree on it; of a problem that cannot be filled, what our cut says of it."""
    answer = next((run.answer for run in runs if run.answer), None)
    if answer is None:
        return "–"
    total, line = answer
    if total is not None:
        return plain(total)
    cut = line.get("cut")
    return f"cannot be filled: {cut['needed']} asked, {cut['available']} there" if cut else "cannot be filled"


def row(path, runs, rounds, options):
    ours, others = runs[0], runs[1:]
    people, judges, pairs, _ = assignment.size(path)
    cells = [assignment.name(path), f"{people:,} × {judges:,}, {pairs:,}", found(runs)]
    by_name = {run.name: run for run in runs}
    columns = ["panel"] + JOBS[options.job][1]
    cells += [by_name[name].shown(options.limit) if name in by_name else "–" for name in columns]
    in_time = [run.median for run in others if not run.late]
    if others:
        cells.append(f"{min(in_time) / ours.median:.1f}" if in_time and not ours.late else "–")
    cells.append(" / ".join(str(max(run.peaks)) if run.peaks else "–" for run in runs))
    cells.append(str(rounds))
    if options.job == "fair":
        line = ours.answer[1]
        total, worst, seconds = FAIREST.get(assignment.name(path), ("–", "–", None))
        cells += [str(line.get(key, "–")) for key in ("worst", "bound", "totalBound")]
        cells += [f"{total} / {worst}", str(seconds or "–")]
    if options.job in DRAWN:
        line = ours.answer[1]
        cells += [str(line.get(key, "–")) for key in ("total", "support", "entropy", "drawSeconds")]
    if options.job == "repair":
        line = ours.answer[1]
        cells += [str(line[key]) for key in ("othersChanged", "othersChangedAnew", "totalAnew")]
    return cells


def heading(options):
    columns = JOBS[options.job][1]
    cells = ["problem", "candidates × experts, pairs", "total"]
    cells += [f"{NAMES[name]}, s" for name in ["panel"] + columns]
    if columns:
        cells.append("fastest peer ÷ Panel")
    cells += ["peak MB, in this order", "rounds"]
    if options.job == "fair":
        cells += ["worst", "its bound", "the total's bound", "recorded: total / worst", "recorded: FairFlow, s"]
    if options.job in DRAWN:
        cells += ["expected total", "pairs with a chance", "entropy", "one draw, s"]
    if options.job == "repair":
        cells += ["others changed", "solved anew: others changed", "solved anew: total"]
    return cells


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown processor")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 30
    return f"{model}, {os.cpu_count()} processors, {memory} GB, Linux {os.uname().release}"


def run(options, scratch, lemon):
    lines = [f"Machine: {machine()}.", ""]
    head = heading(options)
    lines += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    print("\n".join(lines), flush=True)
    sound = True
    for path in options.files:
        runs, rounds, agreed = measure(path, options, lemon, scratch)
        lines.append("| " + " | ".join(row(path, runs, rounds, options)) + " |")
        print(lines[-1], flush=True)
        sound = sound and agreed
    if options.table:
        with open(options.table, "w") as file:
            file.write("\n".join(lines) + "\n")
    return 0 if sound else 1
