"""How a review keeps what is being written: by SQLite's log, on network drives by its journal.

SQLite's log (WAL) needs memory that all who have the file open share, which two machines never do:
on a share it damages files. The journal needs file locks alone. Whoever reads keeps a writer
waiting then, and the other way round, so readings are short: all rows at once, none unfinished.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from core import windows
from core.errors import ReviewLocked
from core.review.companions import index_of
from core.review.connection import uri_of

ON_NETWORK: Final = (
    "lies on a network drive: it is written in a slower, safer way there; "
    "only one person at a time should decide in it"
)
PATIENCE_S: Final = 30.0
"""How long one waits for others' locks: a share is slow, and a commit waits for all who read."""


def leave_log(path: Path) -> bool:
    """Turn a review that has a log into one with a journal; tells whether it had one.

    Raises
    ------
    ReviewLocked
        Another program has it open, if only to look.
    sqlite3.Error
    """
    with closing(
        sqlite3.connect(f"{uri_of(windows.whole(path.absolute()))}?mode=rw", uri=True, timeout=0)
    ) as one:
        one.execute("PRAGMA locking_mode = EXCLUSIVE")  # first of all: then no memory is shared
        try:
            (before,) = one.execute("PRAGMA journal_mode").fetchone()
            one.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            cause = "on a network drive and open elsewhere; close it there, or open it read-only"
            raise ReviewLocked(path, cause) from error
    if before == "wal":
        index_of(path).unlink(missing_ok=True)  # of somebody who only looked, before
    return bool(before == "wal")


def keep_journal(writer: sqlite3.Connection) -> None:
    """Have a connection write by a journal; its file stays there, empty, and says so to readers."""
    writer.execute("PRAGMA journal_mode = TRUNCATE")
    writer.execute("PRAGMA cache_spill = OFF")  # else readers would wait before the end
    be_patient(writer)


def be_patient(connection: sqlite3.Connection) -> None:
    """Let a connection wait for others on slow places."""
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000:.0f}")
