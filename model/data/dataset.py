"""Reads labelled photos in Kaggle's layout: `styles.csv` beside `images/<id>.jpg`.

A photo's label may be partial: garments photographed by sellers carry a coarse word that several
classes fit. So every photo has a set of accepted classes, one of them being the usual case.
"""

import csv
import json
import logging
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import FileError
from core.spreadsheets import unneutral

VALIDATION_SHARE: Final = 20
"""One training photo in this many is held out for validation, chosen by its bytes."""

_log = logging.getLogger(__name__)


class DataError(FileError):
    """A table that cannot be read or lacks what training needs."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled photo.

    Attributes
    ----------
    path : Path
    subset : str
        What it is for: `train`, `test`, `partial`, `shops` and so on.
    accepted : tuple of str
        The class names that fit it; `other:<kind>` alone where none does.
    source, view : str
        Which foreign shop it is from and how it shows the product; empty where nobody said.
    """

    path: Path
    subset: str
    accepted: tuple[str, ...]
    source: str = ""
    view: str = ""


def read_rows(table: Path, *needed: str) -> Iterator[dict[str, str]]:
    """Read a CSV whose last column may hold unquoted commas, as Kaggle's styles.csv does.

    Raises
    ------
    DataError
        When the file cannot be read, has no header, or lacks a needed column.
    """
    return (row for _, row in numbered_rows(table, *needed))


def numbered_rows(table: Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Read a CSV as `read_rows` does, each row with the number of its line.

    Raises
    ------
    DataError
        When the file cannot be read, has no header, or lacks a needed column.
    """
    try:
        with table.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = csv.reader(lines)
            header = next(rows, None)
            if not header:
                raise DataError(table, "is empty")
            for name in needed:
                if name not in header:
                    raise DataError(table, f"has no column {name!r}")
            last = len(header) - 1
            for number, row in enumerate(rows, start=2):
                if len(row) <= last:
                    if row:
                        _log.warning("%s: line %d is too short, skipped", table, number)
                    continue
                yield number, dict(zip(header, [*row[:last], ",".join(row[last:])], strict=True))
    except OSError as error:
        raise DataError(table, str(error.strerror).lower()) from error


def _columns(table: Path, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in read_rows(table, *names)]


def read_catalog(data: Path, split: Path | None = None) -> list[Example]:
    """Read the examples of a folder in Kaggle's layout.

    Parameters
    ----------
    data : Path
        Holds `styles.csv` (columns id, articleType) and `images/`.
    split : Path, optional
        CSV with columns id and split; without it every photo is in `train`.

    Raises
    ------
    DataError
        When a table is missing, empty or lacks a column.
    """
    subsets: dict[str, str] = {}
    if split:
        subsets = {row[0]: row[1] for row in _columns(split, "id", "split")}
        if not subsets:
            raise DataError(split, "names no photo")
    examples: dict[str, Example] = {}
    for identity, label in _columns(data / "styles.csv", "id", "articleType"):
        if identity in examples:
            _log.warning("styles.csv: id %s appears twice, the first is kept", identity)
            continue
        subset = subsets.get(identity, "none" if split else "train")
        path = data / "images" / f"{identity}.jpg"
        examples[identity] = Example(path, subset, (unneutral(label),))
    return list(examples.values())


def read_partial(table: Path, images: Path, subset: str) -> list[Example]:
    """Read photos with several accepted classes: columns image and accepted (a;b;c)."""
    return [
        Example(images / f"{image}.jpg", subset, tuple(unneutral(accepted).split(";")))
        for image, accepted in _columns(table, "image", "accepted")
    ]


def read_examples(
    data: Path,
    split: Path | None,
    partial: Iterable[Path],
    classes: Iterable[str],
    foreign: Iterable[Example] = (),
) -> list[Example]:
    """Read what a network of these classes learns from: subsets `train`, `partial` and `shops`.

    Parameters
    ----------
    data, split : Path
        As in `read_catalog`.
    partial : iterable of Path
        Tables of photos with several accepted classes.
    classes : iterable of str
    foreign : iterable of Example
        Photos of other shops, from `model.data.shops`.

    Raises
    ------
    DataError
        When a table is unreadable, or a class has no training photo.
    """
    known = set(classes)
    whole = [e for e in read_catalog(data, split) if e.subset == "train"]
    examples = [e for e in whole if known & set(e.accepted)]
    if not examples:
        raise DataError(split or data / "styles.csv", "names no training photo of these classes")
    for table in partial:
        examples += read_partial(table, table.parent / "sellers", "partial")
    examples += foreign
    if missing := known - {name for example in examples for name in example.accepted}:
        raise DataError(data / "styles.csv", f"has no training photo of {_listed(missing)}")
    return examples


def _listed(names: Iterable[str], most: int = 5) -> str:
    ordered = sorted(names)
    rest = f" and {len(ordered) - most} more classes" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + rest


def read_classes(data: Path, examples: Iterable[Example], at_least: int = 2) -> tuple[str, ...]:
    """Give the class names in index order.

    `classes.json` beside the table decides; without it, every label with `at_least` training
    photos, in alphabetical order.

    Raises
    ------
    DataError
        When fewer than two classes are left.
    """
    listed = data / "classes.json"
    if listed.exists():
        names = tuple(json.loads(listed.read_text(encoding="utf-8")))
    else:
        counts = Counter(e.accepted[0] for e in examples if e.subset == "train")
        names = tuple(sorted(name for name, count in counts.items() if count >= at_least))
        for name in sorted(counts.keys() - set(names)):
            _log.warning("class %s has %d photo(s), left out", name, counts[name])
    if len(names) < 2:
        raise DataError(listed.parent / "styles.csv", "holds fewer than two usable classes")
    return names


def targets(examples: list[Example], classes: tuple[str, ...]) -> NDArray[np.float32]:
    """Mark the accepted classes of each example; (N, n_classes) float32, 0 or 1."""
    index = {name: column for column, name in enumerate(classes)}
    marked = np.zeros((len(examples), len(classes)), dtype=np.float32)
    for row, example in enumerate(examples):
        for name in example.accepted:
            if name in index:
                marked[row, index[name]] = 1
    return marked


def is_validation(content: bytes) -> bool:
    """Whether a photo is held out; by its bytes, so that copies of it fall on the same side."""
    return zlib.crc32(content) % VALIDATION_SHARE == 0
