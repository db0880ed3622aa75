"""Kill a deciding process at random moments, and look whether anything confirmed is gone.

A child opens a review and decides as fast as it can; after each decision has returned, which is
when the window would show it, it prints the log's last entry. The parent kills it after a random
time, audits the file, and looks for the last printed entry. All kills hit the same file.

    python -m benchmarks.kill --deciding 200
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.entities import ClassScore, Prediction
from core.review.audit import verify
from core.review.reading import connect_for_reading
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.vocabulary import Status

PHOTOS: Final = 40
LABELS: Final = ("Handbags", "Dresses", "Clutches")
LONGEST_S: Final = 0.25
"""Longest time that a child decides before it is killed."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill left: the last confirmed entry, and what the file holds."""

    confirmed: int
    entries: int
    fault: str


def decide_forever(path: Path, seed: int) -> Iterator[tuple[int, str]]:
    """Do all that a reviewer does, in random order; gives the log's end after each step."""
    chance = random.Random(seed)
    with Review(path, folder=path.parent, reviewer="kill test") as review:
        photos = _stocked(review)
        decisions = review.decisions
        while True:
            some = chance.sample(photos, chance.choice((1, 1, 1, 20)))
            step = chance.randrange(6)
            if step == 0:
                decisions.undo()
            elif step == 1:
                decisions.redo()
            elif step == 2:
                decisions.flag(some, "blurred")
            elif step == 3:
                decisions.correct(some, chance.choice(LABELS))
            else:
                decisions.accept(some)
            review.predictions.save([(f"{chance.random():.17f}", _answer(chance))])
            end = review.database.rows("SELECT id, hash FROM decisions ORDER BY id DESC LIMIT 1")
            yield from end


def _stocked(review: Review) -> list[int]:
    review.predictions.use(PackRecord("ab" * 32, "kill", "1", LABELS))
    scan = review.photos.begin_scan()
    files = [FoundFile(review.photos.folder / f"{i}.jpg", i, i) for i in range(PHOTOS)]
    photos = review.photos.add(files, scan)
    review.photos.set_contents([(photo, f"{photo:064x}") for photo in photos])
    chance = random.Random(0)
    review.predictions.save([(f"{photo:064x}", _answer(chance)) for photo in photos])
    return photos


def _answer(chance: random.Random) -> Prediction:
    label = chance.choice(LABELS)
    even = np.full(len(LABELS), 1 / len(LABELS), dtype=np.float32)
    return Prediction((ClassScore(label, 0.5),), Status.KNOWN, even, even)


def kill_once(path: Path, seed: int) -> Kill:
    """Let a child decide, kill it, and audit what it left."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.kill.deciding",
        "--child",
        str(path),
        "--seed",
        str(seed),
    ]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        try:
            child.wait(random.Random(seed).uniform(0, LONGEST_S))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout]
    if child.returncode != -signal.SIGKILL:
        return Kill(0, 0, f"the child ended by itself with {child.returncode}")
    return _inspect(path, [line for line in lines if line.endswith("\n")])


def _inspect(path: Path, lines: list[str]) -> Kill:
    report = verify(path)
    number, _, digest = lines[-1].strip().partition(" ") if lines else ("0", "", "")
    with closing(connect_for_reading(path)) as connection:
        row = connection.execute("SELECT hash FROM decisions WHERE id = ?", (number,)).fetchone()
    lost = "" if lines and row == (digest,) else f"confirmed entry {number} is missing"
    return Kill(int(number), report.entries, report.fault or lost)


def kill_often(times: int, seed: int) -> int:
    """Kill so often; gives 1 where anything was lost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kill.tagproof"
        kills = [kill_once(path, seed + index) for index in range(times)]
    faults = [kill.fault for kill in kills if kill.fault]
    print(
        f"{len(kills)} kills, {kills[-1].entries} entries, {len(faults)} faults", *faults, sep="\n"
    )
    return bool(faults)


def main() -> None:
    """Decide in a file until killed."""
    options = argparse.ArgumentParser(description="Decide in a file until killed.")
    options.add_argument("--child", type=Path, required=True)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    for number, digest in decide_forever(given.child, given.seed):
        print(number, digest, flush=True)


if __name__ == "__main__":
    main()
