"""Vectors kept on disk, by network and by what a photo holds, within a bound of bytes.

In a file of its own and in no review: they can be computed again, and would make reviews heavy.
"""

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.similar.features import Vectors, shorten, unit

log = logging.getLogger(__name__)

T = TypeVar("T")

FILE: Final = "features-1.sqlite"
"""The figure rises with the form of the file, so that two versions of the program get along."""
MAX_BYTES: Final = 256 * 2**20
"""About 400,000 photos at 256 numbers each."""
STORED: Final = "<f2"
"""Half precision: 3 digits, which no order of neighbours notices."""

_KEPT_SHARE: Final = 0.8
"""Share of the bound that a clearing leaves, so that not every new photo clears."""
_ASKED_AT_ONCE: Final = 500
_BUSY_S: Final = 5.0
_DAY_S: Final = 86_400
_LENGTH_ERROR: Final = 0.01
"""By which a unit vector's length may differ after rounding; more is damage."""
_UNUSABLE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""What SQLite answers to a damaged file, and to one that has other tables than ours."""
_MAKE: Final = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, vector BLOB NOT NULL
);
"""
"""Nothing here is worth waiting for the disk: a damaged file is made anew."""


class FeatureCache:
    """Gives and keeps vectors, from any thread; a convenience, never a condition.

    Parameters
    ----------
    folder : Path or None
        Where the file lies, made where missing; None keeps nothing.
    max_bytes : int
        Bound of the file; the longest unused vectors go first.
    """

    def __init__(self, folder: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self._file = None if folder is None else folder / FILE
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, network: str, subjects: Sequence[str]) -> tuple[list[str], Vectors]:
        """Give the vectors that are kept.

        Parameters
        ----------
        network : str
            SHA-256 of the network's file.
        subjects : sequence of str
            What the photos hold.

        Returns
        -------
        list of str, (N, w) float32
            Those of the subjects that are kept, and their vectors of length 1.
        """
        keys = {_key(network, subject): subject for subject in subjects}
        none: list[tuple[bytes, bytes]] = []
        rows = self._with_file(lambda connection: list(_read(connection, list(keys))), none)
        width = max((len(vector) for _, vector in rows), default=0)
        whole = [(key, vector) for key, vector in rows if len(vector) == width]
        found = np.frombuffer(b"".join(vector for _, vector in whole), dtype=STORED)
        vectors = found.reshape(len(whole), -1).astype(np.float32) if whole else np.empty((0, 0))
        sound = _sound(vectors)
        names = [keys[key] for (key, _), good in zip(whole, sound.tolist(), strict=True) if good]
        return names, unit(vectors[sound])

    def keep(self, network: str, subjects: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors (N, w), in place of what was kept of the same photos."""
        today = _today()
        rows = [
            (_key(network, subject), today, vector.tobytes())
            for subject, vector in zip(subjects, vectors.astype(STORED), strict=True)
        ]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            self._clear(connection)

        self._with_file(write, None)

    def keep_maps(self, network: str, maps: Mapping[str, NDArray[np.float32] | None]) -> None:
        """Keep what a network saw of photos while it tagged them: feature maps (h, w, f), if any.

        Parameters
        ----------
        network : str
            SHA-256 of the network's file.
        maps : mapping of str to array or None
            By what the photos hold.
        """
        seen = {subject: features for subject, features in maps.items() if features is not None}
        if seen:
            self.keep(network, list(seen), shorten(np.stack(list(seen.values()))))

    def close(self) -> None:
        """Let the file go; it is opened again where something is asked."""
        with self._lock:
            self._let_go()

    def _with_file(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the file; where it is damaged, once more with an empty one."""
        if self._file is None:
            return otherwise
        with self._lock:
            for _ in range(2):
                try:
                    return work(self._open(self._file))
                except sqlite3.Error as error:
                    log.warning("kept features: %s", error)
                    self._let_go()
                    if not _is_unusable(error):
                        return otherwise
                    self._remove(self._file)
                except OSError as error:
                    log.warning("kept features: %s", error)
                    return otherwise
        return otherwise

    def _open(self, file: Path) -> sqlite3.Connection:
        if self._connection is None:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(file, timeout=_BUSY_S, check_same_thread=False)
            self._connection.executescript(_MAKE)
        return self._connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @staticmethod
    def _remove(file: Path) -> None:
        for name in (file.name, f"{file.name}-journal"):
            with suppress(OSError):  # then opening it fails again, and nothing is kept
                file.with_name(name).unlink(missing_ok=True)

    def _clear(self, connection: sqlite3.Connection) -> None:
        """Delete the longest unused vectors; the room they leave in the file is used again."""
        used = _bytes(connection)
        if used <= self._max_bytes:
            return
        (count,) = connection.execute("SELECT count(*) FROM vectors").fetchone()
        leaving = count - int(count * self._max_bytes * _KEPT_SHARE / used)
        with connection:
            connection.execute(
                "DELETE FROM vectors WHERE rowid IN"
                " (SELECT rowid FROM vectors ORDER BY used, rowid LIMIT ?)",
                (leaving,),
            )


def _key(network: str, subject: str) -> bytes:
    return hashlib.sha256(f"{network}\0{subject}".encode()).digest()


def _read(connection: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Give what is kept, and note that it was used: once a day, which is often enough."""
    today, stale = _today(), list[tuple[int, bytes]]()
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        part = keys[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            f"SELECT key, used, vector FROM vectors WHERE key IN ({marks})", part
        )
        for key, used, vector in rows:
            if isinstance(vector, bytes) and len(vector) % 2 == 0:
                yield key, vector
            if used != today:
                stale.append((today, key))
    if stale:
        with connection:
            connection.executemany("UPDATE vectors SET used = ? WHERE key = ?", stale)


def _sound(vectors: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Tell which vectors are of length 1, or nought: damaged ones are computed again."""
    lengths = np.linalg.norm(vectors, axis=1)
    sound: NDArray[np.bool_] = (np.abs(lengths - 1) < _LENGTH_ERROR) | (lengths == 0)
    return sound


def _bytes(connection: sqlite3.Connection) -> int:
    """Bytes in use, without the pages that clearing has left free."""
    (pages,), (free,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _is_unusable(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _UNUSABLE


def _today() -> int:
    return int(time.time() // _DAY_S)
