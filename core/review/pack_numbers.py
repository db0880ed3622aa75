"""The numbers that networks have in a review's file: one for each choice of classes."""

import json
import sqlite3
from typing import Final

from core.review.database import Database
from core.review.records import PackRecord

_NUMBER: Final = "SELECT id FROM packs WHERE sha256 = ? AND classes = ? AND labels = ?"
_OTHERS: Final = "SELECT id FROM packs WHERE sha256 = ? AND labels <> ?"
_FORGET: Final = (
    "DELETE FROM predictions WHERE pack = ?",
    "DELETE FROM explanations WHERE pack = ?",
    "DELETE FROM meta WHERE key = 'pack' AND CAST(value AS INTEGER) = ?",
    "DELETE FROM packs WHERE id = ?",
)
_NOTE: Final = (
    "INSERT INTO packs (sha256, name, version, labels, families, classes)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256, classes) DO NOTHING"
)


def known(database: Database, pack: PackRecord) -> int:
    """Give the number of a pack, 0 where this file has never heard of it."""
    rows = database.rows(_NUMBER, _key(pack))
    return int(rows[0][0]) if rows else 0


def noted(connection: sqlite3.Connection, pack: PackRecord) -> int:
    """Give the number of a pack, which is written down where it has none.

    It is 0 where its classes have got other names meanwhile.
    """
    said = (json.dumps(part) for part in (pack.labels, pack.families, pack.classes))
    connection.execute(_NOTE, (pack.sha256, pack.name, pack.version, *said))
    row = connection.execute(_NUMBER, _key(pack)).fetchone()
    return int(row[0]) if row else 0


def forget_other_names(connection: sqlite3.Connection, pack: PackRecord) -> None:
    """Forget what a pack's network said while its classes had other names.

    As where somebody imports a network once more, since its class names were wrong: nothing that
    it said by them is to stand in lists.
    """
    others = connection.execute(_OTHERS, (pack.sha256, json.dumps(pack.labels))).fetchall()
    for forget in _FORGET:
        connection.executemany(forget, others)


def _key(pack: PackRecord) -> tuple[str, str, str]:
    return pack.sha256, json.dumps(pack.classes), json.dumps(pack.labels)
