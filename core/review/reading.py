"""Opening a review to look: with its own log, and never with another file's."""

import sqlite3
from pathlib import Path
from typing import Final

from core.review.companions import has_own_log, log_of
from core.review.connection import UNCHANGING, check_header, connect

_NO_COMPANIONS: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
"""What SQLite answers where it may not write its shared index beside the file."""


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open a file without writing even a companion where nobody else has it open.

    Raises
    ------
    ReviewError
        Where the file is missing, empty, or no database.
    """
    check_header(path)
    return connect(path, options="mode=ro" if has_own_log(path) else UNCHANGING)


def connect_for_following(path: Path) -> sqlite3.Connection:
    """Open a file to see what another program writes; alone where nobody can write beside it."""
    own = has_own_log(path)
    if not own and log_of(path).exists():
        return connect(path, options=UNCHANGING)
    try:
        return connect(path, options="mode=ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_COMPANIONS or own:
            raise
        return connect(path, options=UNCHANGING)
