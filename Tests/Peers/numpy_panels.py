"""Simulated panels in numpy, one thread: the peer of `benchmark simulation`.

usage: numpy_panels.py plain|hard PANELS [--seed 1]

The models are those of the benchmark: 100 candidates of standard normal quality, 7 experts with a bias of deviation ½, 5
items, noise of deviation 1 on every mark; weights of 30, 25, 20, 15 and 10 percent.

plain   mean of the sheets' totals, and mean without the highest and the lowest
hard    marks are 75 + 8 × (…) to one decimal, experts use .7 to 1.3 of the scale, one sheet in ten is missing, the first
        expert adds 24 to three candidates; mean, extremes dropped, median, extremes replaced, z-scores

Prints a line of JSON: seconds, processor seconds, and for each rule Spearman's correlation with quality and the share of
the ten best found, with standard errors. Whole batches of panels are worked out at once, as numpy wants it.
"""
import argparse
import json
import os
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

CANDIDATES, EXPERTS, ITEMS, LINE = 100, 7, 5, 10
WEIGHTS = np.array([0.30, 0.25, 0.20, 0.15, 0.10])
RULES = {"plain": ["mean", "drop1"], "hard": ["mean", "drop1", "median", "winsor1", "standardScores"]}
BATCH = {"plain": 250, "hard": 100}
LAST = -1e9


def places(values):
    return values.argsort(axis=1).argsort(axis=1)


def plain(draw, count):
    quality = draw.standard_normal((count, CANDIDATES))
    bias = draw.standard_normal((count, 1, EXPERTS)) / 2
    marks = draw.standard_normal((count, CANDIDATES, EXPERTS, ITEMS))
    marks += (quality[:, :, None] + bias)[..., None]
    totals = marks @ WEIGHTS
    mean = totals.mean(axis=2)
    totals.sort(axis=2)
    return quality, [mean, totals[:, :, 1:-1].mean(axis=2)]


def hard(draw, count):
    quality = draw.standard_normal((count, CANDIDATES))
    bias = draw.standard_normal((count, 1, EXPERTS)) / 2
    spread = draw.uniform(0.7, 1.3, (count, 1, EXPERTS))
    marks = draw.standard_normal((count, CANDIDATES, EXPERTS, ITEMS))
    marks += (quality[:, :, None] * spread + bias)[..., None]
    marks *= 8
    marks += 75
    totals = np.round(marks, 1, out=marks) @ WEIGHTS
    # Three different candidates of every panel: the first of a random order.
    pushed = np.argpartition(draw.random((count, CANDIDATES)), 3, axis=1)[:, :3]
    totals[np.arange(count)[:, None], pushed, 0] += 24
    totals[draw.random(totals.shape) < 0.1] = np.nan
    ordered = np.sort(totals, axis=2)
    there = EXPERTS - np.isnan(ordered).sum(axis=2)
    inner = np.arange(EXPERTS) < (there - 1)[..., None]
    inner[..., 0] = False
    kept = np.where(inner, ordered, 0).sum(axis=2)
    mean = np.nanmean(totals, axis=2)
    dropped = np.where(there > 2, kept / np.maximum(there - 2, 1), np.nan)
    median = np.nanmedian(totals, axis=2)
    second_last = np.take_along_axis(ordered, np.maximum(there - 2, 0)[..., None], axis=2)[..., 0]
    replaced = np.where(there > 1, (kept + ordered[..., 1] + second_last) / np.maximum(there, 1), np.nan)
    standard = (totals - np.nanmean(totals, axis=1, keepdims=True)) / np.nanstd(totals, axis=1, keepdims=True)
    scores = [mean, dropped, median, replaced, np.nanmean(standard, axis=2)]
    # Who has no score is last.
    return quality, [np.nan_to_num(score, nan=LAST) for score in scores]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=list(RULES))
    parser.add_argument("panels", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=RuntimeWarning)
    draw = np.random.default_rng(options.seed)
    model = {"plain": plain, "hard": hard}[options.model]
    rules = RULES[options.model]
    sums = np.zeros((len(rules), 2, 2))
    start, worked = time.perf_counter(), time.process_time()
    done = 0
    while done < options.panels:
        count = min(BATCH[options.model], options.panels - done)
        quality, scores = model(draw, count)
        truth = places(quality)
        for rule, score in enumerate(scores):
            found = places(score)
            apart = ((truth - found) ** 2).sum(axis=1)
            rho = 1 - 6 * apart / (CANDIDATES * (CANDIDATES**2 - 1))
            recall = ((truth >= CANDIDATES - LINE) & (found >= CANDIDATES - LINE)).sum(axis=1) / LINE
            for measure, values in enumerate((rho, recall)):
                sums[rule, measure] += values.sum(), (values**2).sum()
        done += count
    seconds, worked = time.perf_counter() - start, time.process_time() - worked

    def figure(rule, measure):
        mean = sums[rule, measure, 0] / options.panels
        variance = max(0, sums[rule, measure, 1] / options.panels - mean * mean)
        return {"mean": mean, "standardError": (variance / options.panels) ** 0.5}

    figures = {
        rule: {"spearman": figure(place, 0), "recall": figure(place, 1)} for place, rule in enumerate(rules)
    }
    line = {"model": options.model, "panels": options.panels, "seconds": seconds, "processorSeconds": worked}
    print(json.dumps(line | {"panelsPerSecond": int(options.panels / seconds), "figures": figures}))


if __name__ == "__main__":
    main()
