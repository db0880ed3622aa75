"""Where a reviewer was, photo and list, so that the next opening returns there."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeGuard

from core.review.database import Database
from core.review.views import NOTHING_ASKED, Filter, Listed
from core.vocabulary import Agreement, Order, Status, Trust, Verdict, ViewKey

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
            return _listed(json.loads(rows[0][0])) if rows else Listed()
        except (ValueError, KeyError, TypeError, AttributeError):  # of a newer program, or edited
            return Listed()

    def keep_list(self, listed: Listed) -> None:
        """Note the list; raises ReviewError where the file cannot be written."""
        self._note(_LIST, json.dumps(asdict(listed)))

    def _note(self, key: str, value: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _listed(said: dict[str, Any]) -> Listed:
    """Read a list; raises ValueError, KeyError or TypeError for what is none of ours."""
    order = said["order"]
    asked = _filter(said["filter"]) if "filter" in said else NOTHING_ASKED
    by_class = said.get("by_class", False)
    return Listed(ViewKey(said["view"]), order and Order(order), asked, by_class is True)


def _filter(said: dict[str, Any]) -> Filter:
    """Read what narrows a list; raises ValueError or TypeError where a part is of another kind."""
    parts: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in said.items()}
    asked = Filter(**parts)
    for name, fits in KINDS.items():
        if not fits(getattr(asked, name)):
            raise ValueError(name)
    return asked


def _texts(value: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


def _of(*members: str) -> Callable[[object], bool]:
    return lambda value: _texts(value) and set(value) <= set(members)


def _range(*kinds: type) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        if not isinstance(value, tuple):
            return value is None
        return len(value) == 2 and all(type(one) in kinds for one in value)

    return fits


def _one_of(*kinds: type) -> Callable[[object], bool]:
    return lambda value: type(value) in kinds


KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "classes": _texts,
    "statuses": _of(*Status, ""),  # the empty one is that of photos without any
    "verdicts": _of(*Verdict),
    "terms": _texts,
    "agreements": _of(*Agreement, ""),
    "badges": _of(*Trust, ""),
    "folders": _texts,
    "confidence": _range(int, float),
    "margin": _range(int, float),
    "disagreeing": _one_of(bool),
    "duplicates": _one_of(bool),
    "contradicting": _one_of(bool),
    "automatic": _one_of(bool, type(None)),
    "modified_ns": _range(int),
    "decided_at": _range(str),
    "text": _one_of(str),
    "unreadable": _one_of(bool, type(None)),
    "missing": _one_of(bool),
    "deep": _one_of(bool),
}
"""What each part of a filter has to be."""
