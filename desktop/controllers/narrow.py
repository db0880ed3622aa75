"""Everything that narrows the list changes one Filter, and shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.vocabulary import Facet
from desktop.controllers.facets import FacetsController
from desktop.controllers.filter import FilterController
from desktop.ui.facet_words import chips

if TYPE_CHECKING:
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.facet_counter import FacetCounter
    from desktop.services.review.narrowing import Narrowing
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.services.tagger import Tagger
    from desktop.window.list_controls import ListControls


class NarrowController(QObject):
    """Ties search, folders, facets, chips and the filter's dialog to what the list is narrowed to.

    Attributes
    ----------
    facets : FacetsController
        Counts what is listed.
    """

    def __init__(
        self,
        controls: ListControls,
        model: PhotoModel,
        narrowing: Narrowing,
        counter: FacetCounter,
        desk: ReviewDesk,
        network: CurrentNetwork,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(controls)
        top, folders, facets = controls.top, controls.folders, controls.facets
        self._top, self._folders, self._facets = top, folders, facets
        self._chips, self._narrowing = controls.chips, narrowing
        self.facets = FacetsController(controls, model, narrowing, counter, desk, scan, tagger)
        self._filter = FilterController(top.filter_action, narrowing, network, top)
        top.searched.connect(narrowing.search)
        top.clear_action.triggered.connect(narrowing.clear)
        folders.ticked.connect(self._on_folder_ticked)
        folders.ticked_alone.connect(self._on_folder_ticked_alone)
        facets.ticked.connect(narrowing.tick)
        facets.ticked_alone.connect(narrowing.tick_alone)
        controls.chips.narrowed.connect(narrowing.ask)
        narrowing.changed.connect(self._show)
        desk.opened.connect(self._on_review_opened)
        self._show()

    def _on_review_opened(self, opened: Opened | None) -> None:
        """Offer facets where there is a review to answer them."""
        self._facets.tree.forget()
        self._facets.setVisible(opened is not None)
        self._folders.show_listed(None)

    def _on_folder_ticked(self, folder: Path | None) -> None:
        if folder is None:
            self._narrowing.choose(Facet.FOLDER, [])
        else:
            self._narrowing.tick(Facet.FOLDER, self._narrowing.named(folder))

    def _on_folder_ticked_alone(self, folder: Path | None) -> None:
        if folder is None:
            self._narrowing.choose(Facet.FOLDER, [])
        else:
            self._narrowing.tick_alone(Facet.FOLDER, self._narrowing.named(folder))

    def _show(self) -> None:
        """Show what is asked wherever it can be changed; the button stays pressed meanwhile."""
        narrowing, asked = self._narrowing, self._narrowing.filter
        self._top.show_search(asked.text)
        self._top.show_narrowed(narrowing.asks)
        self._folders.tick(narrowing.folders)
        self._facets.show_chosen(asked)
        self._chips.show_chips(chips(asked))
