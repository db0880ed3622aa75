"""What a step has changed, read from the review for all who show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.review.decisions import UndoDepth
from core.review.queue import Counts
from desktop.services.review.shown import mark_of_row
from desktop.ui.photo_state import Mark

if TYPE_CHECKING:
    from desktop.services.review.shared_review import SharedReview


@dataclass(frozen=True, slots=True)
class Decided:
    """What a step has changed, as the file holds it now.

    Attributes
    ----------
    jump : bool
        It was undone or done again: to be gone to.
    moved : bool
        Photos have left their products.
    entry : Path or None
        What the list shows of the first of them: of a product's photo, the one that leads.
    """

    marks: dict[Path, Mark]
    counts: Counts
    depth: UndoDepth
    jump: bool = False
    moved: bool = False
    entry: Path | None = None


def everything_decided(shared: SharedReview) -> Decided:
    """Read what stands for every photo; on the worker."""
    review = shared.review
    marks = shared.everything().marks
    return Decided(marks, review.queue.counts(), review.decisions.depth())


def decided(shared: SharedReview, photos: Sequence[int], **told: bool) -> Decided:
    """Read what stands now; on the worker."""
    review = shared.review
    marks = {path: mark_of_row(row) for path, row in shared.rows(photos).items()}
    product = review.products.of(photos[0]) if marks else None
    entry = shared.path(product.lead) if product else next(iter(marks), None)
    return Decided(marks, review.queue.counts(), review.decisions.depth(), entry=entry, **told)
