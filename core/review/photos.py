"""The photos of a review: found by scanning, known by content, followed when they move."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from core import places
from core.errors import FolderUnreadable, ReviewError
from core.natural import folder_keys, path_key
from core.review import boxes
from core.review.boxing import read
from core.review.connection import listed, storable
from core.review.database import Database
from core.review.ledger import Change, Ledger, state_of, states_of
from core.review.membership import Place, products_of, settle
from core.review.records import FoundFile, PhotoRow, State, stored
from core.review.search_text import add_words, refresh_words
from core.review.units import come_and_gone, units_of
from core.vocabulary import Action, Status, Trust

_FOUND: Final = """
INSERT INTO photos (path, path_key, size, modified_ns, scan) VALUES (CAST(? AS TEXT), ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET
    changed = changed OR (sha256 IS NOT NULL
        AND (size <> excluded.size OR modified_ns <> excluded.modified_ns)),
    error = CASE WHEN size = excluded.size AND modified_ns = excluded.modified_ns
        THEN error ELSE '' END,
    size = excluded.size, modified_ns = excluded.modified_ns, scan = excluded.scan, missing = 0
"""
_ROW: Final = (
    "SELECT id, path, size, modified_ns, sha256, box, missing, error, status, label, confidence,"
    " margin, badge, catalog_tag, catalog_label, product_name, tag_doubt, cluster, product,"
    " decided_at, verdict, tag, reason, automatic FROM photos"
)
_FORGET: Final = (
    "status = NULL, label = NULL, confidence = NULL, margin = NULL, badge = NULL, look = NULL,"
    " cluster = NULL, tag_doubt = NULL, odd = NULL"
)
REPLACED: Final = "the file holds another photo now"
"""Why a decision, or a box, is taken back."""


_LEFT_OUT: Final = "left_out"
_BOX_AT: Final = 5
"""Where the box stands in `_ROW`."""

ShownRow = tuple[int, str, str, str | None, str | None, float | None, int, str, str, int, str, str]
"""Id, path, error, status, label, confidence; verdict's rank, tag, reason, automatic; catalog tag,
product name."""


MOSTLY_GONE: Final = 0.5
"""A folder that holds fewer than this share of the photos known is taken for one that is not there:
a disk that is not mounted looks like an empty folder."""


class Lost(NamedTuple):
    """A walk that found far fewer photos than were known."""

    present: int
    known: int


class Photos:
    """The photos of one review; ids stay what they are for the file's whole life."""

    def __init__(self, database: Database, ledger: Ledger, folder: Path) -> None:
        self._database = database
        self._ledger = ledger
        self.folder = folder

    def begin_scan(self) -> int:
        """Give the number that `add` and `end_scan` of one walk over the folder share."""
        return int(self._database.rows("SELECT ifnull(max(scan), 0) + 1 FROM photos")[0][0])

    def count_present(self) -> int:
        """Give how many photos the last scan found."""
        return int(self._database.rows("SELECT count(*) FROM photos WHERE missing = 0")[0][0])

    def any_present(self) -> bool:
        """Whether the last scan found any photo."""
        return bool(self._database.rows("SELECT 1 FROM photos WHERE missing = 0 LIMIT 1"))

    def lost(self, scan: int, known: int) -> Lost | None:
        """Tell whether a walk found so little that its folder is rather not there.

        Photos that were moved within the folder are no loss: they count by their number alone.

        Parameters
        ----------
        scan : int
            The walk's number.
        known : int
            What `count_present` gave before it.
        """
        found = self._database.rows("SELECT count(*) FROM photos WHERE scan = ?", (scan,))
        present = int(found[0][0])
        return Lost(present, known) if present < known * MOSTLY_GONE else None

    def add(self, files: Iterable[FoundFile], scan: int) -> list[int]:
        """Take in files that a scan found, new or seen before; gives their ids, in order.

        A file whose size or time differs from the last scan is to be read again: it appears in
        `unread` until `set_contents` tells what it holds now.
        """
        found = [
            (*_named(self.relative(file.path)), file.size, file.modified_ns, scan) for file in files
        ]
        query = "SELECT id FROM photos WHERE path = CAST(? AS TEXT)"
        with self._database.transaction() as connection:
            connection.executemany(_FOUND, found)
            ids = [int(connection.execute(query, row[:1]).fetchone()[0]) for row in found]
            add_words(connection, zip(ids, (row[0] for row in found), strict=True))
        return ids

    def spare(self, folders: Iterable[Path], scan: int) -> None:
        """Let a walk that could not read some folders count the photos known in them as found."""
        names = [self.relative(folder) for folder in folders]
        ends = [folder_keys(name) if name != "." else (b"", b"\xff") for name in names]
        if ends:
            with self._database.transaction() as connection:
                connection.executemany(
                    "UPDATE photos SET scan = ?"
                    " WHERE missing = 0 AND path_key > ? AND path_key < ?",
                    [(scan, *one) for one in ends],
                )

    def end_scan(self, scan: int, left_out: Mapping[str, int] | None = None) -> int:
        """Mark what the walk did not find as missing; gives how many those are now.

        Parameters
        ----------
        scan : int
            The walk's number.
        left_out : dict of str to int, optional
            What it left out, by kind, in place of what the last one did.
        """
        with self._database.transaction() as connection:
            if left_out is not None:
                said = (_LEFT_OUT, json.dumps(left_out))
                connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", said)
            gone = connection.execute(
                "UPDATE photos SET missing = 1 WHERE scan <> ?", (scan,)
            ).rowcount
            settle(connection, come_and_gone(connection))
        return gone

    def left_out(self) -> dict[str, int]:
        """Give what the last scan left out, by kind; see `core.imaging.kinds`."""
        rows = self._database.rows("SELECT value FROM meta WHERE key = ?", (_LEFT_OUT,))
        found: dict[str, int] = json.loads(rows[0][0]) if rows else {}
        return found

    def set_contents(self, contents: Sequence[tuple[int, str]]) -> dict[int, int]:
        """Tell the SHA-256 of photos that were read.

        A new path whose content is that of a missing photo is that photo, moved: it keeps its id
        and its decisions. A photo whose content is another than before goes back to the desk,
        and the log says why.

        Parameters
        ----------
        contents : sequence of (int, str)
            Photo ids and the SHA-256 of their bytes.

        Returns
        -------
        dict of int to int
            For photos that turned out to be moved ones: the given id to the one that stays.
        """
        moved: dict[int, int] = {}
        with self._database.transaction(durable=True) as connection:
            for photo, sha256 in contents:
                stays = self._set_content(connection, photo, sha256)
                if stays != photo:
                    moved[photo] = stays
            read = (moved.get(photo, photo) for photo, _ in contents)
            settle(connection, products_of(connection, read))
        return moved

    def _set_content(self, connection: sqlite3.Connection, photo: int, sha256: str) -> int:
        row = connection.execute("SELECT sha256 FROM photos WHERE id = ?", (photo,)).fetchone()
        if row is None:
            raise ReviewError(self._database.path, "a photo that was read is not in the review")
        if row[0] is None:
            origin = self._moved_from(connection, photo, sha256)
            if origin is not None:
                self._move(connection, photo, origin)
                return origin
        elif row[0] != sha256:
            self._replace(connection, photo)
        connection.execute(
            "UPDATE photos SET sha256 = ?, changed = 0, error = '' WHERE id = ?", (sha256, photo)
        )
        return photo

    def _moved_from(self, connection: sqlite3.Connection, photo: int, sha256: str) -> int | None:
        """Find a photo of this content whose file is gone; a file with a decision is no guest."""
        if connection.execute("SELECT 1 FROM decisions WHERE photo = ?", (photo,)).fetchone():
            return None
        rows = connection.execute(
            "SELECT id, path FROM photos WHERE sha256 = ? AND id <> ? ORDER BY verdict DESC, id",
            (sha256, photo),
        ).fetchall()
        gone = (origin for origin, path in rows if not self._is_there(path))
        return next(gone, None)

    @staticmethod
    def _move(connection: sqlite3.Connection, photo: int, origin: int) -> None:
        facts = connection.execute(
            "SELECT CAST(path AS BLOB), path_key, size, modified_ns, scan FROM photos WHERE id = ?",
            (photo,),
        ).fetchone()
        left = Place.of(connection, photo).product
        connection.execute("DELETE FROM words WHERE photo = ?", (photo,))
        connection.execute("DELETE FROM photos WHERE id = ?", (photo,))
        connection.execute(
            "UPDATE photos SET path = CAST(? AS TEXT), path_key = ?, size = ?, modified_ns = ?,"
            " scan = ?, missing = 0, changed = 0 WHERE id = ?",
            (*facts, origin),
        )
        refresh_words(connection, (origin,))
        settle(connection, {left})

    def _replace(self, connection: sqlite3.Connection, photo: int) -> None:
        before = states_of(connection, (photo,))[photo]
        if before != State():
            (unit,) = units_of(connection, (photo,))
            change = Change.of(unit, before, State(), REPLACED)
            self._ledger.do(connection, Action.REPLACED, [change])
        boxes.set_aside(connection, self._ledger, photo, REPLACED)
        connection.execute(f"UPDATE photos SET {_FORGET} WHERE id = ?", (photo,))

    def fail(self, photo: int, cause: str) -> None:
        """Note why a photo cannot be read."""
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE photos SET error = ?, {_FORGET} WHERE id = ?",
                (cause.encode("utf-8", "replace").decode(), photo),
            )
            connection.execute("UPDATE photos SET status = 'error' WHERE id = ?", (photo,))
            settle(connection, products_of(connection, (photo,)))

    def subjects(self, photos: Iterable[int]) -> list[str]:
        """Give what answers about photos are kept by; those not read yet are left out."""
        query = (
            "SELECT subject FROM photos WHERE id IN (SELECT value FROM json_each(?))"
            " AND subject IS NOT NULL"
        )
        return [row[0] for row in self._database.rows(query, (listed(photos),))]

    def unhashed(self) -> list[int]:
        """Give the photos whose content is not known, not known any more, or was not readable."""
        query = (
            "SELECT id FROM photos WHERE missing = 0"
            " AND (sha256 IS NULL OR changed OR error <> '') ORDER BY path_key"
        )
        return [row[0] for row in self._database.rows(query)]

    def unread(self) -> list[int]:
        """Give the photos that the network has still to see, in the order of their paths."""
        query = (
            "SELECT id FROM photos WHERE missing = 0 AND error = '' AND (label IS NULL OR changed"
            " OR (product IS NOT NULL AND NOT EXISTS (SELECT 1 FROM predictions WHERE"
            " predictions.subject = photos.subject"
            " AND pack = (SELECT value + 0 FROM meta WHERE key = 'pack')))) ORDER BY path_key"
        )
        return [row[0] for row in self._database.rows(query)]

    def get(self, photo: int) -> PhotoRow:
        """Give all about one photo; raises ReviewError where the review lacks it."""
        found = self._database.rows(f"{_ROW} WHERE id = ?", (photo,))
        if not found:
            raise ReviewError(self._database.path, "a chosen photo is no longer in the review")
        return _row(found[0])

    def get_many(self, photos: Sequence[int]) -> list[PhotoRow]:
        """Give all about several photos, in the order asked; what is gone is left out."""
        found = (self._database.rows(f"{_ROW} WHERE id = ?", (photo,)) for photo in photos)
        return [_row(rows[0]) for rows in found if rows]

    def present(self) -> Iterator[PhotoRow]:
        """Give all about every photo that is there, one after the other, by path."""
        for values in self._database.stream(f"{_ROW} WHERE missing = 0 ORDER BY path_key"):
            yield _row(values)

    def shown(self) -> Iterator[ShownRow]:
        """Give what a list shows of every photo that is there; 100,000 take under a second."""
        yield from self._database.stream(
            "SELECT id, path, error, status, label, confidence, verdict, tag, reason, automatic,"
            " ifnull(ifnull(catalog_label, catalog_tag), ''), ifnull(product_name, '')"
            " FROM photos WHERE missing = 0"
        )

    def find(self, path: Path) -> int | None:
        """Give the id of a file, None where the review lacks it."""
        key = (storable(self.relative(path)),)
        rows = self._database.rows("SELECT id FROM photos WHERE path = CAST(? AS TEXT)", key)
        return int(rows[0][0]) if rows else None

    def _is_there(self, path: str) -> bool:
        return places.is_there(self.folder / path)

    def file_of(self, photo: int) -> Path:
        """Give where a photo lies."""
        return self.folder / self.get(photo).path

    def require_folder(self) -> None:
        """Refuse a folder that is not there, instead of naming each of its photos.

        Raises
        ------
        FolderUnreadable
            Neither it nor any photo is there.
        """
        rows = self._database.stream("SELECT path FROM photos")
        if not places.is_there(self.folder) and not any(self._is_there(path) for (path,) in rows):
            raise FolderUnreadable(self.folder, "is not there; is its disk connected?")

    def any_catalog_tag(self) -> bool:
        """Whether a shop's file was imported that speaks of any photo."""
        rows = self._database.rows("SELECT 1 FROM photos WHERE catalog_tag IS NOT NULL LIMIT 1")
        return bool(rows)

    def count(self) -> int:
        """Count the photos, missing ones included."""
        return int(self._database.rows("SELECT count(*) FROM photos")[0][0])

    def relative(self, path: Path) -> str:
        """Give a path as the file holds it: relative to the folder, absolute elsewhere."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as they are
        if absolute.is_relative_to(self.folder):
            return absolute.relative_to(self.folder).as_posix()
        return absolute.as_posix()

    def move_folder(self, folder: Path) -> None:
        """Say that the whole folder lies elsewhere now."""
        self.folder = Path(os.path.abspath(folder))  # noqa: PTH100
        with self._database.transaction(durable=True) as connection:
            keep_folder(connection, self.folder)


def _named(path: str) -> tuple[bytes, bytes]:
    """Give a path, and its place among others, as the file holds them."""
    return storable(path), path_key(path)


def keep_folder(connection: sqlite3.Connection, folder: Path) -> None:
    """Note where a review's photos lie."""
    connection.execute(
        "INSERT INTO meta VALUES ('folder', CAST(? AS TEXT))"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (storable(str(folder)),),
    )


def _row(values: tuple[Any, ...]) -> PhotoRow:
    fields: tuple[Any, ...] = (*values[:-4], state_of(*values[-4:]))
    row = PhotoRow(*fields)
    return replace(
        row,
        box=read(values[_BOX_AT]),
        status=stored(Status, row.status),
        badge=stored(Trust, row.badge),
    )
