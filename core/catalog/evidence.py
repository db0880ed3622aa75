"""What the cells of a column hold: pictures, photos of the folder, keys, classes."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.references import looks_like_image, split, split_bare
from core.catalog.table import Table

_LONGEST_KEY: Final = 200
SHORTEST_KEY: Final = 3
"""Characters from which a key that photos begin with speaks for its column."""
_LONGEST_TERM: Final = 300
"""Characters; longer cells are texts, no categories."""


@dataclass(slots=True)
class Evidence:
    """What a column's cells hold, in shares of the filled ones.

    Attributes
    ----------
    filled : int
        Cells that are not empty.
    images : float
        That name a picture.
    photo_hits, key_hits : int
        Cells that name a photo of the folder; that a photo's name begins with.
    classes : float
        That mean a class, alone or among several.
    clear : float
        That mean exactly one.
    distinct : int
    """

    filled: int = 0
    images: float = 0.0
    photo_hits: int = 0
    key_hits: int = 0
    classes: float = 0.0
    clear: float = 0.0
    distinct: int = 0
    values: frozenset[str] = field(default=frozenset())


def weigh(cells: Sequence[str], photos: PhotoIndex | None, classes: ClassMap) -> Evidence:
    """Judge a column by its cells."""
    counts = Counter(cell for cell in cells if cell)
    filled = counts.total()
    if not filled:
        return Evidence()
    images = photo_hits = key_hits = meant = clear = 0
    for cell, count in counts.items():
        image = looks_like_image(cell)
        images += count * image
        if photos is not None:
            photo_hits += count * _names_photo(cell, photos)
            key_hits += count * (len(cell) >= SHORTEST_KEY and photos.has_key(cell))
        if not image and len(cell) <= _LONGEST_TERM:
            labels = classes.meaning(cell).labels
            meant += count * bool(labels)
            clear += count * (len(labels) == 1)
    return Evidence(filled, images / filled, photo_hits, key_hits, meant / filled, clear / filled,
                    len(counts), frozenset(counts))  # fmt: skip


def _names_photo(cell: str, photos: PhotoIndex) -> bool:
    return any(photos.refer(one) is not None for one in (*split(cell), *split_bare(cell)))


def rows_with_hits(table: Table, photos: PhotoIndex) -> Iterator[list[str]]:
    """Give the rows that speak of the folder's photos, by whatever column."""
    sieve = photos.sieve
    for rows in table.batches():
        columns = list(itertools.zip_longest(*rows, fillvalue=""))
        cells = {column[at] for column in columns
                 for at in (*sieve.naming(column), *sieve.beginning(column))}  # fmt: skip
        hits = {cell for cell in cells if len(cell) <= _LONGEST_KEY and _hit(cell, photos)}
        yield from (row for row in rows if not hits.isdisjoint(row))


def _hit(cell: str, photos: PhotoIndex) -> bool:
    return photos.has_key(cell) or any(photos.refer(one) is not None for one in split(cell))
