"""Which photos of a review are listed, and in which order."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.review.queue import one_by_one
from core.review.sorting import SORTINGS
from core.review.views import NOTHING_ASKED, VIEWS, Filter, View
from core.vocabulary import Order, ViewKey
from desktop.ui.path_table import PathList
from desktop.ui.photo_state import Listing
from desktop.ui.words import SPOKEN

if TYPE_CHECKING:
    from desktop.services.review.shared_review import SharedReview


@dataclass(frozen=True, slots=True)
class Wish:
    """Which photos are to be listed, and how.

    Attributes
    ----------
    view : ViewKey
    order : Order or None
        None for the view's own.
    filter : Filter
        All that narrows the view: facets, search, ranges and folders.
    by_class : bool
        Class by class, each under its heading.
    passed : tuple of Path
        Photos just decided: those that the list holds no more stand in front of it, so that one
        can go back to them.
    skipped : frozenset of Path
        Those of them that were skipped: in front as well where the order would put them last.
    """

    view: ViewKey
    order: Order | None = None
    filter: Filter = NOTHING_ASKED
    by_class: bool = False
    passed: tuple[Path, ...] = ()
    skipped: frozenset[Path] = frozenset()

    @property
    def asked(self) -> View:
        """The view, in the order that is wished for."""
        view = VIEWS[self.view]
        if self.order is None:
            return view
        return replace(view, order=self.order, descending=SORTINGS[self.order].descending)


def listing(shared: SharedReview, wish: Wish) -> Listing:
    """List photos; on the worker."""
    queue, asked = shared.review.queue, wish.asked
    to_do_first = SORTINGS[asked.order].columns[0] == "verdict" and not asked.descending
    skipped = wish.skipped if to_do_first else ()
    if not wish.by_class:
        ids = queue.ids(asked, wish.filter, SPOKEN)
        made = Listing.of(shared.photo_ids.paths(one_by_one(ids)), wish.passed, skipped)
        return replace(made, to_do_first=to_do_first)
    ids, names = queue.ids_by_class(asked, wish.filter, SPOKEN)
    return Listing.grouped(*shared.photo_ids.named(one_by_one(ids), names), wish.passed, skipped)


def tagged(shared: SharedReview, wish: Wish, tag: str) -> PathList:
    """Give what a wish lists that has this tag, decided or else the network's; on the worker."""
    having = set(shared.photo_ids.paths(shared.review.queue.tagged(tag)).numbers)
    paths = listing(shared, wish).paths
    return PathList(paths.table, array("i", (one for one in paths.numbers if one in having)))


def listed(shared: SharedReview, photos: Iterable[int]) -> Listing:
    """List these photos, in this order; on the worker."""
    return Listing.of(shared.photo_ids.paths(photos))
