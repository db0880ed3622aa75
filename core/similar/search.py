"""The photos of a review that are most like one of them, by the cosine of their vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.similar.known import KnownVectors


@dataclass(frozen=True, slots=True)
class Comparable:
    """A photo to compare.

    Attributes
    ----------
    photo : int
        Its number; where photos are equally similar, the lower one comes first.
    entry : int
        The number of what lists show of it: the lead photo of its product, or itself.
    subject : str or None
        What it holds; None while nobody knows.
    """

    photo: int
    entry: int
    subject: str | None


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
    known: KnownVectors, photos: Sequence[Comparable], asked: Comparable, most: int
) -> list[Similar]:
    """Give the entries most like a photo, the most similar first, behind the photo's own entry.

    Parameters
    ----------
    known : KnownVectors
    photos : sequence of Comparable
        Of the whole review; those without a vector are left out.
    asked : Comparable
        One of them.
    most : int
        How many entries at most, the photo's own included.

    Returns
    -------
    list of Similar
        Each entry once, by that of its photos which is most similar; of equally similar ones the
        photo with the lower number first. Empty where the photo asked about has no vector.
    """
    if asked.subject is None or asked.subject not in known or most < 1:
        return []
    rows = known.rows(photo.subject for photo in photos)
    seen = np.flatnonzero(rows >= 0)
    values = known.similarities(asked.subject)[rows[seen]]
    numbers = np.array([photo.photo for photo in photos], dtype=np.int64)[seen]
    entries = np.array([photo.entry for photo in photos], dtype=np.int64)[seen]
    own = entries == asked.entry
    order = np.lexsort((numbers, numbers != asked.photo, -values, ~own))
    _, first = np.unique(entries[order], return_index=True)
    best = seen[order[np.sort(first)[:most]]]
    similar = dict(zip(seen.tolist(), values.tolist(), strict=True))
    return [
        Similar(
            photos[place].photo,
            photos[place].entry,
            similar[place],
            photos[place].subject == asked.subject,
        )
        for place in best.tolist()
    ]
