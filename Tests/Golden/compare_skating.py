#!/usr/bin/env python3
"""Compares a ranking with official skating results: compare_skating.py FOLDER RANKING.json

FOLDER holds official_components.csv and official_results.csv. Values are compared as exact decimals. Exit code 0 only if all
are equal.
"""

import csv
import json
import sys
from decimal import Decimal

SHOWN = 10


def rows(folder, name):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def exact(text):
    return None if text is None else Decimal(text)


def main():
    folder, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        ranking = {row["candidate"]: row for row in json.load(file)["ranking"]}
    checks = {"panel means": [], "component totals": [], "segment scores": [], "places": []}
    for row in rows(folder, "official_components.csv"):
        items = {item["id"]: item for item in ranking.get(row["candidate"], {}).get("items", [])}
        ours = items.get(row["criterion"], {}).get("rounded")
        checks["panel means"].append((row["candidate"] + " " + row["criterion"], exact(row["panel_mean"]), exact(ours)))
    results = rows(folder, "official_results.csv")
    for row in results:
        ours = ranking.get(row["candidate"], {})
        name = row["candidate"]
        checks["component totals"].append((name, exact(row["component_total"]), exact(ours.get("judgedTotal"))))
        checks["segment scores"].append((name, exact(row["segment_score"]), exact(ours.get("score"))))
        checks["places"].append((name, (row["segment"], int(row["place"])), (ours.get("group"), ours.get("place"))))
    wrong = 0
    for what, pairs in checks.items():
        different = [pair for pair in pairs if pair[1] != pair[2]]
        wrong += len(different)
        print(f"{what}: {len(pairs) - len(different)} of {len(pairs)} equal")
        for name, official, ours in different[:SHOWN]:
            print(f"  {name}: official {official}, ours {ours}")
    strangers = set(ranking) - {row["candidate"] for row in results}
    if strangers:
        print(f"in the ranking and not in the results: {len(strangers)}")
    empty = [what for what, pairs in checks.items() if not pairs]
    if empty:
        print("nothing to compare: " + ", ".join(empty))
    sys.exit(1 if wrong or strangers or empty else 0)


if __name__ == "__main__":
    main()
