#!/usr/bin/env python3
"""SIGKILL at random moments of import, collect, assign and rank: kill.py KILLS PANEL SEED

Makes a round large enough that each command takes a while, and measures how long. Then, for each kill: a fresh copy of
the round, the command, SIGKILL at a moment drawn uniformly over its usual duration and a tenth more. A command that was
done before is not counted and drawn again. Afterwards

- `panel verify --head H`, H being the head that was acknowledged before, must say that the record is intact and
  recomputes the same: nothing acknowledged is lost;
- the command either happened whole or not at all;
- the same command again must succeed, and the record then holds exactly the facts of an undisturbed run;
- beside the round no file is left.

Exit code 0 only if all of it held every time.
"""

import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
RUBRICS = os.path.join(HERE, "..", "Golden", "assignment", "Rubrics")
CANDIDATES, EXPERTS, DEMAND, CHOICES = 2500, 500, 3, 200
IMPORTED = 20_000
DAY = "2026-05-09"


class Round:
    """A folder that holds a round file and nothing else."""

    def __init__(self, panel, folder):
        self.panel, self.folder = panel, folder
        self.path = os.path.join(folder, "round.panel")
        os.makedirs(folder, exist_ok=True)

    def command(self, *words):
        return [self.panel, *words, "--round", self.path, "--as-of", DAY, "--by", "killer", "--json"]

    def run(self, *words):
        """The command's result; a failure ends everything."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words[:3])}: exit {done.returncode}\n{done.stdout[-500:]}{done.stderr[-2000:]}")
        return json.loads(done.stdout)

    def facts(self):
        """Kind and payload of every fact, in order, and the last hash."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        rows = connection.execute("SELECT kind, payload_hash, hash FROM fact ORDER BY sequence").fetchall()
        connection.close()
        return [(kind, payload) for kind, payload, _ in rows], rows[-1][2].hex()

    def side_files(self):
        return [name for name in os.listdir(self.folder) if name != "round.panel"]

    def copy(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Round(self.panel, folder)


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    return path


def prepare(panel, work, chance):
    """Each verb with the round it starts from and its words."""
    os.makedirs(os.path.join(work, "in"))
    given = lambda name: os.path.join(work, "in", name)
    ids = [f"C{number:05}" for number in range(1, CANDIDATES + 1)]
    experts = [f"E{number:03}" for number in range(1, EXPERTS + 1)]
    many = write(
        given("many.csv"), ["candidate_id", "name", "demand", "note"],
        ([f"N{n:05}", f"模型 {n}", 1 + n % 7, f"第 {n} 份申报材料，{chance.random():.12f}"] for n in range(IMPORTED)))
    write(given("candidates.csv"), ["candidate_id", "demand"], ([name, DEMAND] for name in ids))
    write(given("experts.csv"), ["expert_id", "minimum_load", "maximum_load"],
          ([name, 0, 2 * CANDIDATES * DEMAND // EXPERTS] for name in experts))
    write(given("affinities.csv"), ["candidate", "expert", "affinity"],
          ([name, expert, f"{chance.random():.6f}"] for name in ids for expert in chance.sample(experts, CHOICES)))

    empty = Round(panel, os.path.join(work, "empty"))
    empty.run("new", "--scheme", "plain-panels", "--rubrics", RUBRICS)
    full = empty.copy(os.path.join(work, "full"))
    full.run("import", "candidates", given("candidates.csv"))
    full.run("import", "experts", given("experts.csv"))
    full.run("import", "affinities", given("affinities.csv"), "--absent", "forbid")
    assigned = full.copy(os.path.join(work, "assigned"))
    assigned.run("assign")
    sheets = given("sheets")
    assigned.run("sheets", sheets)
    filled = [fill(os.path.join(sheets, name), chance) for name in sorted(os.listdir(sheets))]
    collected = assigned.copy(os.path.join(work, "collected"))
    collected.run("collect", *filled)
    return {
        "import": (empty, ["import", "candidates", many]), "assign": (full, ["assign"]),
        "collect": (assigned, ["collect", *filled]), "rank": (collected, ["rank"]),
    }


def fill(path, chance):
    """Writes marks into a score sheet."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    mark = head.index("评分") if "评分" in head else head.index("mark")
    item = head.index("评分项") if "评分项" in head else head.index("criterion")
    for row in rows:
        if row[item] not in ("opinion", "question"):
            row[mark] = str(chance.randint(0, 10))
    write(path, head, rows)
    return path


class Trial:
    """One verb, killed again and again."""

    def __init__(self, verb, base, words, work):
        self.verb, self.base, self.words = verb, base, words
        self.folder = os.path.join(work, "trial")
        self.before, self.head = base.facts()
        durations = []
        for _ in range(3):
            undisturbed = base.copy(self.folder)
            start = time.monotonic()
            undisturbed.run(*words)
            durations.append(time.monotonic() - start)
            self.after, _ = undisturbed.facts()
        self.duration = statistics.median(durations)
        self.kills = self.whole = self.nothing = self.finished_first = 0
        self.faults = []

    def kill(self, moment):
        """False where the command was done before the moment came."""
        round = self.base.copy(self.folder)
        process = subprocess.Popen(
            round.command(*self.words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        if process.wait() != -signal.SIGKILL:
            self.finished_first += 1
            return False
        self.kills += 1
        self.check(round, moment)
        return True

    def check(self, round, moment):
        def fault(text):
            self.faults.append(f"{self.verb} killed after {moment * 1000:.1f} ms: {text}")

        verified = subprocess.run(round.command("verify", "--head", self.head), capture_output=True, text=True)
        if verified.returncode != 0:
            fault(f"verify exits {verified.returncode}: {verified.stdout[:300]}{verified.stderr[:300]}")
            return
        found = json.loads(verified.stdout)
        if found["record"] != "intact" or found["recomputed"] != "same":
            fault(f"verify says {found['record']}, {found['recomputed']}")
        held, _ = round.facts()
        if held == self.before:
            self.nothing += 1
        elif held == self.after:
            self.whole += 1
        else:
            fault(f"{len(held)} facts, neither the {len(self.before)} before nor the {len(self.after)} after")
        again = subprocess.run(round.command(*self.words), capture_output=True, text=True)
        if again.returncode != 0:
            fault(f"run again it exits {again.returncode}: {again.stderr[:300]}")
        elif round.facts()[0] != self.after:
            fault("run again it leaves other facts than an undisturbed run")
        if round.side_files():
            fault(f"left beside the round: {round.side_files()}")


def main():
    kills, panel, seed = int(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    chance = random.Random(seed)
    start = time.monotonic()
    faults = []
    with tempfile.TemporaryDirectory(prefix="panel-kill-") as work:
        prepared = prepare(panel, work, chance)
        for place, (verb, (base, words)) in enumerate(prepared.items()):
            trial = Trial(verb, base, words, work)
            wanted = kills // len(prepared) + (1 if place < kills % len(prepared) else 0)
            while trial.kills < wanted and trial.finished_first < 10 + 2 * wanted:
                trial.kill(chance.uniform(0, 1.1 * trial.duration))
            if trial.kills < wanted:
                trial.faults.append(f"{verb}: ended by itself too often to be killed {wanted} times")
            print(
                f"{verb}: {trial.kills} kills over {trial.duration * 1000:.0f} ms"
                f" ({trial.finished_first} more came too late): {trial.nothing} left it undone,"
                f" {trial.whole} done whole; {len(trial.faults)} faults", flush=True)
            faults += trial.faults
    for text in faults:
        print(text)
    print(f"{kills} kills, {len(faults)} faults, {time.monotonic() - start:.0f} s")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
