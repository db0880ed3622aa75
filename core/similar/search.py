"""The photos of a review that are most like one of them, by the cosine of their vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.similar.known import KnownVectors


@dataclass(frozen=True, slots=True)
class Similar:
    """An entry of the list that is like the photo asked about.

    Attributes
    ----------
    photo : int
        Of the entry's photos the one that is most like it.
    similarity : float
        Cosine, in [-1, 1]; 1 for the same picture.
    identical : bool
        The two files hold the same bytes.
    """

    photo: int
    entry: int
    similarity: float
    identical: bool = False


def nearest(
    known: KnownVectors,
    photos: NDArray[np.int64],
    entries: NDArray[np.int64],
    subjects: Sequence[str | None],
    asked: int,
    most: int,
) -> list[Similar]:
    """Give the entries most like a photo, the most similar first, behind the photo's own entry.

    Parameters
    ----------
    known : KnownVectors
    photos : (N,) int64
        Numbers of the whole review's photos; those without a vector are left out.
    entries : (N,) int64
        What lists show of each: the number of its product's lead photo, or its own.
    subjects : sequence of str or None
        What each holds; None while nobody knows.
    asked : int
        The place of one of them in these columns.
    most : int
        How many entries at most, the photo's own included.

    Returns
    -------
    list of Similar
        Each entry once, by that of its photos which is most similar; of equally similar ones the
        photo with the lower number first. Empty where the photo asked about has no vector.
    """
    subject = subjects[asked]
    if subject is None or subject not in known or most < 1:
        return []
    rows = known.rows(subjects)
    seen = np.flatnonzero(rows >= 0)
    values = known.similarities(subject)[rows[seen]]
    numbers, units = photos[seen], entries[seen]
    order = np.lexsort((numbers, seen != asked, -values, units != entries[asked]))
    _, first = np.unique(units[order], return_index=True)
    best = order[np.sort(first)[:most]]
    found = zip(seen[best].tolist(), values[best].tolist(), strict=True)
    return [
        Similar(int(photos[place]), int(entries[place]), value, subjects[place] == subject)
        for place, value in found
    ]
