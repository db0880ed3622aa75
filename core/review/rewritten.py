"""Photos whose files we change ourselves, their pictures being what they were.

Without a note, the next scan would take such a photo for another one, forget what the network said,
and send it back to the desk. So what a file is about to hold is written down before it takes its
place: of a program that was killed in between, the photo is known under either content.
"""

import sqlite3
from typing import Final

from core import given_files
from core.review.checksums import seal_new, unfit
from core.review.database import Database
from core.review.photos import Photos
from core.review.records import FoundFile

_KEPT: tuple[str, ...] = ("predictions", "explanations")
"""Tables by subject: what a network said of the same picture, and of what a box in it holds."""
_ANNOUNCED: Final = "rewriting "
"""Begins the key of what is kept of a photo while its file is changed; its number follows."""


class Rewritten:
    """What one review knows of its photos' files that we change."""

    def __init__(self, database: Database, photos: Photos) -> None:
        self._database, self._photos = database, photos

    def announce(self, photo: int, after: str) -> None:
        """Say that a photo's file will hold this content in a moment, and its picture the same.

        Parameters
        ----------
        photo : int
        after : str
            SHA-256 of the bytes that will take their place.

        Raises
        ------
        ReviewError
            The review cannot be written to.
        """
        with self._database.transaction(durable=True) as connection:
            entry = (f"{_ANNOUNCED}{photo}", after)
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", entry)

    def note(self, photo: int) -> None:
        """Go on knowing a photo of which only what is written about it has changed.

        Its decisions stay as they are; the log keeps the content that they were made about.

        Raises
        ------
        ReviewError
            The review cannot be written to.
        OSError
            The file is gone.
        """
        path, before = self._photos.file_of(photo), self._photos.get(photo).sha256
        found, after = FoundFile.of(path), given_files.sha256_of(path)
        with self._database.transaction(durable=True) as connection:
            for table in _KEPT:
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                others = ", ".join(name for name in columns if name not in ("subject", "checksum"))
                connection.execute(
                    f"INSERT OR IGNORE INTO {table} (subject, {others})"
                    f" SELECT ?1 || substr(subject, length(?2) + 1), {others} FROM {table}"
                    f" WHERE (subject = ?2 OR subject LIKE ?2 || '@%') AND NOT ({unfit(table)})",
                    (after, before),
                )
                seal_new(connection, table, after)
            connection.execute(
                "UPDATE photos SET sha256 = ?, size = ?, modified_ns = ?, changed = 0 WHERE id = ?",
                (after, found.size, found.modified_ns, photo),
            )
            _settled(connection, photo)

    def settle(self) -> None:
        """Look which content the photos have that a killed program was changing.

        One whose file cannot be read is looked at another time: its disk may not be there.

        Raises
        ------
        ReviewError
        """
        for photo, after in self._announced():
            self._database.look_through([photo])
            content = given_files.sha256_of(self._photos.file_of(photo))
            if content == after:
                self.note(photo)
            elif content:
                with self._database.transaction() as connection:
                    _settled(connection, photo)

    def _announced(self) -> list[tuple[int, str]]:
        # Crossed, since SQLite may else go through a million photos for what is hardly ever there.
        query = (
            "SELECT id, value FROM meta CROSS JOIN photos ON id = substr(key, ?) + 0"
            " WHERE key GLOB ? ORDER BY id"
        )
        return self._database.rows(query, (len(_ANNOUNCED) + 1, f"{_ANNOUNCED}*"))


def _settled(connection: sqlite3.Connection, photo: int) -> None:
    connection.execute("DELETE FROM meta WHERE key = ?", (f"{_ANNOUNCED}{photo}",))
