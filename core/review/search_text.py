"""The text of each photo that a search looks through: path, product name, catalog tag, caseless.

What changes with answers and decisions is no part of it: `searching` looks that up.

The photo that stands for a product has the product's key and title, and the words of all its
photos, so that any of them finds it.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from core.review.connection import listed, storable

_OWN: Final = (
    "SELECT id, path, ifnull(product_name, ''), ifnull(catalog_tag, '') FROM photos"
    " WHERE id IN (SELECT value FROM json_each(?))"
)
_OF_PRODUCTS: Final = (
    "SELECT lead, key, title, group_concat(path || char(10) || ifnull(product_name, '')"
    " || char(10) || ifnull(catalog_tag, ''), char(10)) FROM products"
    " JOIN photos ON product = products.id WHERE products.id IN"
    " (SELECT product FROM photos WHERE id IN (SELECT value FROM json_each(?)))"
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
    chosen = (listed(photos),)
    texts = {photo: words for photo, *words in connection.execute(_OWN, chosen)}
    texts |= {lead: words for lead, *words in connection.execute(_OF_PRODUCTS, chosen)}
    connection.executemany(
        "UPDATE words SET text = CAST(? AS TEXT) WHERE photo = ?",
        [(_folded("\n".join(words)), photo) for photo, words in texts.items()],
    )


def _folded(text: str) -> bytes:
    return storable(text.casefold())
