"""Panel's scoring, from a file of marks to marks on record and a ranking, beside others that do the same, in one run.

    scoring.py make FILE.csv [--marks 10000000] [--seed 1]
        writes marks of seven experts on five items, 0 to 100 by tenths, in no order
    scoring.py measure FILE.csv… [--benchmark PROGRAM] [--rounds 11] [--table FILE.md]
        medians of rounds in which every program has its turn
    scoring.py peer NAME FILE.csv
        one peer alone: duckdb-file, duckdb, polars, pandas or numpy

The rule: five items of weight 30, 25, 20, 15 and 10; of each candidate's sheets the highest and the lowest total are
dropped, the others' mean is rounded to four places; equal scores share a place. Only Panel and duckdb-file put the marks
on disk. Scores, their number and sum, the best, the worst and the sum of all places must be the same everywhere, or the
program ends with 1.

It needs python3 with duckdb, polars, pandas, numpy and pyarrow:

    python3 -m venv ~/peers && ~/peers/bin/pip install duckdb polars pandas numpy pyarrow
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "..", ".build", "release", "benchmark")
RUBRICS = os.path.join(HERE, "..", "..", "Rubrics")
EXPERTS = 7
WEIGHTS = [0.30, 0.25, 0.20, 0.15, 0.10]
# What a score is a whole number of: the fourth place.
UNIT = 10_000


# Peers: each reads the file and gives its scores, their places and the seconds of its steps. Libraries are loaded and
# databases opened before the clock starts.


def with_duckdb(connection, path):
    start = time.perf_counter()
    connection.execute("CREATE TABLE marks AS SELECT * FROM read_csv(?)", [path])
    connection.execute("CHECKPOINT")
    stored = time.perf_counter()
    weights = ", ".join(f"({item}, {weight})" for item, weight in enumerate(WEIGHTS))
    result = connection.execute(
        f"""
        WITH weight(criterion, weight) AS (VALUES {weights}),
        sheet AS (
          SELECT candidate, expert, sum(score * weight) AS total FROM marks JOIN weight USING (criterion)
          GROUP BY candidate, expert),
        score AS (
          SELECT candidate, round((sum(total) - min(total) - max(total)) / (count(*) - 2), 4) AS score
          FROM sheet GROUP BY candidate)
        SELECT score, rank() OVER (ORDER BY score DESC) AS place FROM score ORDER BY place
        """
    ).fetchnumpy()
    ranked = time.perf_counter()
    return result["score"], result["place"], (stored - start, ranked - stored)


def duckdb_file(path):
    import duckdb

    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path))) as folder:
        with duckdb.connect(os.path.join(folder, "marks.duckdb")) as connection:
            return with_duckdb(connection, path)


def duckdb_memory(path):
    import duckdb

    return with_duckdb(duckdb.connect(), path)


def polars(path):
    import polars as pl

    start = time.perf_counter()
    marks = pl.read_csv(path)
    read = time.perf_counter()
    weights = pl.DataFrame({"criterion": list(range(len(WEIGHTS))), "weight": WEIGHTS})
    total = pl.col("total")
    scores = (
        marks.lazy()
        .join(weights.lazy(), on="criterion")
        .group_by("candidate", "expert")
        .agg((pl.col("score") * pl.col("weight")).sum().alias("total"))
        .group_by("candidate")
        .agg(((total.sum() - total.min() - total.max()) / (pl.len() - 2)).round(4).alias("score"))
        .with_columns(pl.col("score").rank("min", descending=True).alias("place"))
        .sort("place")
        .collect()
    )
    ranked = time.perf_counter()
    return scores["score"].to_numpy(), scores["place"].to_numpy(), (read - start, ranked - read)


def pandas(path):
    import pandas as pd

    start = time.perf_counter()
    marks = pd.read_csv(path)
    read = time.perf_counter()
    marks["part"] = marks["score"] * marks["criterion"].map(dict(enumerate(WEIGHTS)))
    totals = marks.groupby(["candidate", "expert"], sort=False)["part"].sum().reset_index()
    ends = totals.groupby("candidate")["part"].agg(["sum", "min", "max", "count"])
    scores = ((ends["sum"] - ends["min"] - ends["max"]) / (ends["count"] - 2)).round(4).sort_values(ascending=False)
    places = scores.rank(ascending=False, method="min")
    ranked = time.perf_counter()
    return scores.to_numpy(), places.to_numpy(), (read - start, ranked - read)


def numpy(path):
    """By position: it knows that ids are numbers from 0 on and that everybody marked everything."""
    import numpy as np
    import pyarrow.csv

    start = time.perf_counter()
    marks = pyarrow.csv.read_csv(path)
    columns = [marks[name].to_numpy() for name in ("candidate", "expert", "criterion", "score")]
    read = time.perf_counter()
    candidate, expert, criterion, score = columns
    parts = score * np.array(WEIGHTS)[criterion]
    count = int(candidate.max()) + 1
    totals = np.bincount(candidate * EXPERTS + expert, weights=parts, minlength=count * EXPERTS).reshape(count, EXPERTS)
    totals.sort(axis=1)
    scores = -np.sort(-totals[:, 1:-1].mean(axis=1).round(4))
    places = np.searchsorted(-scores, -scores, side="left") + 1
    ranked = time.perf_counter()
    return scores, places, (read - start, ranked - read)


PEERS = {"duckdb-file": duckdb_file, "duckdb": duckdb_memory, "polars": polars, "pandas": pandas, "numpy": numpy}
LIBRARIES = {"duckdb-file": "duckdb"}


def peer(name, path):
    library = __import__(LIBRARIES.get(name, name))
    scores, places, steps = PEERS[name](path)
    units = [round(score * UNIT) for score in scores.tolist()]
    line = {
        "version": library.__version__,
        "seconds": sum(steps),
        "steps": [round(step, 3) for step in steps],
        "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "answer": {
            "scores": len(units), "sum": sum(units), "best": max(units), "worst": min(units),
            "places": int(sum(places.tolist())),
        },
    }
    print(json.dumps(line))


def make(path, marks, seed):
    import numpy as np
    import pyarrow
    import pyarrow.csv

    items = len(WEIGHTS)
    count = max(1, marks // (EXPERTS * items))
    draw = np.random.default_rng(seed)
    merit = draw.normal(72, 9, (count, 1, 1))
    taste = draw.normal(0, 3, (count, EXPERTS, 1))
    noise = draw.normal(0, 6, (count, EXPERTS, items))
    tenths = np.clip(np.rint((merit + taste + noise) * 10), 0, 1_000).astype(np.int64).ravel()
    order = draw.permutation(tenths.size)
    candidate, expert, criterion = np.unravel_index(order, (count, EXPERTS, items))
    table = pyarrow.table(
        {"candidate": candidate, "expert": expert, "criterion": criterion, "score": tenths[order] / 10})
    pyarrow.csv.write_csv(table, path)
    print(f"{path}: {tenths.size} marks of {count} candidates")


class Runs:
    """What one program did on one file."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.lines = []

    def again(self):
        # A small process starts the program: what a process is started from counts in its peak memory.
        done = subprocess.run(["env"] + self.command, capture_output=True, text=True)
        if done.returncode or not done.stdout.strip():
            raise SystemExit(f"{' '.join(self.command)}\n{done.stdout}{done.stderr}")
        self.lines.append(json.loads(done.stdout))

    @property
    def median(self):
        return statistics.median(line["seconds"] for line in self.lines)

    @property
    def steps(self):
        steps = zip(*([line[key] for key in STEPS] if "readSeconds" in line else line["steps"] for line in self.lines))
        return " + ".join(f"{statistics.median(step):.2f}" for step in steps)


STEPS = ("readSeconds", "storeSeconds", "rankSeconds")


def measure(path, options):
    runs = [Runs("Panel", [options.benchmark, "scoring", path, "--rubrics", RUBRICS])]
    runs += [Runs(name, [sys.executable, os.path.abspath(__file__), "peer", name, path]) for name in PEERS]
    for _ in range(options.rounds):
        for run in runs:
            run.again()
    answers = {json.dumps(line["answer"], sort_keys=True) for run in runs for line in run.lines}
    rows = ["| program | s, median | its steps | least | peak MB | ÷ Panel |", "|---|---|---|---|---|---|"]
    for run in runs:
        least = min(line["seconds"] for line in run.lines)
        peak = max(line["peakMB"] for line in run.lines)
        name = f"{run.name} {run.lines[0].get('version', '')}".strip()
        rows.append(
            f"| {name} | {run.median:.2f} | {run.steps} | {least:.2f} | {peak} | {run.median / runs[0].median:.2f} |")
    print("\n".join([f"{os.path.basename(path)}, {options.rounds} rounds", ""] + rows), flush=True)
    if len(answers) > 1:
        print(f"{path}: the answers differ: {', '.join(sorted(answers))}", file=sys.stderr)
    return rows, len(answers) == 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    making = modes.add_parser("make")
    making.add_argument("file")
    making.add_argument("--marks", type=int, default=10_000_000)
    making.add_argument("--seed", type=int, default=1)
    measuring = modes.add_parser("measure")
    measuring.add_argument("files", nargs="+", metavar="FILE.csv")
    measuring.add_argument("--benchmark", default=PROGRAM)
    measuring.add_argument("--rounds", type=int, default=11)
    measuring.add_argument("--table")
    alone = modes.add_parser("peer")
    alone.add_argument("name", choices=list(PEERS))
    alone.add_argument("file")
    options = parser.parse_args()

    if options.mode == "make":
        make(options.file, options.marks, options.seed)
        return 0
    if options.mode == "peer":
        peer(options.name, options.file)
        return 0
    tables, agree = [], True
    for path in options.files:
        rows, same = measure(path, options)
        tables += rows + [""]
        agree = agree and same
    if options.table:
        with open(options.table, "w") as file:
            file.write("\n".join(tables))
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
