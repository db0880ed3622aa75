"""One review file on SQLite: opening, locking, transactions."""

import errno
import os
import sqlite3
import sys
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from core import drafts, places, windows
from core.errors import ReviewError, ReviewReadOnly
from core.outputs import make_lasting, take_place, try_to_write, writing
from core.review import checksums, companions, journals, migrations
from core.review.connection import check_header, check_kind, connect, plain_errors
from core.review.copies import note_copy
from core.review.odd_values import FAULTS, odd_value, odd_value_shown
from core.review.reading import CLOSED, SHRINK, Reader, connect_for_following, if_free

FETCHED: Final = 256
"""Rows taken together; between them another thread may close the file."""

READ_ONLY: Final = "lies where nothing can be written; open it read-only, or copy it elsewhere"
HELD: Final = "open in another program, a backup perhaps; try again, or open it read-only"
_REFUSED: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
"""What SQLite answers where it may not write a file, or make one beside it."""


def _try_to_write(path: Path) -> None:
    """See that the log that SQLite keeps beside a file can be made, and the file be written.

    Unix is asked about the file: to open and close it here would take the locks of whoever has it
    open in this process. What its marks do not tell, SQLite does once something is written.

    Raises
    ------
    OSError
    """
    drafts.try_in(path.parent)
    if sys.platform == "win32":
        try_to_write(path)
    elif not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Tell a place where nothing can be written from other trouble; raises ReviewReadOnly."""
    try:
        yield
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise _not_writable(path) from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _REFUSED:
            raise _not_writable(path) from error
        raise


def _not_writable(path: Path) -> ReviewReadOnly:
    """Say why; what other programs allow is Windows' alone to tell."""
    held = windows.held(str(path), (windows.READING, windows.WRITING))
    return ReviewReadOnly(path, HELD if held else READ_ONLY)


def _create(path: Path) -> None:
    """Make an empty review beside the place and move it there, so that none is half made."""
    with drafts.folder(path.parent) as beside:
        fresh = beside / path.name
        with closing(connect(fresh, options="mode=rwc")) as connection:
            migrations.migrate(connection)
            insert = "INSERT INTO meta VALUES (?, ?)"
            connection.execute(insert, ("review_id", uuid.uuid4().hex))
        take_place(fresh, path)


class Database:
    """A review file, open.

    One connection writes, one transaction at a time; every thread that reads has its own, which
    never waits for the writer: on a network drive it does, while the writer ends a transaction.

    Parameters
    ----------
    path : Path
        Made where there is none, unless `read_only`.
    read_only : bool
        Look without the right to write; another program may be writing meanwhile. A file of an
        older program is read as it is now, from a copy.
    look_later : bool
        Leave it to the caller to `look_through` the photos of a file of this version: some before
        they are shown, and all before anything else is done.

    Attributes
    ----------
    left_behind : Path or None
        Where a log lies now that another file had left beside this one.
    came_to_network : bool
        Made on a network drive, or opened there for the first time: it has a journal from now on.

    Raises
    ------
    ReviewLocked
        Another program has it open for writing.
    ReviewReadOnly
        It lies where nothing can be written.
    ReviewError
        Damaged, too new, not a review, or not to be written.
    """

    def __init__(self, path: Path, *, read_only: bool = False, look_later: bool = False) -> None:
        self.path = windows.whole(path)
        self.read_only = read_only
        self._look_later = look_later
        self.left_behind: Path | None = None
        self._source = self.path
        self._aside = ExitStack()
        self._write_lock = threading.RLock()
        self._thread = threading.local()
        self._open: list[sqlite3.Connection | Reader] = []
        self._closed = False
        self._journalled = False
        self.came_to_network = False
        try:
            with plain_errors(path):
                self._open_reader() if read_only else self._open_writer()
                self._file = self.path.stat().st_ino
        except BaseException:
            self.close()
            raise

    def _open_reader(self) -> None:
        check_header(self.path)
        self._journalled = companions.journal_of(self.path).exists()
        with self._reader().at_work() as connection:
            version = migrations.check_version(connection, self.path)
            migrations.check_schema(connection, self.path)
            self._look_first(connection, version)
        if version < migrations.NEWEST:
            self._source = self._renewed()
            self._thread = threading.local()

    def _renewed(self) -> Path:
        """Give a copy of an older file, brought up to date, to read; the file stays as it is."""
        aside = self._aside.enter_context(drafts.folder())
        copy = aside / self.path.name
        with (
            plain_errors(copy),
            closing(connect(copy, options="mode=rwc")) as target,
            self._reader().at_work() as source,
        ):
            source.backup(target)
            migrations.migrate(target)
        return copy

    def _open_writer(self) -> None:
        make_lasting(self.path.parent)
        there = self.path.exists()
        with _refusals(self.path) if there else nullcontext():
            if there:
                check_kind(self.path)
                _try_to_write(self.path)
            self._begin_to_write()

    def _begin_to_write(self) -> None:
        lock = companions.take_lock(self.path)
        self._open.append(lock)
        self._ready_file(lock)
        self._writer = connect(self.path)
        self._open.append(self._writer)
        checksums.register(self._writer)
        version = migrations.check_version(self._writer, self.path)
        migrations.check_schema(self._writer, self.path)
        self._look_first(self._writer, version)
        if self._journalled:
            journals.keep_journal(self._writer)
        else:
            self._writer.execute("PRAGMA journal_mode = WAL")
        if version < migrations.NEWEST:
            migrations.back_up(self._writer, self.path, version)
            migrations.migrate(self._writer)
        companions.renew_key(self._writer, lock)

    def _ready_file(self, lock: sqlite3.Connection) -> None:
        """Have the file there, no other file's log beside it, and on network drives none at all."""
        if fresh := not self.path.exists():
            self.left_behind = companions.set_aside(self.path)
            _create(self.path)
        check_header(self.path)
        if not companions.has_own_log(self.path, lock):
            self.left_behind = companions.set_aside(self.path) or self.left_behind
        self._journalled = places.on_network(self.path)
        if self._journalled:
            self.came_to_network = journals.leave_log(self.path) or fresh

    def _reader(self) -> Reader:
        reader: Reader | None = getattr(self._thread, "reader", None)
        if reader is None:
            if self._closed:
                raise ReviewError(self.path, CLOSED)
            connection = connect_for_following(self._source)
            checksums.register(connection)
            if self._journalled:
                journals.be_patient(connection)
            reader = Reader(connection, self.path)
            self._thread.reader = reader
            self._open.append(reader)
        return reader

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Answer a query from what is committed."""
        with plain_errors(self.path), self._reader().at_work() as connection:
            return connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Answer a query row by row, from one snapshot, without holding it all in memory.

        With a journal all rows come at once: nobody could write while they are read.
        """
        if self._journalled:
            yield from self.rows(sql, values)
            return
        with plain_errors(self.path):
            reader = self._reader()
            with reader.at_work() as connection:
                cursor = connection.execute(sql, values)
            while part := _next(reader, cursor):
                yield from part

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Write wholly or not at all.

        Parameters
        ----------
        durable : bool
            Return only when the disk has it: a power cut cannot take it back. Without it, a
            power cut may take the last moments, never the file's soundness.

        Raises
        ------
        ReviewError
            Read-only, full disk, vanished file and the like; nothing was changed.
        """
        if self.read_only:
            raise ReviewError(self.path, "open read-only; nothing was changed")
        with self._write_lock, plain_errors(self.path):
            self._require_present()
            flushed = durable or self._journalled  # else the file itself would be in danger
            self._writer.execute(f"PRAGMA synchronous = {'FULL' if flushed else 'NORMAL'}")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk ends the transaction by itself.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def _require_present(self) -> None:
        """Unix lets a deleted file be written into nowhere; say so instead."""
        if self._closed:
            raise ReviewError(self.path, CLOSED)
        try:
            same = self.path.stat().st_ino == self._file
        except FileNotFoundError:
            same = False
        if not same:
            raise ReviewError(
                self.path, "was moved, deleted or replaced while open; save a copy elsewhere"
            )

    def save_copy(self, target: Path, taken: str) -> None:
        """Write the whole review, as it now is, to another file, which says what it is a copy of.

        Parameters
        ----------
        target : Path
        taken : str
            The time, as the log writes it.

        Raises
        ------
        ReviewError
            The target is the review itself, or the copy cannot be made.
        ExportFailed
            The target cannot be written; nothing is left of it.
        """
        if places.same_file(target, self.path):
            raise ReviewError(target, "the review itself; give the copy another name")
        with (
            self._write_lock,
            self._reader().at_work() if self.read_only else nullcontext(self._writer) as source,
            plain_errors(target),
            companions.untouched(target),
            writing(target) as draft,
        ):
            with closing(sqlite3.connect(draft)) as copy:
                source.backup(copy)
                note_copy(copy, Path(windows.plain(str(self.path.absolute()))), taken)
            companions.set_aside(target)

    def shrink(self) -> None:
        """Free the pages that connections keep to answer faster; they are read again at need.

        Whoever is at work keeps theirs. Each thread may keep 8 MB.
        """
        for one in [one for one in self._open if isinstance(one, Reader)]:
            one.shrink()
        if not self.read_only:
            with if_free(self._write_lock) as free:
                if free and not self._closed:
                    self._writer.execute(SHRINK)

    def blame(self, error: BaseException | None) -> None:
        """Tell a file that another program wrote nonsense into from a fault of ours.

        Raises
        ------
        ReviewError
            In place of the error, where the file holds what this program never writes.
        """
        if not isinstance(error, FAULTS):
            return
        with plain_errors(self.path), self._reader().at_work() as connection:
            self._refuse(odd_value(connection), error)

    def look_through(self, photos: Sequence[int] | None = None) -> None:
        """See that lists show nothing that no review holds: of some photos, or of all.

        Raises
        ------
        ReviewError
        """
        with plain_errors(self.path), self._reader().at_work() as connection:
            self._refuse(odd_value_shown(connection, photos))

    def _look_first(self, connection: sqlite3.Connection, version: int) -> None:
        """Refuse what no review holds, unless the caller looks; never renew such a file."""
        later = self._look_later and version == migrations.NEWEST
        self._refuse(odd_value_shown(connection, () if later else None))

    def _refuse(self, place: str, error: BaseException | None = None) -> None:
        if place:
            cause = f"holds in {place} what no review holds; it was edited or damaged"
            raise ReviewError(self.path, cause) from error

    def close(self) -> None:
        """End all connections and give the right to write back; safe to call twice."""
        self._closed = True
        with self._write_lock:
            while self._open:
                self._open.pop().close()
        self._aside.close()


def _next(reader: Reader, cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    with reader.at_work():
        return cursor.fetchmany(FETCHED)
