"""Labelled photos as a classifier is measured on them: chosen, and loaded as the program does."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from core.entities import Photo
from core.errors import AppError
from core.imaging.images import load_photo
from model.data.dataset import Example, read_catalog

BATCH: Final = 64
"""Photos in memory at once."""

_log = logging.getLogger(__name__)


def labelled(
    labels: Iterable[str],
    data: Path,
    split: Path | None,
    subset: str,
    count: int | None = None,
    seed: int = 0,
) -> list[Example]:
    """Read the photos of a subset whose class is one of `labels`, or `count` of them at random.

    Raises
    ------
    AppError
        A table cannot be read, or the subset holds no such photo.
    """
    known = set(labels)
    catalog = read_catalog(data, split)
    mine = [e for e in catalog if e.subset == subset and e.accepted[0] in known]
    if not mine:
        raise AppError(f"{data / 'styles.csv'}: no photo of a known class in subset {subset!r}")
    chosen = np.random.default_rng(seed).permutation(len(mine))[:count]
    return [mine[row] for row in sorted(chosen)]


def load_batches(examples: list[Example]) -> Iterator[tuple[list[Example], list[Photo]]]:
    """Load photos, at most `BATCH` at once; those that cannot be read are logged and left out."""
    part: list[Example] = []
    photos: list[Photo] = []
    for example in examples:
        try:
            photos.append(load_photo(example.path))
            part.append(example)
        except AppError as error:
            _log.warning("skipped %s", error)
        if len(part) == BATCH:
            yield part, photos
            part, photos = [], []
    if part:
        yield part, photos
