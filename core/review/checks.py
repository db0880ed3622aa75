"""What samples of the accepted have shown, kept in the review as long as a check stands."""

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from core.vocabulary import Action

if TYPE_CHECKING:
    from core.review.database import Database

_KEY: Final = "checks"
"""In the review's `meta`: by its step, how many were wrong and how many were looked at."""


def note_check(connection: sqlite3.Connection, step: int, wrong: int, checked: int) -> None:
    """Keep what a check has shown, in the transaction that makes its step."""
    kept = _kept(connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchall())
    text = json.dumps({**kept, str(step): [wrong, checked]})
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, text))


def checked(database: "Database") -> tuple[int, int]:
    """Count the wrong ones of all checks that stand, and what was looked at; undone ones do not."""
    kept = _kept(database.rows("SELECT value FROM meta WHERE key = ?", (_KEY,)))
    walked = database.rows(
        "SELECT target, action, max(id) FROM decisions WHERE target IS NOT NULL GROUP BY target"
    )
    taken_back = {str(step) for step, action, _ in walked if action == Action.UNDO}
    stand = [counts for step, counts in kept.items() if step not in taken_back]
    return sum(wrong for wrong, _ in stand), sum(looked_at for _, looked_at in stand)


def _kept(rows: list[tuple[str]]) -> Mapping[str, list[int]]:
    kept: Mapping[str, list[int]] = json.loads(rows[0][0]) if rows else {}
    return kept
