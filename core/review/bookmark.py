"""Where a reviewer was, photo and list, so that the next opening returns there."""

import json
from typing import Final

from core.review.database import Database
from core.review.views import Listed
from core.vocabulary import Order, ViewKey

_KEY: Final = "looked_at"
_LIST: Final = "listed"


class Bookmark:
    """The place in one review; a note beside the decisions, and none of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def photo(self) -> int | None:
        """The photo looked at last; None before the first, or once it is gone for good."""
        rows = self._database.rows(
            "SELECT photos.id FROM photos JOIN meta ON key = ? AND value + 0 = photos.id", (_KEY,)
        )
        return int(rows[0][0]) if rows else None

    def keep(self, photo: int) -> None:
        """Note it; raises ReviewError where the file cannot be written."""
        self._note(_KEY, str(photo))

    @property
    def listed(self) -> Listed:
        """The list looked at last; the usual one before the first, or where it is none of ours."""
        rows = self._database.rows("SELECT value FROM meta WHERE key = ?", (_LIST,))
        try:
            said = json.loads(rows[0][0]) if rows else {}
            order = said["order"] if said else None
            return Listed(ViewKey(said["view"]), order and Order(order)) if said else Listed()
        except (ValueError, KeyError, TypeError):  # of a newer program, or edited
            return Listed()

    def keep_list(self, listed: Listed) -> None:
        """Note the list; raises ReviewError where the file cannot be written."""
        self._note(_LIST, json.dumps({"view": listed.view, "order": listed.order}))

    def _note(self, key: str, value: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
