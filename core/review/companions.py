"""The files that SQLite keeps beside a review; they belong to that file, and go where it goes.

A program that is killed leaves the log of its last moments beside the review, and SQLite plays it
into whatever stands under that name next: into a new review, or into a backup put in its place.
So each program that writes gives the review a key, in the file and in the lock beside it, and a
log is played only into a file with the key of the lock. A file without a key was written by an
older program: there the two must add up. So they must where the file is broken by itself: its
program died, or the power went, while the log was played in.

On network drives it is the other way round: a journal beside the file holds what the file was, and
is played into it where the program that was changing it is gone.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Final

from core import windows
from core.errors import ReviewError, ReviewLocked, os_cause
from core.review.connection import UNCHANGING, connect, plain_errors

LOCK: Final = ".lock"
_LOG, _INDEX, _JOURNAL = "-wal", "-shm", "-journal"
_KEY: Final = "log_key"
_ENDS_MEET: Final = """
SELECT coalesce((SELECT value FROM meta WHERE key = 'head_hash'), '')
     = coalesce((SELECT hash FROM decisions ORDER BY id DESC LIMIT 1), '')
"""
"""The end of the decisions is the one that the review has noted."""
_KEYS_TABLE: Final = "CREATE TABLE IF NOT EXISTS log_keys (key TEXT NOT NULL)"


def log_of(path: Path) -> Path:
    """Give the place of a review's log: of its journal, where that holds anything."""
    journal = journal_of(path)
    try:
        holds = journal.stat().st_size > 0
    except OSError:
        holds = False
    return journal if holds else path.with_name(path.name + _LOG)


def index_of(path: Path) -> Path:
    """Give the place of the memory that all who have a log share."""
    return path.with_name(path.name + _INDEX)


def journal_of(path: Path) -> Path:
    """Give the place of a review's journal; that it is there, if empty, says that it has no log."""
    return path.with_name(path.name + _JOURNAL)


def log_beside(path: Path, another: Path) -> Path:
    """Give the place beside another file that a review's log has beside the review."""
    return another.with_name(another.name + log_of(path).name.removeprefix(path.name))


def has_own_log(path: Path, lock: sqlite3.Connection | None = None) -> bool:
    """Whether a log lies beside a review, and is not one that another file has left there.

    Parameters
    ----------
    path : Path
    lock : sqlite3.Connection, optional
        The right to write, where the caller has it.
    """
    log = log_of(path)
    if not log.is_file():
        return False
    try:
        keys = _keys(lock) if lock is not None else _keys_beside(path)
    except sqlite3.OperationalError:
        return True  # somebody is writing
    key = _key_in(path)
    if not keys or (key in keys and not key):
        return _adds_up(path)
    return key in keys or _mends(path)


def set_aside(path: Path) -> Path | None:
    """Move a log that is not the file's own out of its way; gives where it lies now.

    Raises
    ------
    ReviewError
        It cannot be moved; opening the review would damage it.
    """
    log = log_of(path)
    aside = free(log_beside(path, path.with_name(f"{path.stem}.left-behind")))
    try:
        index_of(path).unlink(missing_ok=True)
        if not log.exists():
            return None
        if log.stat().st_size == 0:
            log.unlink()
            return None
        log.rename(aside)
    except OSError as error:
        cause = f"another file's log, which cannot be moved: {os_cause(error)}"
        raise ReviewError(log, cause) from error
    return aside


def settle(path: Path, lock: sqlite3.Connection) -> Path | None:
    """Leave a review one file: its own log is played in, another's set aside.

    Parameters
    ----------
    path : Path
    lock : sqlite3.Connection
        The right to write, from `take_lock`.

    Returns
    -------
    Path or None
        Where the other file's log lies now.
    """
    if not has_own_log(path, lock):
        return set_aside(path)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return None


def move(source: Path, target: Path) -> None:
    """Give a review that nobody has open another name, with all that was decided in it.

    Raises
    ------
    ReviewLocked
        Another program has it open.
    ReviewError
        It is damaged, it cannot be moved, or another file's log lies in the way and cannot be.
    """
    source, target = windows.whole(source), windows.whole(target)
    with plain_errors(source):
        with closing(take_lock(source)) as lock:
            settle(source, lock)
        set_aside(target)
        source.rename(target)
        source.with_name(source.name + LOCK).unlink(missing_ok=True)
        journal_of(source).unlink(missing_ok=True)


def take_lock(path: Path) -> sqlite3.Connection:
    """Hold the one right to write, by SQLite's own file lock, which ends with the process.

    Raises
    ------
    ReviewLocked
        Another program holds it.
    """
    lock = sqlite3.connect(
        windows.whole(path.with_name(path.name + LOCK)),
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        lock.execute("PRAGMA locking_mode = EXCLUSIVE")  # the keys are written without letting go
        lock.execute("BEGIN EXCLUSIVE")
        lock.execute("COMMIT")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise ReviewLocked(
                path, "open in another Tagproof; close it there, or open it here read-only"
            ) from error
        raise
    return lock


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """See that nobody has a file open as a review while it is replaced.

    Raises
    ------
    ReviewLocked
    """
    if not path.with_name(path.name + LOCK).exists():
        yield  # never open as a review, and to hold it would leave a lock beside it
        return
    with closing(take_lock(path)):
        yield


def renew_key(writer: sqlite3.Connection, lock: sqlite3.Connection) -> None:
    """Give an open review a key of its own, before anything else is written into its log.

    Until the file itself holds the new key, which a reader can delay, the lock knows both.
    """
    before = _key(writer)
    fresh = secrets.token_hex(16)
    _note(lock, [before, fresh])
    writer.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, fresh))
    waiting, _, _ = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not waiting:
        _note(lock, [fresh])


def forget_key(copy: sqlite3.Connection) -> None:
    """Make a copy a file of its own: no log that lies anywhere belongs to it."""
    copy.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def _key(connection: sqlite3.Connection) -> str:
    """Read a file's key; empty where it has none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    return str(row[0]) if row else ""


def _key_in(path: Path) -> str:
    """Read the key in the file itself, whatever its log says; empty where it cannot be read."""
    try:
        with closing(connect(path, options=UNCHANGING)) as connection:
            return _key(connection)
    except sqlite3.Error:
        return ""


def _keys(lock: sqlite3.Connection) -> list[str]:
    if not lock.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_keys'").fetchone():
        return []
    return [str(key) for (key,) in lock.execute("SELECT key FROM log_keys")]


def _keys_beside(path: Path) -> list[str]:
    """Read the keys of a review that nobody has open; an OperationalError where somebody has."""
    lock = path.with_name(path.name + LOCK)
    if not lock.is_file():
        return []
    try:
        with closing(connect(lock, options="mode=ro", timeout_s=0)) as connection:
            return _keys(connection)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        return []


def _adds_up(path: Path) -> bool:
    """Whether file and log are one sound review, or the file is not sound alone either."""
    return _sound(path, "mode=ro") or not _sound(path, UNCHANGING)


def _mends(path: Path) -> bool:
    """Whether a file is whole with its log alone: its program died while it played the log in.

    Half played in, a file may have lost its key, or be no database by itself. Nobody looks through
    a journal at a file as it was: that needs the file to be written.
    """
    if _sound(path, UNCHANGING):
        return False
    return log_of(path) == journal_of(path) or _sound(path, "mode=ro")


def _sound(path: Path, options: str) -> bool:
    try:
        with closing(connect(path, options=options)) as connection:
            ((found,),) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            ((meet,),) = connection.execute(_ENDS_MEET).fetchall()
            return bool(found == "ok" and meet)
    except sqlite3.Error:
        return False


def _note(lock: sqlite3.Connection, keys: list[str]) -> None:
    lock.execute("BEGIN IMMEDIATE")
    lock.execute(_KEYS_TABLE)
    lock.execute("DELETE FROM log_keys")
    lock.executemany("INSERT INTO log_keys VALUES (?)", ((key,) for key in keys))
    lock.execute("COMMIT")


def free(path: Path) -> Path:
    """Give the first of `name`, `name 2`, ... that nothing has."""
    names = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return next(one for one in chain([path], names) if not one.exists())
