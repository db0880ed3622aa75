"""Photos that are the same or look alike: equal bytes, or perceptual hashes a few bits apart.

The hash is pHash (the signs of the low frequencies of a cosine transform) from the library
ImageHash; see C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.entities import Pixels
from core.review.database import Database

HASH_SIDE: Final = 16
"""Rows and columns of the hash: 256 bits, since products on white agree in most of 64."""
_HASH_BYTES: Final = HASH_SIDE * HASH_SIDE // 8
NEAR_BITS: Final = 20
"""Of 256, up to which two photos look alike.

Measured on 3,000 catalog photos: copies at two thirds of the size, JPEG quality 60, differ in 2
bits (median), 10 (95 %), 20 (all); of 4.5 million pairs of different photos 21 came as near."""
_BAND_BITS: Final = 12
_BLOCK: Final = 1024
"""Photos compared at once, rows against rows: 1024 x 1024 x 32 bytes stay under 34 MB."""


Marks = tuple[int, str | int, bytes | None, int | None]
"""A photo's id, what names its content, its perceptual hash where that is known, its product."""


def look(pixels: Pixels) -> bytes:
    """Give a photo's perceptual hash.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB

    Returns
    -------
    bytes
        256 bits.
    """
    import imagehash

    bits = imagehash.phash(Image.fromarray(pixels), hash_size=HASH_SIDE).hash
    return np.packbits(bits).tobytes()


class Duplicates:
    """Finds the clusters of one review's photos."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, looks: Iterable[tuple[int, bytes]]) -> None:
        """Keep photos' perceptual hashes: pairs of id and `look`."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE photos SET look = ? WHERE id = ?", [(hash_, id_) for id_, hash_ in looks]
            )

    def find(self) -> int:
        """Mark every photo that looks like another; gives how many those are."""
        return self.mark(clustered(self.read()))

    def read(self) -> list[Marks]:
        """Give every photo's id, content, perceptual hash and product.

        A content is named by the first photo that holds it: a number takes a third of its SHA-256.
        """
        return self._database.rows(
            "SELECT id, (SELECT min(id) FROM photos AS same WHERE same.sha256 = photos.sha256),"
            " look, product FROM photos WHERE sha256 IS NOT NULL"
        )

    def mark(self, clusters: Sequence[tuple[int, int]]) -> int:
        """Keep which photos look alike, in place of what was known; gives how many those are."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE photos SET cluster = NULL WHERE cluster IS NOT NULL")
            connection.executemany(
                "UPDATE photos SET cluster = ? WHERE id = ?",
                [(cluster, photo) for photo, cluster in clusters],
            )
        return len(clusters)


def clustered(photos: Sequence[Marks]) -> list[tuple[int, int]]:
    """Give (photo id, cluster) for every photo that has a like; takes seconds for 100,000.

    A product is one thing: photos of it are not like each other, and all of them are of the
    cluster that one of them is of.
    """
    first: dict[object, int] = {}
    units = [
        first.setdefault(row[0] if row[3] is None else ("product", row[3]), index)
        for index, row in enumerate(photos)
    ]
    of_unit = dict(_clusters([row[1] for row in photos], [row[2] for row in photos], units))
    return [
        (row[0], of_unit[unit]) for row, unit in zip(photos, units, strict=True) if unit in of_unit
    ]


def _clusters(
    contents: list[str | int], looks: list[bytes | None], units: list[int]
) -> list[tuple[int, int]]:
    """Give (unit, cluster) for every unit that has a like; both count from 0."""
    size = len(contents)
    hashed = np.array([i for i, hash_ in enumerate(looks) if hash_], dtype=np.int64)
    known = [hash_ for hash_ in looks if hash_]
    alike = np.concatenate([_same(contents), hashed[_same(known)], hashed[_near(known)]])
    pairs = np.array(units, dtype=np.int64)[alike]
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    if len(pairs) == 0:
        return []
    first = _first_of_each(pairs, size)
    return [(int(index), int(first[index])) for index in np.unique(pairs)]


def _first_of_each(pairs: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Give, for each of `size`, the first of those that pairs connect it with."""
    first, before = np.arange(size), np.empty(0, dtype=np.int64)
    ends = pairs.T.ravel()
    while not np.array_equal(first, before):
        before = first.copy()
        np.minimum.at(first, ends, np.tile(first[pairs].min(axis=1), 2))
        first = first[first]  # halves what is left of a chain
    return first


def _same(marks: Sequence[str | int | bytes]) -> NDArray[np.int64]:
    """Pair each repeated content or hash with its first photo."""
    first: dict[str | int | bytes, int] = {}
    origins = [(first.setdefault(mark, index), index) for index, mark in enumerate(marks)]
    pairs = [(origin, index) for origin, index in origins if origin != index]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _near(looks: list[bytes]) -> NDArray[np.int64]:
    """Pair hashes at most `NEAR_BITS` apart: cut into more bands than that, one band is equal."""
    first = {look: index for index, look in reversed(list(enumerate(looks)))}
    places = np.fromiter(first.values(), dtype=np.int64, count=len(first))
    octets = np.frombuffer(b"".join(first), dtype=np.uint8).reshape(len(first), _HASH_BYTES)
    words = octets.view(np.uint64)
    found = [places[_close(words, bucket)] for bucket in _buckets(octets)]
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    pairs: NDArray[np.int64] = np.unique(np.concatenate(found), axis=0)
    return pairs


def _buckets(octets: NDArray[np.uint8]) -> Iterator[NDArray[np.int64]]:
    """Give the rows that agree in one band of bits, band by band."""
    bits = np.unpackbits(octets, axis=1)
    for start in range(0, bits.shape[1] - _BAND_BITS + 1, _BAND_BITS):
        band = bits[:, start : start + _BAND_BITS] @ (1 << np.arange(_BAND_BITS))
        order = np.argsort(band, kind="stable")
        ends = np.flatnonzero(np.diff(band[order])) + 1
        yield from (bucket for bucket in np.split(order, ends) if len(bucket) > 1)


def _close(words: NDArray[np.uint64], bucket: NDArray[np.int64]) -> NDArray[np.int64]:
    pairs = []
    for start in range(0, len(bucket), _BLOCK):
        rows = bucket[start : start + _BLOCK]
        for column_start in range(start, len(bucket), _BLOCK):
            columns = bucket[column_start : column_start + _BLOCK]
            apart = np.bitwise_count(words[rows, None] ^ words[None, columns]).sum(axis=2)
            a, b = np.nonzero(apart <= NEAR_BITS)
            pairs.append(np.stack([rows[a], columns[b]], axis=1))
    found = np.concatenate(pairs)
    distinct: NDArray[np.int64] = found[found[:, 0] != found[:, 1]]
    return distinct
