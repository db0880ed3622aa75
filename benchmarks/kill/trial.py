"""One kill: let loose, killed, what the disk has, what is wrong with it, run again."""

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.kill import template, whole
from benchmarks.kill.children import PATIENCE_S, Ended, run
from benchmarks.kill.disk import Disk
from benchmarks.kill.jobs import JOBS, Job
from core.errors import AppError

KEPT, LOST, TORN = "the program alone died", "nothing unflushed was left", "some unflushed was left"
FATES: Final = (KEPT, LOST, TORN)


@dataclass
class Trials:
    """Kills in one folder, one after another.

    Attributes
    ----------
    kinds : list of str
        What each was.
    """

    place: Path
    only: str
    chance: random.Random
    keep: Path | None = None
    kinds: list[str] = field(default_factory=list)
    confirmed: int = 0
    entries: int = 0

    def __post_init__(self) -> None:
        self._root, self._template = self.place / "root", self.place / "template"
        self._hashes = template.make(self._root)
        shutil.move(self._root, self._template)
        self._jobs = [job for job in JOBS if self.only in job.name]
        self._whole: dict[str, Ended] = {}

    def run(self, times: int, seconds: float) -> list[str]:
        """Kill so often, or so long; gives what was wrong."""
        end, faults = time.monotonic() + seconds, list[str]()
        for number in range(times):
            if time.monotonic() > end:
                break
            job = self._jobs[number % len(self._jobs)]
            fate = self.chance.choice(FATES)
            found = [f"{number}: {job.name}, {fate}: {one}" for one in self._kill(job, fate)]
            print(f"{number + 1:4} {job.name}, {fate}", *found, sep="\n     ", flush=True)
            self.kinds.append(f"{job.name}, {fate}")
            faults += found
            if found and self.keep:
                shutil.copytree(self._root, self.keep / str(number), dirs_exist_ok=True)
        return faults

    def told(self) -> str:
        """Say how much was done."""
        return (
            f"{len(self.kinds)} kills; {self.confirmed} decisions confirmed before them"
            f" and {self.entries} of the folder's own looked for"
        )

    def _fresh(self) -> Disk:
        return Disk(self._template, self._root, self.place / "kept")

    def _measured(self, job: Job) -> Ended:
        """Run a job to its end, to know what there is to kill it at."""
        if job.name not in self._whole:
            ended = run(job.work(self._root), self._fresh().environment())
            problems = [*self._wrong(job, ended), *whole.faults(self._root)]
            if problems:
                raise RuntimeError(f"{job.name}, without a kill: {problems}\n{ended.said}")
            self._whole[job.name] = ended
        return self._whole[job.name]

    def _kill(self, job: Job, fate: str) -> Iterator[str]:
        measured = self._measured(job)
        disk = self._fresh()
        by_change = self.chance.random() < 0.6
        killed = run(
            job.work(self._root),
            disk.environment(),
            dies=self.chance.randint(1, max(1, measured.changes)) if by_change else 0,
            after_s=PATIENCE_S if by_change else self.chance.uniform(0.0, measured.seconds),
        )
        if not killed.killed and killed.code not in job.codes:
            yield f"ended with {killed.code}: {killed.said[-3000:]}"
        if fate != KEPT:
            disk.settle(self.chance if fate == TORN else None)
        self.confirmed += len(killed.confirmed)
        yield from (one for name in job.keeps for one in whole.faults_of_pack(self._root / name))
        yield from self._looked_at(killed.confirmed)
        again = run(job.work(self._root), {})
        yield from (f"run again: {one}" for one in self._wrong(job, again))
        yield from (f"run again: {one}" for one in self._looked_at(killed.confirmed))

    def _looked_at(self, confirmed: list[str]) -> Iterator[str]:
        """Say what is broken, and which decisions are gone from their file.

        Of a review that a copy has replaced, they are in what is kept beside it.
        """
        yield from whole.faults(self._root)
        for name, hashes in self._hashes.items():
            self.entries += len(hashes)
            yield from _missing(self._root / name, hashes)
        if confirmed:
            yield from _missing(template.own_place(self._root), confirmed)

    def _wrong(self, job: Job, ended: Ended) -> Iterator[str]:
        if ended.code not in job.codes:
            yield f"ended with {ended.code}: {ended.said[-3000:]}"
            return
        for name in job.makes:
            if not (self._root / name).exists():
                yield f"{name} is missing"


def _missing(review: Path, hashes: list[str]) -> Iterator[str]:
    kept = review.parent.glob(f"{review.stem}.before-*{review.suffix}")
    try:
        there = {one for file in (review, *kept) if file.exists() for one in template.hashes(file)}
    except (AppError, sqlite3.Error) as error:
        yield f"{review.name} cannot be read: {error}"
        return
    lost = sum(one not in there for one in hashes)
    if lost:
        yield f"{lost} of {len(hashes)} decisions of {review.name} are gone"
