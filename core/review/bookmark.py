"""Which photo a reviewer looked at last, so that the next opening returns to it."""

from typing import Final

from core.review.database import Database

_KEY: Final = "looked_at"


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
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, str(photo)))
