"""What each order of a list sorts by; every photo has its place in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.review.conditions import CARRIED
from core.vocabulary import Order, Status, Trust

FAMILY: Final = "{family}"
"""Stands for the first class of the label's family, which only the review's pack knows."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """How SQLite sorts photos.

    Attributes
    ----------
    columns : tuple of str
        Expressions, the weightiest first; their indexes answer for 100,000 photos.
    descending : bool
        Whether people want this order turned round: the latest, the surest first.
    """

    columns: tuple[str, ...]
    descending: bool = False


def _ranked(column: str, values: tuple[Status, ...] | tuple[Trust, ...]) -> str:
    """Write the place of a column's value among these; any other comes last."""
    cases = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(values))
    return f"CASE {column} {cases} ELSE {len(values)} END"


_BY_STATUS: Final = _ranked("status", tuple(reversed(Status)))
_BY_TRUST: Final = _ranked("badge", tuple(reversed(Trust)))
"""The least to be relied on first: both sets begin with the best."""

SORTINGS: Final[Mapping[Order, Sorting]] = {
    Order.DOUBT: Sorting(("verdict", "sureness", "id")),
    Order.MARGIN: Sorting(("verdict", "gap", "id")),
    Order.CONFIDENCE: Sorting(("sureness", "id"), descending=True),
    Order.PATH: Sorting(("path_key",)),
    Order.DATE: Sorting(("modified_ns", "id"), descending=True),
    Order.DECIDED: Sorting(("decided_at", "id"), descending=True),
    Order.STATUS: Sorting((_BY_STATUS, "sureness", "id")),
    Order.LABEL: Sorting((f"{CARRIED} IS NULL", f"{CARRIED} COLLATE NOCASE", "sureness", "id")),
    Order.FAMILY: Sorting(("label IS NULL", FAMILY, "label", "sureness", "id")),
    Order.VERDICT: Sorting(("verdict", "decided_at", "id")),
    Order.BADGE: Sorting((_BY_TRUST, "sureness", "id")),
    Order.DISAGREEMENT: Sorting(("verdict", "ifnull(tag_doubt, -1) DESC", "id")),
    Order.CLUSTER: Sorting(("cluster IS NULL", "cluster", "id")),
}
"""What lacks what an order asks for comes last in it; SQLite takes NULL for the least."""
