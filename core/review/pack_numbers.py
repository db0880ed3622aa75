"""The numbers that networks have in a review's file: one for each choice of classes."""

import json
import sqlite3
from typing import Final

from core.review.database import Database
from core.review.records import PackRecord

_NUMBER: Final = "SELECT id FROM packs WHERE sha256 = ? AND classes = ?"
_NOTE: Final = (
    "INSERT INTO packs (sha256, name, version, labels, families, classes)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256, classes) DO NOTHING"
)


def known(database: Database, pack: PackRecord) -> int:
    """Give the number of a pack, 0 where this file has never heard of it."""
    rows = database.rows(_NUMBER, _key(pack))
    return int(rows[0][0]) if rows else 0


def noted(connection: sqlite3.Connection, pack: PackRecord) -> int:
    """Give the number of a pack, which is written down where it has none."""
    said = (json.dumps(part) for part in (pack.labels, pack.families, pack.classes))
    connection.execute(_NOTE, (pack.sha256, pack.name, pack.version, *said))
    return int(connection.execute(_NUMBER, _key(pack)).fetchone()[0])


def _key(pack: PackRecord) -> tuple[str, str]:
    return pack.sha256, json.dumps(pack.classes)
