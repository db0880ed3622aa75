"""Tags that reviewers added, which are no class of the network, as the review holds them now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.review.queue import Counts
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk


class AddedTags(QObject):
    """Follows the counts that the desk tells; nothing is read for it on the window's thread."""

    changed = Signal()
    """Other tags, or other numbers of photos."""

    def __init__(self, desk: ReviewDesk, network: CurrentNetwork) -> None:
        super().__init__(desk)
        self._network = network
        self._decided: Mapping[str, int] = {}
        desk.opened.connect(self._on_opened)
        desk.counted.connect(self._on_counted)
        desk.decided.connect(self._on_decided)

    @property
    def photos(self) -> dict[str, int]:
        """How many photos carry each of them; of a product's photos only the first counts."""
        pack = self._network.pack
        classes = frozenset(pack.labels) if pack else frozenset()
        return {tag: photos for tag, photos in self._decided.items() if tag not in classes}

    def _on_opened(self) -> None:
        self._take({})

    def _on_counted(self, counts: Counts) -> None:
        self._take(counts.by_tag)

    def _on_decided(self, step: Decided) -> None:
        self._take(step.counts.by_tag)

    def _take(self, decided: Mapping[str, int]) -> None:
        if decided != self._decided:
            self._decided = decided
            self.changed.emit()
