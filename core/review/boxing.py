"""Laying a box around a photo's item in the review, with all that the lists show of it."""

import json
import logging
import sqlite3
from dataclasses import dataclass
from typing import Final, Self

from core.entities import Box
from core.review.membership import products_of, settle
from core.review.shown_tags import show_photos

_log = logging.getLogger(__name__)

_KEEP: Final = "UPDATE photos SET box = ?, odd = NULL WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Shift:
    """What an entry of the log does to a photo's box.

    Attributes
    ----------
    before, after : Box or None
        None: the photo as a whole.
    """

    before: Box | None
    after: Box | None

    def to_json(self) -> str:
        """Give the text that the log holds."""
        return json.dumps({"from": _text(self.before), "to": _text(self.after)})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        fields = json.loads(text)
        return cls(read(fields["from"]), read(fields["to"]))


def box_of(connection: sqlite3.Connection, photo: int) -> Box | None:
    """Read a photo's box."""
    row = connection.execute("SELECT box FROM photos WHERE id = ?", (photo,)).fetchone()
    return read(row[0]) if row else None


def lay(connection: sqlite3.Connection, photo: int, box: Box | None) -> None:
    """Lay a box, or take it away; the tag shown is what is known of what is inside."""
    connection.execute(_KEEP, (_text(box), photo))
    products = products_of(connection, (photo,))
    if products:
        settle(connection, products)
    else:
        show_photos(connection, (photo,))


def read(text: str | None) -> Box | None:
    """Read a box as the file holds it; what is none counts as no box."""
    try:
        return None if text is None else Box.parse(text)
    except (ValueError, TypeError):  # SQLite keeps bytes in a column of text as well
        _log.warning("the review holds %r, which is no box", text)
        return None


def _text(box: Box | None) -> str | None:
    return None if box is None else str(box)
