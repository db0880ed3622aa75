"""How many wrong tags stand first in the ranking: some tags of a catalog are swapped at random.

    python -m benchmarks.swapped_tags --photos FOLDER --styles styles.csv --split split.csv

Photos are drawn anew each time. Their own tags are not free of errors, so that a few of what
stands between the swapped ones is wrong as well.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from core.review.label_issues import find_label_issues
from core.session import Session
from model.measuring.page import table

PHOTOS: Final = 1560
SHARE: Final = 0.05
FIRST: Final = 100
DRAWS: Final = 20

_FOLDER = click.option("--photos", type=click.Path(exists=True, path_type=Path), required=True)
_STYLES = click.option("--styles", type=click.Path(exists=True, path_type=Path), required=True)
_SPLIT = click.option("--split", type=click.Path(exists=True, path_type=Path), required=True)


@click.command()
@_FOLDER
@_STYLES
@_SPLIT
def main(*, photos: Path, styles: Path, split: Path) -> None:
    """Tag the photos of the test split, then swap and rank."""
    truth, probabilities = _tagged(photos, dict(_column(styles, "articleType")),
                                   dict(_column(split, "split")))  # fmt: skip
    lines = []
    for name, hard in (("any other class", False), ("the network's second choice", True)):
        found = np.array([_found(truth, probabilities, seed, hard=hard) for seed in range(DRAWS)])
        each = [f"{one.mean():.1f} ({one.min()} to {one.max()})" for one in found.T]
        lines.append([name, *each])
    head = ["swapped for", "by self-confidence", "by the margin", "disagreements among them"]
    click.echo(f"Of {PHOTOS:,} photos {round(SHARE * PHOTOS)} tags swapped, in the first {FIRST}:")
    click.echo(table(head, lines))


def _column(file: Path, name: str) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["id"], row[name]


def _tagged(
    folder: Path, classes: dict[str, str], split: dict[str, str]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    files = [folder / f"{key}.jpg" for key, part in split.items() if part == "test"]
    with Session.open() as session:
        labels = {label: at for at, label in enumerate(session.pack.labels)}
        done = [one for one in session.classify(files) if one.prediction is not None]
    truth = [labels[classes[one.path.stem]] for one in done]
    answers = [one.prediction.probabilities for one in done if one.prediction is not None]
    return np.array(truth, dtype=np.intp), np.array(answers, dtype=np.float64)


def _found(
    truth: NDArray[np.intp], probabilities: NDArray[np.float64], seed: int, *, hard: bool
) -> tuple[int, int, int]:
    """Count the swapped tags in the first of both rankings, and those that are disagreements."""
    random = np.random.default_rng(seed)
    drawn = random.choice(len(truth), PHOTOS, replace=False)
    tags, answers = truth[drawn].copy(), probabilities[drawn]
    swapped = random.choice(PHOTOS, round(SHARE * PHOTOS), replace=False)
    others = answers[swapped] if hard else random.random((len(swapped), answers.shape[1]))
    others[np.arange(len(swapped)), tags[swapped]] = -1
    tags[swapped] = others.argmax(axis=1)
    disagreeing = answers.argmax(axis=1) != tags
    own = answers[np.arange(PHOTOS), tags]
    rest = answers.copy()
    rest[np.arange(PHOTOS), tags] = -1
    rankings = find_label_issues(tags, answers).doubt, rest.max(axis=1) - own
    wrong = np.isin(np.arange(PHOTOS), swapped)
    first, margin = (np.lexsort((-one, ~disagreeing))[:FIRST] for one in rankings)
    return int(wrong[first].sum()), int(wrong[margin].sum()), int((wrong & disagreeing).sum())


if __name__ == "__main__":
    main()
