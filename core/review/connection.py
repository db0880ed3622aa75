"""Connections to review files, and SQLite's errors in plain words."""

import functools
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

from core import windows
from core.errors import HELD, ReviewError, os_cause

UNCHANGING: Final = "mode=ro&immutable=1"
"""Reads the file alone: neither its log nor a lock is looked at."""
_BUSY_S: Final = 5.0
_LITTLE: Final = 1 << 20
"""Bytes free on a disk that is as good as full."""
_CACHE_KIB: Final = 8 * 1024
"""Of each connection, and each thread has one: lists of 100,000 photos come as fast as with 64."""
_CAUSES: Final = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed, make room and try again",
    sqlite3.SQLITE_READONLY: "cannot be written to; nothing was changed",
    sqlite3.SQLITE_BUSY: "in use by another program",
    sqlite3.SQLITE_LOCKED: "in use by another program",
    sqlite3.SQLITE_IOERR: "its drive does not answer; is it still connected?",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; is its folder there, and may it be written to?",
    sqlite3.SQLITE_CORRUPT: "damaged; go back to a backup or a copy",
    sqlite3.SQLITE_NOTADB: "not a review, or damaged; go back to a backup or a copy",
    sqlite3.SQLITE_CONSTRAINT: "was edited by another program, and no longer adds up",
    sqlite3.SQLITE_ERROR: "lacks a part that every review has; it was edited or damaged",
}


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ReviewError; bugs in our SQL calls pass through."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        said = _known_better(path, code) or _CAUSES.get(code, str(error))
        raise ReviewError(path, said) from error
    except OSError as error:
        raise ReviewError(path, os_cause(error)) from error


def _known_better(path: Path, code: int) -> str:
    """Say what SQLite does not; empty where nothing more is known."""
    if code == sqlite3.SQLITE_FULL:
        return _full_elsewhere()
    unreadable = code == sqlite3.SQLITE_CANTOPEN and windows.held(str(path), [windows.READING])
    return HELD if unreadable else ""


def _full_elsewhere() -> str:
    """Say where SQLite sorts what memory does not hold, if it is there that no room is left."""
    places = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp", "/tmp")
    place = next((one for one in places if one and Path(one).is_dir()), None)
    if place is None or shutil.disk_usage(place).free > _LITTLE:
        return ""
    return f"the folder for temporary files, {place}, is full; nothing was changed"


def storable(path: str) -> bytes:
    """Give a path as bytes: names that are no proper Unicode come back unchanged."""
    return path.encode("utf-8", "surrogateescape")


def listed(values: Iterable[object]) -> str:
    """Give values for `IN (SELECT value FROM json_each(?))`: one query for any number of them."""
    return json.dumps(list(values))


def uri_of(path: PurePath) -> str:
    r"""Give SQLite's URI of a file, from which it takes the very name that the system knows.

    Every sign but letters and figures is escaped, strokes of both kinds as well: so nothing stands
    where a URI names a machine, which SQLite refuses, and drive letters, shares
    (`\\server\share`), long names (`\\?\C:\`) and any of `?#%` come through as they are.
    """
    return "file:" + quote(os.fsencode(path), safe="")


def connect(
    path: Path, *, options: str = "mode=rw", timeout_s: float = _BUSY_S
) -> sqlite3.Connection:
    """Open a connection that any one thread may use at a time; no implicit transactions.

    Paths come from file systems that allow any byte, so text is read with surrogate escapes.
    """
    connection = sqlite3.connect(
        f"{uri_of(windows.whole(path.absolute()))}?{options}",
        uri=True,
        timeout=timeout_s,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = functools.partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        # A file from elsewhere gets no function called that it brings in.
        connection.execute("PRAGMA trusted_schema = OFF")
        # Reads the file's schema, so that a file that cannot be read is told here.
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def check_header(path: Path) -> None:
    """Refuse what is no database before SQLite takes an empty file for a new one.

    SQLite itself looks: a file that is opened and closed beside it takes, on Unix, the locks of all
    that this process has open of it.
    """
    with plain_errors(path):
        facts = check_kind(path)
    if not facts.st_size:
        raise ReviewError(path, "empty; it was cut off, go back to a backup or a copy")
    with plain_errors(path):
        try:
            connect(path, options=UNCHANGING).close()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise  # a damaged one may be mended by its log


def check_kind(path: Path) -> os.stat_result:
    """See that a review is a file before anything is made beside it, or it is copied.

    Raises
    ------
    OSError
        It is a folder, a pipe or a device, of which reading may never end; or it is not there.
    """
    facts = windows.whole(path).stat()
    if stat.S_ISDIR(facts.st_mode):
        raise IsADirectoryError(None, "is a folder")
    if not stat.S_ISREG(facts.st_mode):
        raise OSError(None, "not a regular file")
    return facts
