"""Which photos are one product: proposed by names, grouped otherwise, new ones put to theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.vocabulary import BY_NAME, Grouping
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.review.grouping import Proposal
    from core.review.regrouping import Named
    from core.review.steps import OnProgress
    from desktop.services.review.shared_review import SharedReview


FILE_LACKING: Final = tr(
    "Some photos are of no product. The review keeps no catalog file that would tell; import it "
    "again."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What makes photos one product now, and what else would make which.

    Attributes
    ----------
    now : Grouping
    proposals : dict of Grouping to Proposal
        One for each way but `NONE`; the catalog's only where the review keeps its file.
    """

    now: Grouping
    proposals: Mapping[Grouping, Proposal]


def choice(shared: SharedReview) -> Choice:
    """Say what can be chosen; on the worker, past the lock: it takes seconds for 100,000."""
    from core.review import catalog_products
    from core.review.grouping import propose

    review = shared.review
    now, paths = shared.inside(
        lambda: (review.products.grouping, [row.path for row in review.photos.present()])
    )
    proposals = {way: propose(paths, way) for way in BY_NAME}
    if (found := catalog_products.matched(review)) is not None:
        proposals[Grouping.CATALOG] = catalog_products.proposal(found)
    return Choice(now, proposals)


def group(
    shared: SharedReview,
    grouping: Grouping,
    named: Iterable[Named],
    on_progress: OnProgress | None = None,
) -> bool:
    """Group photos otherwise; on the worker."""
    shared.inside(lambda: shared.review.products.group(named, grouping, on_progress=on_progress))
    return True


def extend(shared: SharedReview, on_progress: OnProgress | None = None) -> bool:
    """Put photos just found into their products; tells whether anything changed; on the worker."""
    now = shared.ask(lambda: shared.review.products.grouping, Grouping.NONE)
    changed = _take_in(shared, now, on_progress)
    if now not in BY_NAME:
        return changed
    from core.review.grouping import propose

    photos = shared.review.photos
    paths = shared.ask(lambda: [row.path for row in photos.present()], list[str]())
    named = list(propose(paths, now).named())  # outside: it takes a second for 100,000
    added = shared.ask(lambda: shared.review.products.extend(named, on_progress=on_progress), None)
    return changed or (added is not None and added.photos > 0)


def _take_in(shared: SharedReview, now: Grouping, on_progress: OnProgress | None) -> bool:
    """Give new photos what the review keeps of the catalog file; say so where it keeps none."""
    products = shared.review.products
    if not shared.ask(lambda: products.catalog_kept, False):
        if now is Grouping.CATALOG and shared.ask(products.alone, 0):
            shared.tell(FILE_LACKING)
        return False
    from core.review import catalog_products

    review = shared.review
    if not shared.ask(lambda: catalog_products.is_due(review), False):
        return False
    found = catalog_products.matched(review)  # outside: it takes seconds for a large file
    if found is None:
        return False
    return shared.ask(
        lambda: catalog_products.take_in(review, found, on_progress=on_progress), False
    )


def part(shared: SharedReview, photo: Path) -> list[int]:
    """Make a photo a product of its own; gives whose decision is another now."""
    photos = shared.ids([photo])
    shared.review.products.part(photos)
    return photos


def move(shared: SharedReview, photo: Path, target: Path) -> list[int]:
    """Put a photo into the product of another one; gives whose decision is another now."""
    photos = shared.ids([photo])
    shared.review.products.move(photos, *shared.ids([target]))
    return photos


def others(shared: SharedReview, photo: Path) -> dict[str, Path]:
    """Name the products that a photo could be of instead, each with its lead; on the worker."""
    own = shared.review.products.of(*shared.ids([photo]))
    return {
        f"{one.key}, {one.title}" if one.title else one.key: lead
        for one in shared.review.products.listed()
        if (own is None or one.key != own.key) and (lead := shared.path(one.lead)) is not None
    }


def set_aside(shared: SharedReview, photo: Path, reason: str) -> list[int]:
    """Take a photo out of its product and flag it; gives whose decision is another now."""
    photos = shared.ids([photo])
    shared.review.products.set_aside(photos, reason)
    return photos
