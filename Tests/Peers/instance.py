"""Assignment problems in files: reading, writing, and the four problems whose optimal totals are published.

The form of the files stands at the head of Sources/Simulation/Assignment/AssignmentInstance.swift.
"""
import os
from dataclasses import dataclass

import numpy as np

MARK = 0x41534731


@dataclass
class Instance:
    name: str
    scale: int
    demand: np.ndarray
    least: np.ndarray
    greatest: np.ndarray
    candidate: np.ndarray
    expert: np.ndarray
    score: np.ndarray

    @property
    def candidates(self):
        return len(self.demand)

    @property
    def experts(self):
        return len(self.least)

    @property
    def pairs(self):
        return len(self.score)


def size(path):
    """The candidates, experts, pairs and scale that a file's header tells."""
    mark, people, judges, pairs, scale = (int(word) for word in np.fromfile(path, "<i4", 5))
    if mark != MARK:
        raise SystemExit(f"{path} is not an .asg file")
    return people, judges, pairs, scale


def name(path):
    return os.path.splitext(os.path.basename(path))[0]


def read(path):
    people, judges, pairs, scale = size(path)
    words = np.fromfile(path, "<i4")
    ends = np.cumsum([5, people, judges, judges, pairs, pairs, pairs])
    columns = [words[start:end].astype(np.int64) for start, end in zip(ends, ends[1:])]
    return Instance(name(path), scale, *columns)


def write(path, instance):
    order = np.lexsort((instance.expert, instance.candidate))
    header = [MARK, instance.candidates, instance.experts, instance.pairs, instance.scale]
    columns = [instance.demand, instance.least, instance.greatest]
    columns += [column[order] for column in (instance.candidate, instance.expert, instance.score)]
    with open(path, "wb") as file:
        for column in [header] + columns:
            file.write(np.asarray(column).astype("<i4").tobytes())


# The published problems. Each is defined by its calls of numpy's generator, in their order; none may change.


def mixtures(count, shape, draw):
    """Vectors of 25 topics, of length one."""
    weights = draw.gamma(shape, 1.0, (count, 25))
    return (weights / np.linalg.norm(weights, axis=1, keepdims=True)).astype("f4")


def dense(candidates, experts, seed):
    """Every pair but two in a hundred; a score is mostly what the two have in common, demand 3, load 6."""
    draw = np.random.default_rng(seed)
    of_candidates = mixtures(candidates, 0.2, draw)
    of_experts = mixtures(experts, 0.3, draw)
    common = of_experts @ of_candidates.T
    score = np.clip(0.85 * common + 0.15 * draw.random((experts, candidates), dtype="f4"), 0, 1)
    conflict = draw.random((experts, candidates), dtype="f4") < 0.02
    expert, candidate = np.nonzero(~conflict)
    return candidate, expert, score[expert, candidate]


def clustered(candidates, experts, each, seed):
    """Some `each` pairs a candidate, four fifths of them with experts of its own one of 60 topics."""
    draw = np.random.default_rng(seed)
    of_expert = draw.integers(0, 60, experts)
    of_candidate = draw.integers(0, 60, candidates)
    members = [np.nonzero(of_expert == topic)[0] for topic in range(60)]
    rows = []
    for index in range(candidates):
        topic = of_candidate[index]
        near = draw.choice(members[topic], min(int(each * 0.8), len(members[topic])), replace=False)
        far = draw.integers(0, experts, each - len(near))
        row = np.unique(np.concatenate([near, far]))
        score = np.where(
            of_expert[row] == topic,
            0.35 + 0.65 * draw.beta(2, 3, len(row)),
            0.6 * draw.beta(2, 5, len(row)),
        )
        kept = draw.random(len(row)) >= 0.02
        rows.append((np.full(kept.sum(), index), row[kept], score[kept]))
    return tuple(np.concatenate(column) for column in zip(*rows))


PUBLISHED = {
    "dense1k": (1000, 1000, lambda: dense(1000, 1000, 1001)),
    "dense1k-tight": (1000, 500, lambda: dense(1000, 500, 1002)),
    "dense5kx3k": (5000, 3000, lambda: dense(5000, 3000, 5003)),
    "sparse20k": (20000, 15000, lambda: clustered(20000, 15000, 50, 2015)),
}


def publish(name, folder):
    candidates, experts, draw = PUBLISHED[name]
    candidate, expert, affinity = draw()
    path = os.path.join(folder, name + ".asg")
    score = np.rint(affinity * 1_000_000)
    loads = np.zeros(experts), np.full(experts, 6)
    write(path, Instance(name, 1_000_000, np.full(candidates, 3), *loads, candidate, expert, score))
    return path
