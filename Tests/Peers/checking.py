"""Random problems on which ours, OR-Tools' and HiGHS's totals must be the same to the last unit, or none finds one."""
import json
import os
import subprocess
import sys
from decimal import Decimal

import numpy as np

import instance as assignment

HERE = os.path.dirname(os.path.abspath(__file__))
# Experts whose numbers leave the same remainder are of one unit.
UNITS = 12


def drawn(number, draw):
    """A problem of 100 to 300 candidates with what makes problems awkward, each in some of them."""
    people, judges = int(draw.integers(100, 301)), int(draw.integers(30, 201))
    density = draw.choice([0.08, 0.2, 0.5, 1.0])
    allowed = draw.random((people, judges)) < density
    candidate, expert = np.nonzero(allowed)
    count = len(candidate)
    kind = number % 5
    if kind == 0:
        score = draw.integers(0, 1_000_001, count)
    elif kind == 1:  # a few levels, so that nearly everything ties
        score = draw.integers(0, 4, count) * 250_000
    elif kind == 2:  # of both signs
        score = draw.integers(-1_000_000, 1_000_001, count)
    elif kind == 3:  # everyone wants the same experts
        score = draw.integers(0, 990_000, judges)[expert] + draw.integers(0, 3, count)
    else:  # all below zero, from far apart to close together
        score = -(10 ** draw.integers(0, 7, count))
    demand = draw.integers(0, 6, people)
    mean = demand.sum() / judges
    greatest = np.maximum(1, draw.poisson(mean * draw.choice([1.05, 1.3, 2.0]), judges))
    least = np.zeros(judges, np.int64)
    if draw.random() < 0.5:
        least = np.minimum(greatest, draw.binomial(greatest, draw.choice([0.1, 0.4, 0.7])))
    return assignment.Instance(f"random-{number}", 1_000_000, demand, least, greatest, candidate, expert, score)


def drawn_small(number, draw):
    """A problem of 12 to 40 candidates and 10 to 30 experts with one demand, small enough for HiGHS to find the fairest."""
    people, judges, demand = int(draw.integers(12, 41)), int(draw.integers(10, 31)), int(draw.integers(1, 5))
    candidate, expert = np.nonzero(draw.random((people, judges)) < draw.choice([0.4, 0.7, 1.0]))
    count = len(candidate)
    if number % 3 == 0:
        score = draw.integers(0, 1001, count)
    elif number % 3 == 1:
        score = draw.integers(0, 5, count) * 250
    else:
        score = draw.integers(0, 900, judges)[expert] + draw.integers(0, 100, count)
    if number % 4 == 0:  # every load fixed, so that everyone's share hangs on everyone else's
        greatest = np.bincount(draw.permutation(people * demand) % judges, minlength=judges)
        least = greatest
    else:
        greatest = np.maximum(1, draw.poisson(people * demand / judges * draw.choice([1.2, 1.6]), judges))
        least = np.minimum(greatest, draw.integers(0, 3, judges)) if draw.random() < 0.4 else np.zeros(judges, np.int64)
    demands = np.full(people, demand)
    return assignment.Instance(f"small-{number}", 1_000, demands, least, greatest, candidate, expert, score)


def lines_of(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return [json.loads(line, parse_float=Decimal) for line in done.stdout.splitlines()], done.stderr


def answers(solver, job, problems, options, scratch):
    """What a program says of each problem: the total in units of the scale, or None."""
    paths = [os.path.join(scratch, problem.name + ".asg") for problem in problems]
    if solver == "Panel":
        command = [options.benchmark, "assignment", *paths, "--objective", job]
        command += ["--unit-count", str(UNITS)] if job == "groups" else []
    else:
        command = [sys.executable, os.path.join(HERE, "peer.py"), solver, job, *paths, "--units", str(UNITS)]
    lines, errors = lines_of(command)
    if len(lines) != len(problems):
        raise SystemExit(f"{solver} ends early: {errors}")
    return lines


def total(line, job, problem):
    if line.get("certified", True) is not True:
        raise SystemExit(f"not certified: {line}")
    if line.get("total") is None:
        return None
    if "worst" in line and job == "fair":
        return [int(Decimal(line[key]) * problem.scale) for key in ("total", "worst")]
    return line["total"] if "parts" in line else int(Decimal(line["total"]) * problem.scale)


def compare(job, solvers, problems, options, scratch):
    """How many of the problems are filled, and how many have answers that differ."""
    found = {solver: answers(solver, job, problems, options, scratch) for solver in ["Panel"] + solvers}
    filled = differing = 0
    for index, problem in enumerate(problems):
        totals = {solver: total(lines[index], job, problem) for solver, lines in found.items()}
        filled += totals["Panel"] is not None
        if any(answer != totals["Panel"] for answer in totals.values()):
            differing += 1
            print(f"{problem.name}, {job}: {totals}", file=sys.stderr)
    return filled, differing, found["Panel"]


def run(options, scratch):
    draw = np.random.default_rng(options.seed)
    problems = [drawn(number, draw) for number in range(options.problems)]
    for problem in problems:
        assignment.write(os.path.join(scratch, problem.name + ".asg"), problem)

    filled, differing, lines = compare("total", ["ortools", "highs"], problems, options, scratch)
    print(f"total: {len(problems)} problems, {filled} of them filled; {differing} differ from OR-Tools or HiGHS")

    # Where nothing but the demands ask for anything, what stays unmet is a greatest flow's shortage.
    short = [(p, line["unmet"]) for p, line in zip(problems, lines) if "unmet" in line and not p.least.any()]
    if short:
        shortages = answers("ortools", "unmet", [problem for problem, _ in short], options, scratch)
        wrong = sum(unmet != line["total"] for (_, unmet), line in zip(short, shortages))
        differing += wrong
        print(f"unmet: {len(short)} of those not filled have no least loads; {wrong} differ from OR-Tools")

    filled, wrong, _ = compare("groups", ["ortools"], problems, options, scratch)
    differing += wrong
    print(f"groups: {len(problems)} problems, {filled} of them filled; {wrong} differ from OR-Tools")
    small = [problem for problem in problems if problem.pairs <= 3_000]
    filled, wrong, _ = compare("groups", ["highs-mip"], small, options, scratch)
    differing += wrong
    print(f"groups: {len(small)} problems, {filled} of them filled; {wrong} differ from HiGHS")

    small = [drawn_small(number, draw) for number in range(options.problems)]
    for problem in small:
        assignment.write(os.path.join(scratch, problem.name + ".asg"), problem)
    filled, wrong, _ = compare("fair", ["highs-mip"], small, options, scratch)
    differing += wrong
    print(f"fair: {len(small)} problems, {filled} of them filled; {wrong} differ from HiGHS")
    return 1 if differing else 0
