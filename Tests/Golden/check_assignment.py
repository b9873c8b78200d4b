#!/usr/bin/env python3
"""Checks an assignment against its files: check_assignment.py FOLDER ASSIGNMENT.json TOTAL

Every pair must be one that affinities.csv allows, with its affinity there; every candidate has as many experts as it asks
for; every expert's load is within the limits; the affinities sum to the total that is stated, and that is TOTAL to its
places. Exit code 0 only if all hold.
"""

import csv
import json
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal


def rows(folder, name):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main():
    folder, path, wanted = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    affinity = {(row["candidate"], row["expert"]): Decimal(row["affinity"]) for row in rows(folder, "affinities.csv")}
    pairs = [(seat["candidate"], seat["expert"]) for seat in found["assignments"]]
    demand = Counter(pair[0] for pair in pairs)
    load = Counter(pair[1] for pair in pairs)
    candidates = {row["candidate_id"]: int(row["demand"]) for row in rows(folder, "candidates.csv")}
    experts = {
        row["expert_id"]: (int(row["minimum_load"]), int(row["maximum_load"])) for row in rows(folder, "experts.csv")
    }
    total = sum((affinity.get(pair, Decimal(0)) for pair in pairs), Decimal(0))
    places = Decimal(1).scaleb(Decimal(wanted).as_tuple().exponent)
    faults = {
        "pairs that may not be assigned": sum(pair not in affinity for pair in pairs),
        "pairs assigned twice": len(pairs) - len(set(pairs)),
        "affinities that differ": sum(
            affinity.get((seat["candidate"], seat["expert"])) != Decimal(seat["affinity"])
            for seat in found["assignments"]
        ),
        "candidates whose demand is not met": sum(demand[name] != wants for name, wants in candidates.items()),
        "experts outside their loads": sum(not low <= load[name] <= high for name, (low, high) in experts.items()),
        "names that are in no file": len(set(demand) - set(candidates)) + len(set(load) - set(experts)),
        "totals that differ": int(total != Decimal(found["total"]))
        + int(total.quantize(places, ROUND_HALF_UP) != Decimal(wanted)),
    }
    print(f"{len(candidates)} candidates, {len(pairs)} seats, {len(load)} experts, total {total} (wanted {wanted})")
    for what, count in faults.items():
        print(f"{what}: {count}")
    sys.exit(1 if any(faults.values()) or found["status"] != "assigned" or not pairs else 0)


if __name__ == "__main__":
    main()
