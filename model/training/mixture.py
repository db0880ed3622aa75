"""What a run learns from and what it is judged by: one shop, sellers at home, other shops."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import AppError
from model.data.dataset import Example, read_examples, read_partial
from model.data.pictures import Pictures
from model.data.shops import OTHER, SHOPS, is_other, read_shops
from model.data.strength import Strength
from model.training.run import Settings

COMPOSITES: Final = "composites"
"""Name of the folder beside the table that `model.composites` writes, and of the subset."""

MARKED: Final = 0.3
"""Share of the rectangles painted over pictures that hide a corner."""

DETAIL: Final = "detail"
"""View of a sole or a close-up: no class is learnt from it."""


def read_mixture(settings: Settings, classes: tuple[str, ...]) -> list[Example]:
    """Read all photos that a run learns from or is judged by.

    Raises
    ------
    AppError
        A table cannot be read or has a bad line, or a source to hold out is not there.
    """
    split = Path(settings.split) if settings.split else None
    foreign = read_shops(Path(settings.shops), "train", classes) if settings.shops else []
    missing = set(settings.held_sources) - {e.source for e in foreign}
    if missing:
        raise AppError(f"no photo to learn from is of source {', '.join(sorted(missing))}")
    more = [_as_taught(example) for example in foreign]
    if settings.composites:
        table = Path(settings.composites)
        more += read_partial(table, table.parent / COMPOSITES, COMPOSITES)
    return read_examples(Path(settings.data), split, map(Path, settings.partial), classes, more)


def _as_taught(example: Example) -> Example:
    return replace(example, accepted=(OTHER + DETAIL,)) if example.view == DETAIL else example


def hold_out(pictures: Pictures, sources: tuple[str, ...]) -> Pictures:
    """Hold out whole shops: what is learnt of one must not judge it.

    Composites are all learnt from. What is from the catalog or sellers stays as it was.
    """
    chosen = np.array([e.subset in (SHOPS, COMPOSITES) for e in pictures.examples])
    held = np.array([e.source in sources for e in pictures.examples])
    return replace(pictures, held_out=np.where(chosen, held, pictures.held_out))


def learnt_rows(pictures: Pictures, settings: Settings) -> NDArray[np.intp]:
    """Give the rows of one epoch, rarer kinds more than once.

    Sellers' photos stand `partial_repeats` times. Those of the largest other shop stand
    `shops_repeats` times, of one with a quarter of its photos twice as often, and so on by the
    square root: so that no shop is learnt for all.
    """
    sizes = Counter(
        e.source
        for e, held in zip(pictures.examples, pictures.held_out, strict=True)
        if e.subset == SHOPS and not held
    )
    largest = max(sizes.values(), default=0)

    def times(example: Example) -> int:
        if example.subset == SHOPS:
            return round(settings.shops_repeats * (largest / sizes[example.source]) ** 0.5)
        return settings.partial_repeats if example.subset == "partial" else 1

    learnt = np.flatnonzero(~pictures.held_out)
    return np.repeat(learnt, [times(pictures.examples[row]) for row in learnt])


def is_taught(examples: list[Example]) -> NDArray[np.float32]:
    """Say where a teacher is heard, (N, 1), 0 or 1: not on what it knows worse than the labels.

    A teacher from one shop is wrong on every third photo of another, and on most busy grounds.
    """
    heard = [e.subset not in (SHOPS, COMPOSITES) for e in examples]
    return np.array(heard, dtype=np.float32)[:, None]


def judged_rows(pictures: Pictures) -> dict[str, NDArray[np.intp]]:
    """Give the rows held out, by kind; things outside the classes are in none."""
    found: dict[str, list[int]] = {}
    for row in np.flatnonzero(pictures.held_out):
        example = pictures.examples[row]
        if not is_other(example):
            found.setdefault(example.subset, []).append(int(row))
    return {kind: np.array(rows, dtype=np.intp) for kind, rows in found.items()}


def strength_of(settings: Settings) -> Strength:
    """Say how far pictures are changed: corners are hidden where shops with marks are learnt."""
    strength = Strength().scaled(settings.strength)
    return replace(strength, corner=MARKED) if settings.shops else strength
