"""Simulated panels: `benchmark simulation` beside numpy, in one run.

    simulation.py [--benchmark PROGRAM] [--rounds 11] [--panels 20000] [--table FILE.md]

Round by round numpy, ours on one thread and ours on two have their turn, each in a process of its own, for both models.
Medians of panels a second by the wall clock, and ratios of the processor time that a panel takes, which work beside it
moves less. The figures of both must agree within four and a half standard errors of their difference, and ours must be the
same for one thread and for two, byte for byte; else the program ends with 1.

It needs python3 with numpy: python3 -m venv ~/peers && ~/peers/bin/pip install numpy
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "..", ".build", "release", "benchmark")
MODELS = ("plain", "hard")
# Ours draws more panels in the time: the clock's ticks weigh less, and the figures are sharper.
MORE = 10


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)


def disagreements(model, ours, theirs):
    """Sentences for figures that differ by more than chance lets them."""
    for rule, measures in theirs["figures"].items():
        for measure, other in measures.items():
            own = ours["figures"][rule][measure]
            error = (own["standardError"] ** 2 + other["standardError"] ** 2) ** 0.5
            if abs(own["mean"] - other["mean"]) > 4.5 * error:
                yield f"{model}, {rule}: {measure} {own['mean']:.5f}, numpy {other['mean']:.5f}, error {error:.5f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", default=PROGRAM)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--panels", type=int, default=20_000)
    parser.add_argument("--table")
    options = parser.parse_args()
    rows, faults = [], []
    for model in MODELS:
        runs = {"numpy": [], "one": [], "two": []}
        for number in range(options.rounds):
            peer = [sys.executable, os.path.join(HERE, "numpy_panels.py"), model, str(options.panels)]
            runs["numpy"].append(run(peer + ["--seed", str(number + 1)]))
            for name, threads in (("one", "1"), ("two", "2")):
                own = [options.benchmark, "simulation", "--model", model, "--threads", threads]
                runs[name].append(run(own + ["--panels", str(options.panels * MORE)]))
        faults += disagreements(model, runs["one"][0], runs["numpy"][0])
        if any(line["figures"] != runs["one"][0]["figures"] for line in runs["one"] + runs["two"]):
            faults.append(f"{model}: not the same figures for one thread and for two")
        speed = {name: statistics.median(line["panelsPerSecond"] for line in lines) for name, lines in runs.items()}

        def each(line):
            return line["processorSeconds"] / line["panels"]

        ratio = statistics.median(each(a) / each(b) for a, b in zip(runs["numpy"], runs["one"]))
        gain = statistics.median(
            b["panelsPerSecond"] / a["panelsPerSecond"] for a, b in zip(runs["one"], runs["two"]))
        rows.append([model] + [f"{speed[name]:,.0f}" for name in runs] + [f"{ratio:.1f}", f"{gain:.2f}"])
    head = ["model", "numpy, panels/s", "ours, one thread", "ours, two threads", "processor time, numpy ÷ ours",
            "two threads ÷ one"]
    table = "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head)] + rows)
    print(table)
    if options.table:
        with open(options.table, "w", encoding="utf-8") as file:
            file.write(table + "\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
