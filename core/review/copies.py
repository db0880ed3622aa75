"""Telling a copy of a review from the review itself."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core import places
from core.errors import ReviewError
from core.review.companions import forget_key
from core.review.connection import plain_errors, storable
from core.review.reading import connect_for_reading

if TYPE_CHECKING:
    from core.review.database import Database

COPY_OF: Final = "copy_of"
_TAKEN: Final = "copy_taken"
_META: Final = "SELECT key, value FROM meta WHERE key IN (?, ?)"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a file is a copy of.

    Attributes
    ----------
    original : Path
        The review's file, wherever it lay when the copy was taken.
    taken : datetime or None
        None where the file was copied by other means than Tagproof's, which note nothing.
    last_decision : datetime or None
        None where nothing is decided in it.
    """

    original: Path
    taken: datetime | None
    last_decision: datetime | None


def note_copy(connection: sqlite3.Connection, original: Path, taken: str) -> None:
    """Write into a copy what it is a copy of, and when it was taken: UTC, as in the log."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, CAST(? AS TEXT))",
        ((COPY_OF, storable(str(original))), (_TAKEN, taken)),
    )
    forget_key(connection)
    connection.commit()


def forget_copy(connection: sqlite3.Connection) -> None:
    """Make a copy the review itself."""
    connection.execute("DELETE FROM meta WHERE key IN (?, ?)", (COPY_OF, _TAKEN))
    forget_key(connection)
    connection.commit()


def noted_original(copy: Path) -> Path | None:
    """Read which review a file says to be a copy of; None where it says nothing.

    Raises
    ------
    ReviewError
        It cannot be read.
    """
    with plain_errors(copy), closing(connect_for_reading(copy)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (COPY_OF,)).fetchone()
    return Path(row[0]) if row else None


def copy_of(database: "Database", home: Path) -> Copy | None:
    """Tell what a review file is a copy of; None where it is the review itself.

    Parameters
    ----------
    database : Database
        Of the file in question.
    home : Path
        Where the review of its folder lies, or would. A file there is the review itself,
        also one that was put back from a copy.
    """
    if places.same(database.path, home):
        return None
    noted = dict(database.rows(_META, (COPY_OF, _TAKEN)))
    if COPY_OF in noted:
        taken = datetime.fromisoformat(noted[_TAKEN])
        return Copy(Path(noted[COPY_OF]), taken, _last_decision(database))
    ((own,),) = database.rows("SELECT value FROM meta WHERE key = 'review_id'")
    return Copy(home, None, _last_decision(database)) if own == _review_id(home) else None


def _last_decision(database: "Database") -> datetime | None:
    rows = database.rows("SELECT at FROM decisions ORDER BY id DESC LIMIT 1")
    return datetime.fromisoformat(rows[0][0]) if rows else None


def _review_id(path: Path) -> str | None:
    """Read the id of another review; None where none can be read."""
    try:
        with plain_errors(path), closing(connect_for_reading(path)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'review_id'").fetchone()
    except ReviewError:
        return None
    return str(row[0]) if row else None
