"""The text that a search looks through: path, product name and catalog tag, without case."""

import sqlite3
from collections.abc import Iterable

from core.review.ledger import storable


def add_words(connection: sqlite3.Connection, photos: Iterable[tuple[int, bytes]]) -> None:
    """Make new photos searchable by their paths; known photos keep their words."""
    connection.executemany(
        "INSERT INTO words VALUES (?, CAST(? AS TEXT)) ON CONFLICT DO NOTHING",
        [(photo, _folded(path.decode("utf-8", "surrogateescape"))) for photo, path in photos],
    )


def refresh_words(connection: sqlite3.Connection, photos: Iterable[int]) -> None:
    """Write photos' words again after their path, product name or catalog tag changed."""
    query = (
        "SELECT path, ifnull(product_name, ''), ifnull(catalog_tag, '') FROM photos WHERE id = ?"
    )
    texts = ((connection.execute(query, (photo,)).fetchone(), photo) for photo in photos)
    connection.executemany(
        "UPDATE words SET text = CAST(? AS TEXT) WHERE photo = ?",
        [(_folded("\n".join(row)), photo) for row, photo in texts],
    )


def _folded(text: str) -> bytes:
    return storable(text.casefold())
