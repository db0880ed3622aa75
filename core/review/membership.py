"""Putting photos into products and taking them out, with all that the lists show of it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from core.review.connection import listed
from core.review.search_text import refresh_words
from core.review.shown_tags import show_photos, show_products
from core.review.units import choose_leads

_CATALOG_TAG: Final = (
    "UPDATE photos SET (catalog_tag, catalog_label, product_name) ="
    " (SELECT catalog_tag, catalog_label, product_name FROM photos AS mate"
    "  WHERE mate.product = photos.product AND mate.catalog_tag IS NOT NULL"
    "  ORDER BY place, id LIMIT 1) WHERE product = ? AND catalog_tag IS NULL"
)
"""A catalog's tag of one photo is that of its product."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo stands, as the entry of a move names it.

    Attributes
    ----------
    product : int or None
        None for a photo by itself.
    key : str
    place : int
        Among the product's photos, ascending.
    """

    product: int | None = None
    key: str = ""
    place: int = 0

    @classmethod
    def of(cls, connection: sqlite3.Connection, photo: int) -> Self:
        """Read where a photo stands now."""
        row = connection.execute(
            "SELECT product, ifnull(key, ''), place FROM photos"
            " LEFT JOIN products ON products.id = product WHERE photos.id = ?",
            (photo,),
        ).fetchone()
        return cls(*row)

    def fields(self) -> dict[str, Any]:
        """Give what the log holds."""
        return asdict(self)


def put(connection: sqlite3.Connection, photo: int, where: Place) -> None:
    """Put a photo into a product, or out of every one."""
    left = Place.of(connection, photo).product
    connection.execute(
        "UPDATE photos SET product = ?, place = ?, behind = 0, odd = NULL WHERE id = ?",
        (where.product, where.place, photo),
    )
    settle(connection, {left, where.product} - {None})
    if where.product is None:
        show_photos(connection, [photo])
        refresh_words(connection, [photo])


def settle(connection: sqlite3.Connection, products: Iterable[int | None]) -> None:
    """Bring everything that is shown of products in line with their photos."""
    chosen = [product for product in products if product is not None]
    choose_leads(connection, chosen)
    show_products(connection, chosen)
    connection.executemany(_CATALOG_TAG, [(product,) for product in chosen])
    query = "SELECT id FROM photos WHERE product IN (SELECT value FROM json_each(?))"
    photos = connection.execute(query, (listed(chosen),)).fetchall()
    refresh_words(connection, [photo for (photo,) in photos])


def products_of(connection: sqlite3.Connection, photos: Iterable[int]) -> set[int]:
    """Give the products that photos are of, where they are of one."""
    query = (
        "SELECT DISTINCT product FROM photos WHERE id IN (SELECT value FROM json_each(?))"
        " AND product IS NOT NULL"
    )
    return {row[0] for row in connection.execute(query, (listed(photos),))}
