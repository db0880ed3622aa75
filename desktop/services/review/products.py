"""Which photos are one product: proposed by names, grouped otherwise, new ones put to theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.vocabulary import Grouping

if TYPE_CHECKING:
    from core.review.grouping import Proposal
    from desktop.services.review.shared_review import SharedReview


@dataclass(frozen=True, slots=True)
class Choice:
    """What makes photos one product now, and what their names would make.

    Attributes
    ----------
    now : Grouping
    by_name : Proposal
    """

    now: Grouping
    by_name: Proposal


def choice(shared: SharedReview) -> Choice:
    """Say what can be chosen; on the worker."""
    from core.review.grouping import propose

    review = shared.review
    now, paths = shared.inside(
        lambda: (review.products.grouping, [row.path for row in review.photos.present()])
    )
    return Choice(now, propose(paths))  # outside: it takes a second for 100,000


def group(shared: SharedReview, grouping: Grouping, proposal: Proposal) -> bool:
    """Group photos otherwise; on the worker."""
    named = proposal.named() if grouping is Grouping.FOLDER else ()
    shared.inside(lambda: shared.review.products.group(named, grouping))
    return True


def extend(shared: SharedReview) -> bool:
    """Put photos just found into their products; tells whether there were any; on the worker.

    Only names tell it of photos that no file has told of.
    """
    now = shared.ask(lambda: shared.review.products.grouping, Grouping.NONE)
    if now is not Grouping.FOLDER:
        return False
    from core.review.grouping import propose

    photos = shared.review.photos
    paths = shared.ask(lambda: [row.path for row in photos.present()], list[str]())
    named = list(propose(paths).named())  # outside: it takes a second for 100,000
    added = shared.ask(lambda: shared.review.products.extend(named), None)
    return added is not None and added.photos > 0


def part(shared: SharedReview, photo: Path) -> list[int]:
    """Make a photo a product of its own; gives whose decision is another now."""
    photos = shared.ids([photo])
    shared.review.products.part(photos)
    return photos


def set_aside(shared: SharedReview, photo: Path, reason: str) -> list[int]:
    """Take a photo out of its product and flag it; gives whose decision is another now."""
    photos = shared.ids([photo])
    shared.review.products.set_aside(photos, reason)
    return photos
