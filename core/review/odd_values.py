"""Values that no review holds: SQLite takes any into any column, whoever writes them.

To look through a whole file each time it is opened would take a second. What lists show is looked
at then, since a window that paints nonsense ends: 0.07 s for 100,000 photos. All else is looked
through where something went wrong: a number among the names is not a fault of the program then.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

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


_SHOWN: Final = ("meta", "packs", "products", "photos")
_BEYOND: Final = {"TEXT": "{0} >= x''", "INTEGER": "{0} >= 9e999", "REAL": "{0} >= 9e999"}
"""By SQLite's order, numbers before texts before bytes: two comparisons take a quarter as long as
`typeof`, which finds a little more."""


def odd_value_shown(connection: sqlite3.Connection) -> str:
    """Name a column of what lists show in which something of another kind stands; empty if none."""
    for table in _SHOWN:
        beyond = {
            name: _BEYOND[kind].format(name)
            for name, kind in _columns(connection, table)
            if kind in _BEYOND
        }
        if not beyond:
            continue  # a table of later versions
        said, either = ", ".join(beyond.values()), " OR ".join(beyond.values())
        row = connection.execute(f"SELECT {said} FROM {table} WHERE {either} LIMIT 1").fetchone()
        if row is not None:
            return f"{table}.{next(name for name, odd in zip(beyond, row, strict=True) if odd)}"
    return ""


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
