#!/usr/bin/env python3
"""Writes Rubrics/isu-skating/scheme.json and the slice from the folder of the nine competitions.

    make_scheme.py FOLDER

FOLDER holds segments.csv, factors.csv, candidates.csv, scores.csv, given.csv, official_components.csv and
official_results.csv. Each segment is a group with its own components, factors and order of tie-breaks.
"""

import csv
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# The one tie; the one segment with a judge missing; an ice dance, whose components are named otherwise.
SLICE = ["S19", "S40", "S18"]


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def words(zh, en):
    return {"zh": zh, "en": en}


CHINESE = {
    "Composition": "编排",
    "Interpretation of the Music": "音乐表达",
    "Interpretation of the Music / Timing": "音乐表达与节奏",
    "Performance": "表演",
    "Skating Skills": "滑行技术",
    "Transitions": "连接步",
}
RULE = {"document": "isu-2016", "article": "Rule 353"}
DATA = {"document": "figure-skating-scores", "article": "performances"}
FACTORS = {"document": "figure-skating-scores", "article": "judged-aspects"}


def items(components):
    judged = [
        {"id": name, "kind": "judged", "label": words(CHINESE[name], name), "factor": factor, "cite": FACTORS}
        for name, factor in components
    ]
    given = [
        {
            "id": "element_total", "kind": "given", "label": words("技术动作总分", "Total element score"), "factor": "1",
            "scale": {"min": "0", "max": "200", "step": "0.01"}, "cite": RULE,
        },
        {
            "id": "deductions", "kind": "given", "label": words("扣分", "Deductions"), "factor": "1", "deduct": True,
            "scale": {"min": "0", "max": "50", "step": "0.5"}, "cite": RULE,
        },
    ]
    return judged + given


def scheme(folder):
    segments = rows(folder, "segments.csv")
    components = {}
    for row in rows(folder, "factors.csv"):
        components.setdefault(row["segment"], []).append((row["criterion"], row["factor"]))
    ties = {"element_total": "item:element_total", "component_total": "judgedTotal"}
    return {
        "id": "isu-skating",
        "name": words("花样滑冰（国际滑联评分规则）", "Figure skating under the ISU Judging System"),
        "documents": ["isu-2016", "figure-skating-scores"],
        "inForce": {"from": "2016-07-01", "until": "2017-06-30", "cite": RULE},
        "fields": [
            {
                "key": "segment", "label": words("项目", "Segment"), "type": "choice", "required": True,
                "values": [
                    {"id": row["segment"], "label": words(*[f'{row["competition"]}: {row["program"]}'] * 2)}
                    for row in segments
                ],
                "cite": DATA,
            },
            {"key": "nation", "label": words("代表", "Nation"), "type": "text", "required": False, "cite": DATA},
        ],
        "groups": {"by": "segment", "panels": "apart", "ranking": "apart", "cite": RULE},
        "stages": [
            {
                "type": "review", "id": "segment", "name": words("评分", "Marking"), "cite": RULE,
                "panel": {"minimumSheets": "3", "house": "panels come with the marks; a trimmed mean needs three"},
                "rubric": {
                    "scale": {"min": "0.25", "max": "10", "step": "0.25"},
                    "perGroup": {
                        row["segment"]: {
                            "items": items(components[row["segment"]]), "ties": [ties[row["tie_broken_by"]]],
                        }
                        for row in segments
                    },
                },
                "aggregate": {
                    "outliers": {
                        "rule": "dropExtremes", "high": "1", "low": "1", "on": "item", "whenFewerThan": "3", "then": "mean",
                    },
                    "rounding": [
                        {"after": "item", "places": "2", "mode": "halfUp"},
                        {"after": "product", "places": "2", "mode": "halfUp"},
                        {"after": "total", "places": "2", "mode": "halfUp"},
                    ],
                },
            },
            {"type": "selection", "cite": RULE},
        ],
    }


DOCUMENTS = {
    "documents": [
        {
            "id": "isu-2016", "title": "Special Regulations & Technical Rules Single & Pair Skating and Ice Dance 2016",
            "number": "", "issuer": "International Skating Union", "date": "2016", "articles": ["Rule 353"],
        },
        {
            "id": "figure-skating-scores", "title": "figure-skating-scores (CC BY 4.0)",
            "number": "6aacc688", "issuer": "BuzzFeed News", "date": "2018",
            "articles": ["performances", "judged-aspects", "judge-scores"],
        },
    ]
}


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def write_slice(folder):
    wanted = {row["candidate_id"]: row["segment"] for row in rows(folder, "candidates.csv") if row["segment"] in SLICE}
    columns = {
        "candidates.csv": "candidate_id", "scores.csv": "candidate", "given.csv": "candidate",
        "official_components.csv": "candidate", "official_results.csv": "candidate",
    }
    for name, column in columns.items():
        kept = [row for row in rows(folder, name) if row[column] in wanted]
        os.makedirs(os.path.join(HERE, "slice"), exist_ok=True)
        with open(os.path.join(HERE, "slice", name), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, kept[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)


if __name__ == "__main__":
    source = sys.argv[1]
    write(os.path.join(HERE, "Rubrics", "documents.json"), DOCUMENTS)
    write(os.path.join(HERE, "Rubrics", "isu-skating", "scheme.json"), scheme(source))
    write_slice(source)
