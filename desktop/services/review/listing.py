"""Which photos of a review are listed, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.review.views import VIEWS, Filter, View
from core.vocabulary import Order
from desktop.services.folder_index import within
from desktop.ui.photo_state import Listing

if TYPE_CHECKING:
    from desktop.services.review.memory import Memory

ALL: Final = View("All photos", Filter(), Order.PATH)
BY_NAME: Final = {view.name: view for view in (*VIEWS, ALL)}
ORDERS: Final = {
    "doubt": (Order.DOUBT, False),
    "margin": (Order.MARGIN, False),
    "sure": (Order.CONFIDENCE, True),
    "name": (Order.PATH, False),
    "date": (Order.DATE, True),
    "decided": (Order.DECIDED, True),
    "status": (Order.STATUS, False),
    "class": (Order.LABEL, False),
    "family": (Order.FAMILY, False),
    "decision": (Order.VERDICT, False),
    "trust": (Order.BADGE, False),
    "disagreement": (Order.DISAGREEMENT, False),
    "alike": (Order.CLUSTER, False),
}
"""What the sort menu offers, beside the view's own order."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which photos are to be listed, and how.

    Attributes
    ----------
    view : str
        Name of a view.
    order : str
        A key of `ORDERS`; empty for the view's own.
    text : str
        Searched for.
    filter : Filter
        What is asked beside the view; a choice of decisions counts in place of the view's.
    folder : Path or None
        Only photos in or below it.
    deep : bool
        Photos of subfolders as well.
    """

    view: str
    order: str = ""
    text: str = ""
    filter: Filter = field(default_factory=Filter)
    folder: Path | None = None
    deep: bool = True


def listing(memory: Memory, wish: Wish) -> Listing:
    """List photos; on the worker."""
    view = BY_NAME[wish.view]
    order, descending = ORDERS.get(wish.order, (view.order, view.descending))
    asked = replace(
        view,
        filter=combined(view.filter, wish),
        order=order,
        descending=descending,
    )
    folder = memory.review.photos.folder
    found = (memory.path(photo) for photo in memory.review.queue.ids(asked).tolist())
    return Listing.of(
        path
        for path in found
        if path is not None
        and within(path.parent, wish.folder)
        and (wish.deep or path.parent == folder)
    )


def combined(viewed: Filter, wish: Wish) -> Filter:
    """Ask what a wish asks, and what the view asks where the wish leaves it open."""
    asked = wish.filter
    return replace(
        asked,
        text=wish.text,
        verdicts=asked.verdicts or viewed.verdicts,
        statuses=asked.statuses or viewed.statuses,
        disagreeing=asked.disagreeing or viewed.disagreeing,
    )
