"""Values that no review holds: SQLite takes any into any column, whoever writes them.

To look through a whole file each time it is opened would take a second. What lists show is looked
at, since a window that paints nonsense ends: 0.1 s for 100,000 photos, which the window spends
behind its first look, at photos that were looked at by themselves. All else is looked through where
something went wrong: a number among the names is not a fault of the program then.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from core.review.connection import listed

FAULTS: Final = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What comes of values that are not what they should be."""
_FITTING: Final = {
    "TEXT": "typeof({0}) IN ('text', 'null') AND ifnull(instr({0}, char(0)), 0) = 0",
    "INTEGER": "typeof({0}) IN ('integer', 'null')",
    "REAL": "typeof({0}) IN ('integer', 'real', 'null') AND ifnull(abs({0}), 0) < 9e999",
    "BLOB": "typeof({0}) IN ('blob', 'null')",
}
"""By the kind that the column was made for."""
_LISTS: Final = (("packs", "labels"), ("packs", "classes"), ("packs", "families"))
_JSON: Final = (
    *_LISTS, ("predictions", "engine"), ("explanations", "engine"), ("explanations", "settings"),
    ("decisions", "before"), ("decisions", "after"), ("decisions", "product"),
    ("decisions", "engine"),
)  # fmt: skip


_FEW: Final = ("meta", "packs")
"""Tables of a few rows, whatever the number of photos."""
_GIVEN: Final = "SELECT value FROM json_each(:photos)"
_MANY: Final = {
    "photos": (
        f"{_GIVEN} UNION SELECT other.id FROM photos JOIN photos AS other USING (product)"
        f" WHERE photos.id IN ({_GIVEN}) UNION SELECT id FROM photos WHERE box IS NOT NULL"
    ),
    "products": f"SELECT product FROM photos WHERE id IN ({_GIVEN})",
}
"""The other tables that lists show, and which rows of theirs are needed to show some photos: those
of their products, and all boxes, which are read together."""
_BEYOND: Final = {"TEXT": "{0} >= x''", "INTEGER": "{0} >= 9e999", "REAL": "{0} >= 9e999"}
"""By SQLite's order, numbers before texts before bytes: two comparisons take a quarter as long as
`typeof`, which finds a little more."""
_KEYS: Final = {"id": "id < 1 OR id > 99999999", "path": "path = ''"}
"""What no key of a photo is, which the indexes find at once: lists are columns as long as the
largest id, and the folder itself is no photo."""


def odd_value_shown(connection: sqlite3.Connection, photos: Sequence[int] | None = None) -> str:
    """Name a column of what lists show in which something of another kind stands; empty if none.

    Parameters
    ----------
    connection : sqlite3.Connection
    photos : sequence of int, optional
        Only what is shown of these: as fast among a million as among themselves.
    """
    among = dict.fromkeys((*_FEW, *_MANY), "1")
    if photos is not None:
        among |= {table: f"id IN ({some})" for table, some in _MANY.items()}
    values = {"photos": listed(photos or ())}
    odd = (_odd_in(connection, table, rows, values) for table, rows in among.items())
    return _odd_key(connection) or next(filter(None, odd), "")


def _odd_key(connection: sqlite3.Connection) -> str:
    """Name a column by which photos are found that holds what none of ours is; empty if none."""
    if not _columns(connection, "photos"):
        return ""  # no review, or one of another version
    for name, odd in _KEYS.items():
        if connection.execute(f"SELECT EXISTS (SELECT 1 FROM photos WHERE {odd})").fetchone()[0]:
            return f"photos.{name}"
    return ""


def _odd_in(
    connection: sqlite3.Connection, table: str, among: str, values: Mapping[str, object]
) -> str:
    """Name a column of a table in which something of another kind stands; empty if none."""
    beyond = {
        name: _BEYOND[kind].format(name)
        for name, kind in _columns(connection, table)
        if kind in _BEYOND
    }
    if not beyond:
        return ""  # a table of later versions
    said, either = ", ".join(beyond.values()), " OR ".join(beyond.values())
    query = f"SELECT {said} FROM {table} WHERE {among} AND ({either}) LIMIT 1"
    row = connection.execute(query, values).fetchone()
    if row is None:
        return ""
    return f"{table}.{next(name for name, odd in zip(beyond, row, strict=True) if odd)}"


def odd_value(connection: sqlite3.Connection) -> str:
    """Name a column in which something stands that this program never writes.

    Returns
    -------
    str
        Such as "photos.label"; the table alone where a row names another that is not there; empty
        where all is as it should be.
    """
    for column, fits in _questions(connection):
        table = column.partition(".")[0]
        sql = f"SELECT EXISTS (SELECT 1 FROM {table} WHERE NOT ({fits}))"
        if connection.execute(sql).fetchone()[0]:
            return column
    if key := _odd_key(connection):
        return key
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return str(broken[0]) if broken else ""


def _questions(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Give each column of the file, and what holds of all its values."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for name, kind in _columns(connection, table):
            if kind in _FITTING:
                yield f"{table}.{name}", _FITTING[kind].format(name)
    for table, name in _JSON:
        kind = f"json_type({name}) = 'array'" if (table, name) in _LISTS else "1"
        fits = f"CASE WHEN json_valid({name}) THEN {kind} ELSE 0 END"
        yield f"{table}.{name}", f"{name} IS NULL OR {fits}"


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Give a table's columns with the kinds that they were made for; none where it is not there."""
    rows = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return [(name, kind) for _, name, kind, *_, hidden in rows if not hidden]
