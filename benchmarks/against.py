"""Time commands of this checkout against another's, in turn.

    git worktree add /tmp/other COMMIT && ln -s "$PWD/.venv" /tmp/other/.venv
    python -m benchmarks.against /tmp/other FOLDER [--count 200] [--pairs 5] [--pack DIR]

Both work on copies of the folder's first photos, one after the other, so that other work on the
machine weighs on both alike. Tells medians, their ratio, and whether the tables hold the same tags.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import click

from core.imaging.scan import scan
from model.measuring.page import table

HERE: Final = Path(__file__).parents[1]
COMMANDS: Final = {
    "review, nothing explained": ("--explain", "none"),
    "review --explain all": ("--explain", "all"),
    "review --explain all --workers 2": ("--explain", "all", "--workers", "2"),
}


@dataclass(slots=True)
class Timed:
    """Seconds of one command in each of two checkouts, and what its last table held."""

    ours: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    same_tags: bool = True


@click.command()
@click.argument("other", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--count", default=200, show_default=True, help="Photos.")
@click.option("--pairs", default=5, show_default=True, help="Runs of each side.")
@click.option("--pack", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(*, other: Path, folder: Path, count: int, pairs: int, pack: Path | None) -> None:
    """Print seconds of both sides and their ratio."""
    more = ("--pack", str(pack.absolute())) if pack else ()
    with tempfile.TemporaryDirectory(prefix="tagproof-against-") as made:
        place = Path(made)
        _copy(folder, place / "photos", count)
        found = {
            name: _compared(other, place, (*options, *more), pairs)
            for name, options in COMMANDS.items()
        }
    click.echo(_page(found))


def _copy(folder: Path, place: Path, count: int) -> None:
    place.mkdir()
    photos = (item for item in scan([folder]) if isinstance(item, Path))
    for number, path in enumerate(islice(photos, count)):
        shutil.copy(path, place / f"{number}{path.suffix}")


def _compared(other: Path, place: Path, options: tuple[str, ...], pairs: int) -> Timed:
    timed = Timed()
    for _ in range(pairs):
        theirs, mine = place / "theirs.csv", place / "mine.csv"
        timed.others.append(_run(other, place, options, theirs))
        timed.ours.append(_run(HERE, place, options, mine))
        timed.same_tags &= _tags(theirs) == _tags(mine)
    return timed


def _run(checkout: Path, place: Path, options: tuple[str, ...], tags: Path) -> float:
    """Review the photos anew by one checkout; gives seconds from start to end."""
    review = place / "review.tagproof"
    command = [sys.executable, "-m", "desktop", "review", str(place / "photos"), "--quiet"]
    command += ["--review", str(review), "--csv", str(tags), *options]
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=checkout, env=os.environ | {"HOME": str(place)})
    took = time.perf_counter() - began
    for file in place.glob("review.tagproof*"):
        file.unlink()
    return took


def _tags(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return {row["path"]: row["label"] for row in csv.DictReader(stream)}


def _page(found: dict[str, Timed]) -> str:
    lines = [
        [
            name,
            f"{median(timed.others):.2f}",
            f"{median(timed.ours):.2f}",
            f"{median(timed.others) / median(timed.ours):.2f} x",
            "yes" if timed.same_tags else "no",
        ]
        for name, timed in found.items()
    ]
    return table(["command", "the other, s", "this one, s", "as fast", "same tags"], lines)


if __name__ == "__main__":
    main()
