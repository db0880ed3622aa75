"""Opening a review to look: with its own log, and never with another file's."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from core import drafts, windows
from core.review.companions import has_own_log, journal_of, log_of
from core.review.connection import UNCHANGING, check_header, connect, plain_errors

_NO_COMPANIONS: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
"""What SQLite answers where it may not write its shared index beside the file."""


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open a file without writing even a companion where nobody else has it open.

    Raises
    ------
    ReviewError
        Where the file is missing, empty, or no database.
    """
    path = windows.whole(path)
    check_header(path)
    journalled = journal_of(path).exists() and not log_of(path).exists()
    if journalled or has_own_log(path):
        return _looking(path)
    return connect(path, options=UNCHANGING)


def _looking(path: Path) -> sqlite3.Connection:
    """Open a file to look at what its log says too, and, with a journal, under others' locks."""
    try:
        return connect(path, options="mode=ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        return _rolled_back(path)


def _rolled_back(path: Path) -> sqlite3.Connection:
    """Read a file whose program died while it changed it: a copy of it, as it was before."""
    read = connect(Path("tagproof"), options="mode=memory")
    with drafts.folder() as aside, plain_errors(path):
        copy = aside / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        with closing(connect(copy)) as source:
            source.backup(read)
    read.execute("PRAGMA query_only = ON")
    return read


def connect_for_following(path: Path) -> sqlite3.Connection:
    """Open a file to see what another program writes; alone where nobody can write beside it."""
    own = has_own_log(path)
    if not own and log_of(path).exists():
        return connect(path, options=UNCHANGING)
    try:
        return _looking(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_COMPANIONS or own:
            raise
        return connect(path, options=UNCHANGING)
