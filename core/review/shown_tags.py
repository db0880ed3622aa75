"""What the lists show of the network's answers: a photo's own, or that of its product."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.inference.combining import Combined, combine
from core.review.connection import listed
from core.review.records import stored
from core.vocabulary import Status

STORED: Final = "<f4"
"""Probabilities and logits lie in the file as little-endian float32."""
_OWN: Final = """
UPDATE photos SET (status, label, confidence, margin) =
    (SELECT status, label, confidence, margin FROM predictions
     WHERE predictions.subject = photos.subject AND pack = ?1),
    badge = (SELECT badge FROM explanations
     WHERE explanations.subject = photos.subject AND pack = ?1 AND badge IS NOT NULL
     ORDER BY samples DESC LIMIT 1)
WHERE product IS NULL AND error = ''
"""
_ANSWERS: Final = (
    "SELECT product, photos.id, predictions.status, probabilities FROM photos JOIN predictions"
    " ON predictions.subject = photos.subject AND pack = ? WHERE +missing = 0 AND error = ''"
)
"""The plus keeps SQLite from going through all photos that are there, for one product's few."""
_SHARED: Final = """
UPDATE photos SET status = ?3, label = ?4, confidence = ?5, margin = ?6, odd = NULL,
    badge = (SELECT e.badge FROM explanations AS e JOIN photos AS carrier USING (subject)
     WHERE carrier.id = ?7 AND pack = ?1 AND e.badge IS NOT NULL ORDER BY samples DESC LIMIT 1)
WHERE product = ?2 AND error = ''
"""

Answer = tuple[int, int, Status, bytes]
"""Product, photo, status, probabilities."""


def show_everything(connection: sqlite3.Connection) -> None:
    """Rewrite all, for another network's answers."""
    pack, labels = _pack(connection)
    connection.execute(_OWN, (pack,))
    products = [row[0] for row in connection.execute("SELECT id FROM products")]
    query = f"{_ANSWERS} AND product > 0 ORDER BY product, place, id"
    _show(connection, pack, labels, products, _answers(connection, query, pack))


def show_subjects(connection: sqlite3.Connection, subjects: Iterable[object]) -> None:
    """Rewrite photos of which answers are these, and the products that they are of."""
    marks = [(subject,) for subject in subjects]
    pack, _ = _pack(connection)
    connection.executemany(f"{_OWN} AND subject = ?2", [(pack, *mark) for mark in marks])
    query = "SELECT DISTINCT product FROM photos WHERE subject = ? AND product IS NOT NULL"
    show_products(connection, {row[0] for mark in marks for row in connection.execute(query, mark)})


def show_photos(connection: sqlite3.Connection, photos: Iterable[int]) -> None:
    """Rewrite photos that are of no product."""
    pack, _ = _pack(connection)
    connection.executemany(f"{_OWN} AND id = ?2", [(pack, photo) for photo in photos])


def show_products(connection: sqlite3.Connection, products: Iterable[int]) -> None:
    """Rewrite products from their photos' own answers; those that nobody can read do not count."""
    pack, labels = _pack(connection)
    chosen = list(products)
    query = (
        f"{_ANSWERS} AND product IN (SELECT value FROM json_each(?))"
        " ORDER BY product, place, photos.id"
    )
    _show(connection, pack, labels, chosen, _answers(connection, query, pack, listed(chosen)))


def _answers(connection: sqlite3.Connection, query: str, *values: object) -> list[Answer]:
    """Read answers; those of another version of the program do not count."""
    return [
        (product, photo, known, probabilities)
        for product, photo, status, probabilities in connection.execute(query, values)
        if (known := stored(Status, status))
    ]


def _pack(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """Give the network in use and its classes; nothing is answered before there is one."""
    row = connection.execute(
        "SELECT id, labels FROM packs WHERE id = (SELECT value FROM meta WHERE key = 'pack')"
    ).fetchone()
    return (0, []) if row is None else (int(row[0]), json.loads(row[1]))


def _show(
    connection: sqlite3.Connection,
    pack: int,
    labels: Sequence[str],
    products: Sequence[int],
    answers: Sequence[Answer],
) -> None:
    """Write what products' photos say together."""
    shared: dict[int, tuple[object, ...]] = dict.fromkeys(products, (None,) * 5)
    odd: list[tuple[str, int]] = []
    for product, part in groupby(answers, key=itemgetter(0)):
        photos, said, own = _combined(part)
        carrier = photos[said.carrier]
        shared[product] = (
            said.status.value, labels[said.index], said.confidence, said.margin, carrier,
        )  # fmt: skip
        against = zip(photos, own.argmax(axis=1).tolist(), said.contradicts, strict=True)
        odd += [(labels[index], photo) for photo, index, differs in against if differs]
    connection.executemany(_SHARED, [(pack, one, *values) for one, values in shared.items()])
    connection.executemany(
        "UPDATE products SET carrier = ? WHERE id = ?",
        [(values[-1], one) for one, values in shared.items()],
    )
    connection.executemany("UPDATE photos SET odd = ? WHERE id = ?", odd)


def _combined(answers: Iterator[Answer]) -> tuple[list[int], Combined, NDArray[np.float32]]:
    rows = list(answers)
    own = probabilities_of([row[3] for row in rows])
    return [row[1] for row in rows], combine([row[2] for row in rows], own), own


def probabilities_of(rows: Sequence[bytes]) -> NDArray[np.float32]:
    """Read stored probabilities: (N, n_classes) float32."""
    flat = np.frombuffer(b"".join(rows), dtype=STORED).astype(np.float32)
    return flat.reshape(len(rows), -1) if rows else flat
