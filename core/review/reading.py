"""Opening a review to look: with its own log, and never with another file's; and being closed."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from core import drafts, windows
from core.errors import ReviewError
from core.review.companions import has_own_log, journal_of, log_of
from core.review.connection import UNCHANGING, check_header, connect, plain_errors

SHRINK: Final = "PRAGMA shrink_memory"

CLOSED: Final = "closed meanwhile"
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


class Reader:
    """A thread's own connection, which another thread may close: never while it is at work.

    SQLite does not survive a connection that is closed under a running question.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._lock, self._closed = threading.RLock(), False

    @contextmanager
    def at_work(self) -> Iterator[sqlite3.Connection]:
        """Use it; raises ReviewError once it is closed."""
        with self._lock:
            if self._closed:
                raise ReviewError(self._path, CLOSED)
            yield self._connection

    def shrink(self) -> None:
        """Free what is kept to answer faster, unless an answer is being given."""
        with if_free(self._lock) as free:
            if free and not self._closed:
                self._connection.execute(SHRINK)

    def close(self) -> None:
        """End what it is answering, and close it."""
        self._connection.interrupt()  # a long question does not hold up the end
        with self._lock:
            self._closed = True
            self._connection.close()


@contextmanager
def if_free(lock: "threading.RLock") -> Iterator[bool]:
    """Take a lock that nobody else has; tells whether it was free."""
    free = lock.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            lock.release()
