"""Photos that are the same or look alike: equal bytes, or perceptual hashes a few bits apart.

The hash is pHash (the signs of the low frequencies of a cosine transform) from the library
ImageHash; see C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.imaging.outline import Picture
from core.review.database import Database

HASH_SIDE: Final = 16
"""Rows and columns of the hash: 256 bits, since products on white agree in most of 64."""
_HASH_BYTES: Final = HASH_SIDE * HASH_SIDE // 8
NEAR_BITS: Final = 20
"""Of 256, up to which two photos look alike.

Measured on 3,000 catalog photos: copies at two thirds of the size, JPEG quality 60, differ in 2
bits (median), 10 (95 %), 20 (all); of 4.5 million pairs of different photos 21 came as near."""
_BAND_BITS: Final = 12
_BLOCK: Final = 512
"""Photos compared at once, rows against rows: 512 x 512 x 32 bytes stay under 9 MB."""
_NO_PRODUCT: Final = 0

Pairs = NDArray[np.int64]
"""(n, 2) places of photos that are alike, or of whatever is said."""


class Marks:
    """What tells which photos are alike, in columns: 60 bytes a photo, as rows they take 400."""

    def __init__(self) -> None:
        self._ids, self._contents, self._products = array("q"), array("q"), array("q")
        self._hashed, self._looks = array("q"), bytearray()

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, bytes | None, int | None]]) -> Self:
        """Take a photo's id, the number of its content, its perceptual hash and its product.

        The last two where they are known; products count from 1.
        """
        made = cls()
        for photo, content, look, product in rows:
            if look:
                made._hashed.append(len(made._ids))
                made._looks += look
            made._ids.append(photo)
            made._contents.append(content)
            made._products.append(product or _NO_PRODUCT)
        return made

    @property
    def ids(self) -> NDArray[np.int64]:
        """The photos, in the order that all places count in."""
        return np.asarray(self._ids)

    @property
    def contents(self) -> NDArray[np.int64]:
        """Numbers that photos with equal bytes share."""
        return np.asarray(self._contents)

    @property
    def hashed(self) -> NDArray[np.int64]:
        """The places of photos whose perceptual hash is known."""
        return np.asarray(self._hashed)

    @property
    def looks(self) -> NDArray[np.uint8]:
        """(n, 32) the perceptual hashes of those."""
        return np.asarray(self._looks).reshape(-1, _HASH_BYTES)

    @property
    def units(self) -> NDArray[np.int64]:
        """What each photo is compared as: its product's first photo, or the photo itself."""
        products = np.asarray(self._products)
        own = -1 - np.arange(len(products))
        return _firsts(np.where(products == _NO_PRODUCT, own, products))


def look(picture: Picture) -> bytes:
    """Give a photo's perceptual hash.

    Parameters
    ----------
    picture : Picture
        RGB.

    Returns
    -------
    bytes
        256 bits.
    """
    import imagehash

    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    bits = imagehash.phash(image, hash_size=HASH_SIDE).hash
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

    def read(self) -> Marks:
        """Give what tells which photos are alike.

        A content is named by the first photo that holds it: a number takes a third of its SHA-256.
        What stands in a hash's place and is none counts as not known yet.
        """
        return Marks.of(
            self._database.stream(
                "SELECT id, (SELECT min(id) FROM photos AS same WHERE same.sha256 = photos.sha256),"
                " CASE WHEN typeof(look) = 'blob' AND length(look) = ? THEN look END, product"
                " FROM photos WHERE sha256 IS NOT NULL",
                (_HASH_BYTES,),
            )
        )

    def mark(self, clusters: Pairs) -> int:
        """Keep which photos look alike, in place of what was known; gives how many those are."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE photos SET cluster = NULL WHERE cluster IS NOT NULL")
            connection.executemany(
                "UPDATE photos SET cluster = ? WHERE id = ?",
                ((int(cluster), int(photo)) for photo, cluster in clusters),
            )
        return len(clusters)


def clustered(marks: Marks) -> Pairs:
    """Give (photo id, cluster) for every photo that has a like; takes seconds for 100,000.

    A product is one thing: photos of it are not like each other, and all of them are of the
    cluster that one of them is of.
    """
    hashed, looks, units = marks.hashed, marks.looks, marks.units
    same = [_repeated(marks.contents), hashed[_repeated(_whole(looks))]]
    pairs = units[np.concatenate([*same, hashed[_near(looks)]])]
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    has_like = np.isin(units, pairs)
    clusters = _first_of_each(pairs, len(units))[units[has_like]]
    return np.stack([marks.ids[has_like], clusters], axis=1)


def _first_of_each(pairs: Pairs, size: int) -> NDArray[np.int64]:
    """Give, for each of `size`, the first of those that pairs connect it with."""
    first, before = np.arange(size), np.empty(0, dtype=np.int64)
    ends = pairs.T.ravel()
    while not np.array_equal(first, before):
        before = first.copy()
        np.minimum.at(first, ends, np.tile(first[pairs].min(axis=1), 2))
        first = first[first]  # halves what is left of a chain
    return first


def _firsts(keys: NDArray[Any]) -> NDArray[np.int64]:
    """Give, for each key, the place of the first that is equal."""
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    places: NDArray[np.int64] = first[which]
    return places


def _repeated(keys: NDArray[Any]) -> Pairs:
    """Pair each repeated content or hash with its first place."""
    first = _firsts(keys)
    again = np.flatnonzero(first != np.arange(len(keys)))
    return np.stack([first[again], again], axis=1)


def _whole(looks: NDArray[np.uint8]) -> NDArray[np.void]:
    """Give hashes each as one value, which compares as its bytes do."""
    return looks.view(np.dtype((np.void, _HASH_BYTES))).ravel()


def _near(looks: NDArray[np.uint8]) -> Pairs:
    """Pair hashes at most `NEAR_BITS` apart: cut into more bands than that, one band is equal."""
    _, places = np.unique(_whole(looks), return_index=True)
    distinct = looks[places]
    words = distinct.view(np.uint64)
    found = [pairs for bucket in _buckets(distinct) for pairs in _close(words, bucket)]
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    # Each pair as one number: by rows NumPy compares with Python's lock held, 0.15 s for 12,000.
    numbers = np.unique(np.concatenate(found) @ (len(places), 1))
    pairs: Pairs = places[np.stack(np.divmod(numbers, len(places)), axis=1)]
    return pairs


def _buckets(looks: NDArray[np.uint8]) -> Iterator[NDArray[np.int64]]:
    """Give the rows that agree in one band of bits, band by band."""
    for start in range(0, 8 * _HASH_BYTES - _BAND_BITS + 1, _BAND_BITS):
        octet, shift = divmod(start, 8)
        two = looks[:, octet].astype(np.uint16) << 8 | looks[:, octet + 1]
        band = two << shift >> 16 - _BAND_BITS
        order = np.argsort(band, kind="stable")
        ends = np.flatnonzero(np.diff(band[order])) + 1
        yield from (bucket for bucket in np.split(order, ends) if len(bucket) > 1)


def _close(words: NDArray[np.uint64], bucket: NDArray[np.int64]) -> Iterator[Pairs]:
    """Give the pairs of a bucket that are near, where there are any."""
    for start in range(0, len(bucket), _BLOCK):
        rows = bucket[start : start + _BLOCK]
        for column_start in range(start, len(bucket), _BLOCK):
            columns = bucket[column_start : column_start + _BLOCK]
            apart = np.bitwise_count(words[rows, None] ^ words[None, columns]).sum(axis=2)
            a, b = np.nonzero(apart <= NEAR_BITS)
            pairs = np.stack([rows[a], columns[b]], axis=1)
            distinct: Pairs = pairs[pairs[:, 0] != pairs[:, 1]]
            if len(distinct):
                yield distinct
