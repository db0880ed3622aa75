"""What one decision is about: a photo by itself, or a product with all its photos."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of the queue.

    Attributes
    ----------
    lead : int
        The photo that stands for it in the lists.
    photos : tuple of int
        All of them, in their order; the lead alone where it is no product.
    label : str or None
        The network's tag, None until there is one.
    product : str or None
        What the log says of a product, as JSON: its key and its photos.
    """

    lead: int
    photos: tuple[int, ...]
    label: str | None = None
    product: str | None = None


def units_of(connection: sqlite3.Connection, photos: Iterable[int]) -> list[Unit]:
    """Give what photos belong to, each product once; photos not in the review are left out."""
    units: list[Unit] = []
    seen: set[int] = set()
    for photo in dict.fromkeys(photos):
        row = connection.execute(
            "SELECT product, label FROM photos WHERE id = ?", (photo,)
        ).fetchone()
        if row is None or row[0] in seen:
            continue
        if row[0] is None:
            units.append(Unit(photo, (photo,), row[1]))
        else:
            seen.add(row[0])
            units.append(_unit(connection, row[0]))
    return units


def _unit(connection: sqlite3.Connection, product: int) -> Unit:
    key, lead, label = connection.execute(
        "SELECT key, lead, label FROM products JOIN photos ON photos.id = lead"
        " WHERE products.id = ?",
        (product,),
    ).fetchone()
    rows = connection.execute(
        "SELECT id, path, ifnull(sha256, '') FROM photos WHERE product = ? ORDER BY place, id",
        (product,),
    ).fetchall()
    said = json.dumps({"key": key, "photos": rows})
    return Unit(lead, tuple(row[0] for row in rows), label, said)


def choose_leads(connection: sqlite3.Connection, products: Iterable[int]) -> None:
    """Let each product's first photo that is there and can be read stand for it in the lists."""
    connection.executemany(
        "UPDATE products SET lead = (SELECT id FROM photos WHERE product = products.id"
        " ORDER BY missing, error <> '', place, id LIMIT 1),"
        " presence = (SELECT ifnull(sum(iif(missing, 0, id)), 0) FROM photos"
        "  WHERE product = products.id) WHERE id = ?",
        chosen := [(product,) for product in products],
    )
    connection.executemany(
        "UPDATE photos SET behind = id <> (SELECT lead FROM products WHERE id = product)"
        " WHERE product = ?",
        chosen,
    )


def come_and_gone(connection: sqlite3.Connection) -> list[int]:
    """Give the products of which photos went missing or came back since their lead was chosen."""
    rows = connection.execute(
        "SELECT products.id FROM products JOIN"
        " (SELECT product, sum(iif(missing, 0, id)) AS present FROM photos"
        "  WHERE product IS NOT NULL GROUP BY product) ON product = products.id"
        " WHERE present <> presence"
    )
    return [row[0] for row in rows]
