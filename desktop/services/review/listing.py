"""Which photos of a review are listed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.review.sorting import SORTINGS
from core.review.views import VIEWS, Filter, View
from core.vocabulary import Order, ViewKey
from desktop.services.folder_index import within
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
    text : str
        Searched for.
    filter : Filter
        What is asked beside the view; a choice of decisions counts in place of the view's.
    folder : Path or None
        Only photos in or below it.
    deep : bool
        Photos of subfolders as well; photos outside the review's folder are in none.
    passed : tuple of Path
        Photos just decided: those that the list holds no more stand in front of it, so that one
        can go back to them.
    skipped : frozenset of Path
        Those of them that were skipped: in front as well where the order would put them last.
    """

    view: ViewKey
    order: Order | None = None
    text: str = ""
    filter: Filter = field(default_factory=Filter)
    folder: Path | None = None
    deep: bool = True
    passed: tuple[Path, ...] = ()
    skipped: frozenset[Path] = frozenset()


def listing(shared: SharedReview, wish: Wish) -> Listing:
    """List photos; on the worker."""
    asked = view_asked(wish)
    folder = shared.review.photos.folder
    ids = shared.review.queue.ids(asked, SPOKEN)
    found = (shared.path(photo) for photo in ids.tolist())
    listed = (
        path
        for path in found
        if path is not None
        and within(path.parent, wish.folder)
        and (wish.deep or path.parent == folder or not path.is_relative_to(folder))
    )
    puts_last = SORTINGS[asked.order].columns[0] == "verdict" and not asked.descending
    return Listing.of(listed, wish.passed, wish.skipped if puts_last else ())


def tagged(shared: SharedReview, wish: Wish, tag: str) -> list[Path]:
    """Give what a wish lists that has this tag, decided or else the network's; on the worker."""
    having = {shared.path(photo) for photo in shared.review.queue.tagged(tag)}
    return [path for path in listing(shared, wish).paths if path in having]


def listed(shared: SharedReview, photos: Iterable[int]) -> Listing:
    """List these photos, in this order; on the worker."""
    return Listing.of(path for photo in photos if (path := shared.path(photo)) is not None)


def view_asked(wish: Wish) -> View:
    """Give the view of a wish, narrowed and sorted as it asks."""
    view = VIEWS[wish.view]
    asked = replace(view, filter=combined(view.filter, wish))
    if wish.order is None:
        return asked
    return replace(asked, order=wish.order, descending=SORTINGS[wish.order].descending)


def combined(viewed: Filter, wish: Wish) -> Filter:
    """Ask what a wish asks, and what the view asks where the wish leaves it open."""
    asked = wish.filter
    return replace(
        asked,
        text=wish.text,
        verdicts=asked.verdicts or viewed.verdicts,
        statuses=asked.statuses or viewed.statuses,
        disagreeing=asked.disagreeing or viewed.disagreeing,
        unreadable=None if asked.statuses else viewed.unreadable,
    )
