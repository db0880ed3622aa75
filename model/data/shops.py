"""Reads photos of foreign shops: `shops.csv` beside the folder `shops`.

Columns image, source, accepted (a;b;c, or `other:<kind>` for a thing outside the classes), split
(train or test) and, where known, view. A source is one shop: all of it is for learning or all of it
for measuring, since what is measured is how a network does in a shop that it has never seen.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from model.data.dataset import DataError, Example, numbered_rows

SHOPS: Final = "shops"
"""Name of the folder beside the table, and of the subset."""

OTHER: Final = "other:"
"""What the label of a thing outside the classes begins with."""

SIDES: Final = ("train", "test")


def read_shops(table: Path, side: str, classes: Collection[str]) -> list[Example]:
    """Read the photos of one side, and check both.

    Parameters
    ----------
    table : Path
    side : {"train", "test"}
    classes : collection of str
        The network's.

    Raises
    ------
    DataError
        Naming the line: a class that the network does not have, no class, a photo that is not
        there, a source on both sides, a side that is neither. Also when the table cannot be read,
        lacks a column, or names no photo of this side.
    """
    sides: dict[str, str] = {}
    found = []
    for line, row in numbered_rows(table, "image", "source", "accepted", "split"):
        example = _example(table, line, row, classes)
        first = sides.setdefault(example.source, row["split"])
        if row["split"] not in SIDES:
            raise DataError(table, f"line {line}: split {row['split']!r} is neither train nor test")
        if row["split"] != first:
            raise DataError(table, f"line {line}: source {example.source!r} is in {first} as well")
        if row["split"] == side:
            found.append(example)
    if not found:
        raise DataError(table, f"names no photo for {side}")
    return found


def _example(table: Path, line: int, row: dict[str, str], classes: Collection[str]) -> Example:
    accepted = tuple(name.strip() for name in row["accepted"].split(";") if name.strip())
    if not accepted:
        raise DataError(table, f"line {line}: no class is accepted")
    if not (len(accepted) == 1 and accepted[0].startswith(OTHER)):
        for name in accepted:
            if name not in classes:
                raise DataError(table, f"line {line}: {name!r} is no class of the network")
    path = table.parent / SHOPS / row["image"]
    if not path.is_file():
        raise DataError(table, f"line {line}: photo {row['image']!r} is missing")
    return Example(path, SHOPS, accepted, row["source"], row.get("view", ""))


def is_other(example: Example) -> bool:
    """Whether a photo shows a thing outside the classes."""
    return example.accepted[0].startswith(OTHER)
