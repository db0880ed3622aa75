"""What a reviewer draws around the item of a photo: kept, taken away, set aside.

A box is of one content: where the file holds another photo it is set aside, and the log says so.
It is a step like a decision. What the program accepted by itself rests on what it saw: that is to
do again. What somebody decided stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.entities import Box, Drawn
from core.errors import ReviewError
from core.review.boxing import Shift, box_of, lay, read
from core.review.connection import listed
from core.review.database import Database
from core.review.ledger import Change, Ledger, states_of
from core.review.records import State
from core.review.units import units_of
from core.vocabulary import Action

if TYPE_CHECKING:
    from core.review.photos import Photos

_DRAWN: Final = "FROM photos WHERE box IS NOT NULL"


class Boxes:
    """The boxes of one review."""

    def __init__(self, database: Database, ledger: Ledger, photos: Photos) -> None:
        self._database, self._ledger, self._photos = database, ledger, photos

    def draw(self, photo: int, box: Box | None) -> bool:
        """Lay a box around a photo's item, or take it away; tells whether that changed anything.

        Parameters
        ----------
        photo : int
        box : Box or None
            In the pixels of the upright photo, lying in it; None: the whole photo again.

        Raises
        ------
        ReviewError
            The photo is not in the review, or was not read yet; the file cannot be written.
        """
        with self._database.transaction(durable=True) as connection:
            row = connection.execute("SELECT sha256 FROM photos WHERE id = ?", (photo,)).fetchone()
            if row is None or row[0] is None:
                raise ReviewError(self._database.path, "a photo to draw on is not in the review")
            shift = Shift(box_of(connection, photo), box)
            if shift.before == shift.after:
                return False
            step = self._withdraw(connection, photo)
            action = Action.UNBOX if box is None else Action.BOX
            self._ledger.do(connection, action, [_change(connection, photo, shift)], step)
            lay(connection, photo, box)
        return True

    def _withdraw(self, connection: sqlite3.Connection, photo: int) -> int | None:
        """Have what was accepted by itself done again; gives the step begun."""
        (unit,) = units_of(connection, (photo,))
        before = states_of(connection, (unit.lead,))[unit.lead]
        if not before.automatic:
            return None
        change = Change.of(unit, before, State())
        return self._ledger.do(connection, Action.WITHDRAW, [change])

    def drawn(self, photos: Iterable[int]) -> dict[int, Drawn]:
        """Give the boxes of those of these photos that have one."""
        query = f"SELECT id, box, sha256 {_DRAWN} AND id IN (SELECT value FROM json_each(?))"
        rows = self._database.rows(query, (listed(photos),))
        return {photo: drawn for photo, *kept in rows if (drawn := _drawn(*kept))}

    def by_path(self) -> dict[Path, Drawn]:
        """Give all boxes by the photos' files."""
        rows = self._database.rows(f"SELECT path, box, sha256 {_DRAWN}")
        folder = self._photos.folder
        return {folder / path: drawn for path, *kept in rows if (drawn := _drawn(*kept))}


def set_aside(connection: sqlite3.Connection, ledger: Ledger, photo: int, reason: str) -> None:
    """Take away a box that is of another content; nothing that undo would bring back."""
    box = box_of(connection, photo)
    if box is not None:
        change = _change(connection, photo, Shift(box, None), reason)
        ledger.note(connection, Action.UNBOX, [change])
        lay(connection, photo, None)


def _drawn(text: str, sha256: str | None) -> Drawn | None:
    box = read(text)
    return None if box is None else Drawn(box, sha256 or "")


def _change(connection: sqlite3.Connection, photo: int, shift: Shift, reason: str = "") -> Change:
    """Make an entry about a box, which leaves the decision as it is."""
    now = states_of(connection, (photo,))[photo]
    return Change(photo, now, now, reason, box=shift.to_json())
