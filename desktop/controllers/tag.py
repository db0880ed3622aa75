"""Tagging behind the window: what the scan finds, with what the review knows, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from core.vocabulary import Status
from desktop.services.folder_scan import LOOKING
from desktop.ui.language import tr
from desktop.ui.photo_state import Tag
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.folder_scan import FolderScan, Found
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.review.shown import Everything, Opened
    from desktop.services.tagger import Rate, Tagger
    from desktop.window.status_bar import StatusBar

KNOWN_AT_ONCE: Final = 2000
"""Known tags taken in within a frame."""


class TagController(QObject):
    """Ties the tagger to scan, review and the line at the foot."""

    def __init__(
        self,
        status: StatusBar,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
        network: CurrentNetwork,
    ) -> None:
        super().__init__(status)
        self._status, self._desk, self._scan = status, desk, scan
        self._tagger, self._network = tagger, network
        self._known: Iterator[tuple[Path, Tag]] = iter(())
        desk.opened.connect(self._on_review_opened)
        desk.network_recorded.connect(self._on_network_recorded)
        scan.found.connect(self._on_found)
        scan.finished.connect(self._on_scan_finished)
        tagger.progressed.connect(self._on_progressed)
        tagger.finished.connect(self._on_tagged_all)
        status.paused.connect(tagger.set_paused)

    def reset(self) -> None:
        """Other folders are open now."""
        self._tagger.clear()
        self._tagger.remember(None)
        self._status.show_idle(LOOKING)

    def _on_review_opened(self, opened: Opened | None) -> None:
        self._tagger.remember(opened.shared if opened else None)
        classifier = self._network.classifier
        if opened and opened.pack and classifier and opened.pack.sha256 == classifier.pack.sha256:
            # Another review, other classes: what is found next is not for the classifier before.
            self._tagger.set_classifier(classifier)

    def _on_network_recorded(self, everything: Everything | None) -> None:
        """Begin again with what is known under the network in force, and have it tag the rest."""
        self._tagger.begin_again()
        self._known = iter(everything.tags.items() if everything is not None else ())
        self._add_known(self._known, self._desk.shared)

    def _add_known(self, known: Iterator[tuple[Path, Tag]], shared: SharedReview | None) -> None:
        """Take in what is known of one review, a part at a time; then have the rest tagged."""
        if known is not self._known or shared is not self._desk.shared:
            return
        part = dict(islice(known, KNOWN_AT_ONCE))
        if part:
            self._tagger.add([], part)
            QTimer.singleShot(0, self, partial(self._add_known, known, shared))
        elif self._network.classifier is not None:
            self._tagger.set_classifier(self._network.classifier)

    def _on_found(self, found: Found) -> None:
        """Have tagged what is found; what another network said of it by then is known no more."""
        shared = self._desk.shared
        stands = shared is None or found.pack == shared.answers.pack
        self._tagger.add(found.photos, found.known if stands else {})

    def _on_scan_finished(self) -> None:
        if not len(self._scan.index):
            self._status.show_idle("")
        elif self._tagger.finished_all:
            self._desk.settle()

    def _on_progressed(self, rate: Rate) -> None:
        if rate.done < rate.total:
            self._status.show_tagging(rate.share, rate.words())

    def _on_tagged_all(self) -> None:
        counts = self._tagger.counts
        unreadable = counts[Status.ERROR]
        said = tr("{} tagged").format(count(sum(counts.values()) - unreadable, "photo"))
        if unreadable:
            said += tr(", {:,} unreadable").format(unreadable)
        self._status.show_tagged(said)
        if not self._scan.running:
            self._desk.settle()
