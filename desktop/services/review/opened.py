"""What is known of a review that was just opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.review.copies import Copy
    from core.review.decisions import UndoDepth
    from core.review.queue import Counts
    from core.review.views import Listed
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.review.shown import First


@dataclass(frozen=True, slots=True)
class Opened:
    """A review just opened: its list and the first photos, and why it is read-only, if it is."""

    shared: SharedReview
    first: First
    counts: Counts
    depth: UndoDepth
    pack: Pack | None
    read_only: str
    listed: Listed
    loose: bool = False
    """Whether it is about single photos, opened without their folder."""
    copy: Copy | None = None
    """What it is a copy of; None where it is a review itself."""

    @property
    def folder(self) -> Path:
        """What it is about."""
        return self.shared.review.photos.folder

    @property
    def empty(self) -> bool:
        """Whether it holds no photo yet."""
        return not self.counts.total
