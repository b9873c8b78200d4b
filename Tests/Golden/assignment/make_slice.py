#!/usr/bin/env python3
"""Cuts slice/ out of the AAMAS 2021 files and finds its largest total: make_slice.py FOLDER

FOLDER holds candidates.csv, experts.csv and affinities.csv of the whole instance. The slice has the 20 candidates with the
most absent pairs (declared conflicts) among the experts C x E kept, each wanting three experts, and 40 experts who take
one or two each, so that both limits bind. The total is found by successive shortest paths (Bellman-Ford) in whole
millionths, a method and a program that share nothing with Panel's, and written to expected.json.
"""

import csv
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CANDIDATES, EXPERTS, DEMAND, LEAST, MOST = 20, 40, 3, 1, 2


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(name, head, rows):
    os.makedirs(os.path.join(HERE, "slice"), exist_ok=True)
    with open(os.path.join(HERE, "slice", name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def millionths(text):
    whole, _, part = text.partition(".")
    return int(whole) * 1_000_000 + int(part.ljust(6, "0"))


def largest_total(pairs):
    """pairs: {(candidate, expert): millionths}. Every candidate gets DEMAND experts, every expert LEAST to MOST."""
    candidates = sorted({pair[0] for pair in pairs})
    experts = sorted({pair[1] for pair in pairs})
    # An expert's first seat earns a bonus larger than any total, so that all minimum loads are met where they can be.
    bonus = 10**12
    arcs = []  # from, to, capacity, cost; each arc's reverse is its neighbour
    adjacent = {}

    def arc(start, end, capacity, cost):
        for a, b, room, price in ((start, end, capacity, cost), (end, start, 0, -cost)):
            adjacent.setdefault(a, []).append(len(arcs))
            arcs.append([a, b, room, price])

    for name in candidates:
        arc("source", name, DEMAND, 0)
    for (candidate, expert), value in sorted(pairs.items()):
        arc(candidate, expert, 1, -value)
    for name in experts:
        arc(name, "sink", LEAST, -bonus)
        arc(name, "sink", MOST - LEAST, 0)
    for _ in range(DEMAND * len(candidates)):
        distance, by = {"source": 0}, {}
        queue = ["source"]
        while queue:
            node = queue.pop(0)
            for index in adjacent[node]:
                _, end, room, cost = arcs[index]
                if room > 0 and distance[node] + cost < distance.get(end, float("inf")):
                    distance[end], by[end] = distance[node] + cost, index
                    if end not in queue:
                        queue.append(end)
        node = "sink"
        while node != "source":
            index = by[node]
            arcs[index][2] -= 1
            arcs[index ^ 1][2] += 1
            node = arcs[index][0]
    chosen = [
        (start, end) for start, end, room, cost in arcs if (start, end) in pairs and room == 0 and cost == -pairs[start, end]
    ]
    loads = {name: sum(pair[1] == name for pair in chosen) for name in experts}
    assert all(LEAST <= load <= MOST for load in loads.values()), "the limits cannot be met"
    assert len(chosen) == DEMAND * len(candidates)
    return sum(pairs[pair] for pair in chosen)


def main():
    folder = sys.argv[1]
    rows = read(folder, "affinities.csv")
    experts = [row["expert_id"] for row in read(folder, "experts.csv")][:EXPERTS]
    kept = set(experts)
    rows = [row for row in rows if row["expert"] in kept]
    present = {}
    for row in rows:
        present[row["candidate"]] = present.get(row["candidate"], 0) + 1
    order = [row["candidate_id"] for row in read(folder, "candidates.csv")]
    candidates = sorted(sorted(order, key=lambda name: present.get(name, 0))[:CANDIDATES], key=order.index)
    rows = [row for row in rows if row["candidate"] in candidates]
    write("candidates.csv", ["candidate_id", "demand"], ([name, DEMAND] for name in candidates))
    write("experts.csv", ["expert_id", "minimum_load", "maximum_load"], ([name, LEAST, MOST] for name in experts))
    write(
        "affinities.csv", ["candidate", "expert", "affinity"],
        ([row["candidate"], row["expert"], row["affinity"]] for row in rows))
    pairs = {(row["candidate"], row["expert"]): millionths(row["affinity"]) for row in rows}
    total = largest_total(pairs)
    expected = {
        "total": f"{total // 1_000_000}.{total % 1_000_000:06}", "seats": DEMAND * len(candidates),
        "absentPairs": len(candidates) * len(experts) - len(rows),
    }
    with open(os.path.join(HERE, "slice", "expected.json"), "w", encoding="utf-8") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")
    print(expected)


if __name__ == "__main__":
    main()
