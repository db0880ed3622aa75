"""The text that a search looks through: path, product name and catalog tag, without case.

The photo that stands for a product has the product's key and title, and the words of all its
photos, so that any of them finds it.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from core.review.connection import storable

_WORDS: Final = (
    "SELECT path, ifnull(product_name, ''), ifnull(catalog_tag, '') FROM photos WHERE id = ?"
)
_ALL_WORDS: Final = (
    "SELECT key, title, group_concat(path || char(10) || ifnull(product_name, '') || char(10)"
    " || ifnull(catalog_tag, ''), char(10)) FROM products JOIN photos ON product = products.id"
    " WHERE products.id = (SELECT product FROM photos WHERE id = ?1) AND lead = ?1"
    " GROUP BY products.id"
)


def add_words(connection: sqlite3.Connection, photos: Iterable[tuple[int, bytes]]) -> None:
    """Make new photos searchable by their paths; known photos keep their words."""
    connection.executemany(
        "INSERT INTO words VALUES (?, CAST(? AS TEXT)) ON CONFLICT DO NOTHING",
        [(photo, _folded(path.decode("utf-8", "surrogateescape"))) for photo, path in photos],
    )


def refresh_words(connection: sqlite3.Connection, photos: Iterable[int]) -> None:
    """Write words again after photos' path, product or catalog tag changed.

    Where a photo stands behind another one, that one's words are written as well.
    """
    query = (
        "SELECT lead FROM products JOIN photos ON product = products.id"
        " WHERE photos.id = ? AND lead <> photos.id"
    )
    chosen = dict.fromkeys(photos)
    chosen |= {lead: None for one in chosen for (lead,) in connection.execute(query, (one,))}
    connection.executemany(
        "UPDATE words SET text = CAST(? AS TEXT) WHERE photo = ?",
        [(_folded("\n".join(_texts(connection, photo))), photo) for photo in chosen],
    )


def _texts(connection: sqlite3.Connection, photo: int) -> tuple[str, ...]:
    row: tuple[str, ...] | None = connection.execute(_ALL_WORDS, (photo,)).fetchone()
    return row or connection.execute(_WORDS, (photo,)).fetchone()


def _folded(text: str) -> bytes:
    return storable(text.casefold())
