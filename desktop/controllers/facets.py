"""How many photos each value of a facet would list, and what an empty list says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.vocabulary import Facet
from desktop.ui.facet_words import nothing_fits, would_fit

if TYPE_CHECKING:
    from core.review.facets import FacetCounts
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.facet_counter import FacetCounter
    from desktop.services.review.narrowing import Narrowing
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.services.tagger import Tagger
    from desktop.ui.photo_state import Listing
    from desktop.window.list_controls import ListControls


class FacetsController(QObject):
    """Ties the counts to facets, folders and what is said of the list."""

    def __init__(
        self,
        controls: ListControls,
        model: PhotoModel,
        narrowing: Narrowing,
        counter: FacetCounter,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(controls)
        facets = self._facets = controls.facets
        self._folders, self._chips = controls.folders, controls.chips
        self._note = controls.empty_note
        self._model, self._narrowing, self._counter, self._desk = model, narrowing, counter, desk
        facets.unfolded.connect(lambda _: self._choose_facets())
        narrowing.changed.connect(self._choose_facets)
        narrowing.wished.connect(counter.count)
        counter.counted.connect(self._show_counts)
        desk.opened.connect(self._on_review_opened)
        desk.listed.connect(self._on_listed)
        for changed in (
            scan.found,
            scan.finished,
            tagger.tagged,
            desk.decided,
            desk.network_recorded,
            desk.settled,
        ):
            changed.connect(lambda *_: counter.count_again())
        self._choose_facets()

    def _choose_facets(self) -> None:
        """Have counted what is seen, and what says why a list is empty."""
        seen = {*self._facets.shown_facets, *self._narrowing.filter.facets, Facet.FOLDER}
        self._counter.look_at(seen)

    def _on_review_opened(self, opened: Opened | None) -> None:
        self._counter.forget()
        self._note.say("")

    def _on_listed(self, listing: Listing) -> None:
        """Say how many there are; where there are none, why."""
        found = listing.paths[listing.passed :]
        self._chips.show_found(self._model.counted(found))
        narrowed = self._narrowing.asks and not listing.paths
        self._note.say(nothing_fits(self._narrowing.filter) if narrowed else "")

    def _show_counts(self, counts: FacetCounts) -> None:
        self._facets.show_counts(counts)
        shared = self._desk.shared
        if shared is not None and Facet.FOLDER in counts:
            root, found = shared.review.photos.folder, counts[Facet.FOLDER]
            listed: dict[Path | None, int] = {root / name: n for name, n in found.items()}
            self._folders.show_listed(listed | {None: found[""]})
        if self._note.words:
            asked = self._narrowing.filter
            words = (nothing_fits(asked), would_fit(asked, counts))
            self._note.say("\n".join(one for one in words if one))
