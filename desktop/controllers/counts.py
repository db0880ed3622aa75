"""How many photos are done, to do, flagged and in each view, as the review counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from core.review.queue import Counts
    from desktop.panels.browser.view_panel import ViewPanel
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.tagger import Tagger
    from desktop.window.top_bar import TopBar


class CountsController(QObject):
    """Ties the desk's counts, without a review the tagger's, to bar and views."""

    def __init__(
        self,
        top: TopBar,
        views: ViewPanel,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(top)
        self._top, self._views, self._desk, self._tagger = top, views, desk, tagger
        desk.opened.connect(self._on_review_opened)
        desk.counted.connect(self._show_counts)
        desk.decided.connect(self._on_decided)
        tagger.progressed.connect(self._on_progressed)
        for changed in (
            scan.found,
            scan.finished,
            tagger.tagged,
            desk.network_recorded,
            desk.settled,
        ):
            changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._desk.count_photos()

    def _on_review_opened(self) -> None:
        """Say nothing of what was open before; what is open now is counted next."""
        self._views.show_counts({})
        self._top.show_statuses({})

    def _on_decided(self, step: Decided) -> None:
        self._show_counts(step.counts)

    def _on_progressed(self) -> None:
        if self._desk.shared is None:
            self._top.show_statuses(self._tagger.counts)

    def _show_counts(self, counts: Counts) -> None:
        self._top.show_decisions(counts.done, counts.to_do, counts.flagged, counts.unreadable)
        self._views.show_counts(counts.by_view)
