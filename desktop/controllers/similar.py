"""Photos like the one looked at: from the key to the search, and from there to decisions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import Action
from desktop.controllers.awaited import Awaited
from desktop.dialogs.side_by_side_dialog import comparable
from desktop.dialogs.similar_dialog import SimilarDialog
from desktop.ui.controls import offer
from desktop.ui.language import tr
from desktop.ui.reasons import NO_NETWORK, NO_PHOTO

if TYPE_CHECKING:
    from core.entities import Progress
    from desktop.controllers.decide import DecideController
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.review.deciding import Decided
    from desktop.services.similar_photos import Found, SimilarPhotos
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.window.status_bar import StatusBar

NO_REVIEW: Final = tr("Similar photos need a review: open one folder.")
NO_FEATURES: Final = tr("This model gives only answers, no features; similar photos need features.")

LOADING: Final = tr("Similar photos are shown as soon as the model is loaded …")


class SimilarController(QObject):
    """Ties the action to search, dialog, decisions and list."""

    gone_to = Signal(object)
    """The Path of an entry that the list is to show."""
    compare_asked = Signal(object)
    """What is to be seen side by side: a list of Beside."""

    def __init__(
        self,
        similar_action: QAction,
        photos: PhotoList,
        model: PhotoModel,
        decisions: DecisionPanel,
        current_photo: CurrentPhoto,
        similar: SimilarPhotos,
        decide: DecideController,
        thumbnails: ThumbnailLoader,
        status: StatusBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._photos, self._model = similar_action, photos, model
        self._decisions, self._current_photo = decisions, current_photo
        self._similar, desk, network = similar, similar.desk, similar.network
        self._decide, self._thumbnails, self._window = decide, thumbnails, window
        self._dialog: SimilarDialog | None = None
        self._entry: Path | None = None
        self._awaited = Awaited(
            photos, status, LOADING, lambda: network.classifier is None, self._search
        )
        similar_action.triggered.connect(self._on_triggered)
        similar.found.connect(self._on_found)
        similar.progressed.connect(self._on_progressed)
        similar.ended.connect(self._on_ended)
        similar.failed.connect(self._on_failed)
        desk.opened.connect(self._on_review_opened)
        desk.decided.connect(self._on_decided)
        network.network_ready.connect(self._on_network_ready)
        network.network_missing.connect(self._on_network_missing)
        photos.chosen.connect(self._offer)
        self._offer()

    def close(self) -> None:
        """Close the dialog, where there is one."""
        if self._dialog is not None:
            self._dialog.reject()

    def _offer(self) -> None:
        """Offer to search, or say why that cannot be."""
        why = self._hindrance() or ("" if self._photos.current_path() else NO_PHOTO)
        offer(self._action, not why, why)

    def _hindrance(self) -> str:
        """Say why no search can be asked for; while the model is being loaded, one waits."""
        network = self._similar.network
        classifier = network.classifier
        if self._similar.desk.shared is None:
            return NO_REVIEW
        if classifier is None:
            return NO_NETWORK if network.problem else ""
        return "" if classifier.engine.gives_features else NO_FEATURES

    def _on_triggered(self) -> None:
        if self._photos.current_path() is not None and not self._hindrance():
            self._awaited.ask()

    def _search(self) -> None:
        entry = self._photos.current_path()
        if entry is None or self._hindrance():
            return
        dialog = self._dialog or self._open()
        self._entry = entry
        path = self._current_photo.path or entry
        dialog.begin(path)
        self._show_tag()
        dialog.offer(self._similar.desk.writable)
        dialog.raise_()
        dialog.activateWindow()
        self._similar.find(path)

    def _open(self) -> SimilarDialog:
        model = self._model.beside(self)
        self._thumbnails.arrived.connect(model.repaint)
        self._dialog = dialog = SimilarDialog(model, self._decisions, self._window)
        dialog.gone_to.connect(self._go)
        dialog.same_tag_asked.connect(self._give_same_tag)
        dialog.side_by_side_asked.connect(
            lambda: self.compare_asked.emit(comparable(dialog.chosen(), dialog.pictures()))
        )
        dialog.stopped.connect(self._stop)
        keys = dialog.keys
        keys.decided.connect(lambda action: self._decide.decide(action, dialog.chosen()))
        keys.tag_asked.connect(self._ask_tag)
        keys.reason_asked.connect(self._ask_reason)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(model.deleteLater)
        dialog.show()
        return dialog

    def _on_finished(self) -> None:
        self._dialog = None
        self._similar.stop()

    # --- what the dialog asks for

    def _go(self, entry: Path) -> None:
        """Leave the dialog for the list: it would stand before the photo."""
        self.close()
        self._window.activateWindow()
        self.gone_to.emit(entry)

    def _stop(self) -> None:
        """Look at no more photos, and show what is known by now."""
        path = self._dialog.asked if self._dialog else None
        if self._similar.stop() and path is not None:
            self._similar.find(path, looking=False)

    def _give_same_tag(self) -> None:
        tag = self._standing()
        if self._dialog is not None and tag:
            self._decide.decide(Action.CORRECT, self._dialog.chosen(), tag)

    def _ask_tag(self) -> None:
        if (dialog := self._dialog) is not None and (paths := dialog.chosen()):
            decide = partial(self._decide.decide, Action.CORRECT, paths)
            self._decide.ask_tag(paths, above=dialog, picked=decide)

    def _ask_reason(self) -> None:
        if (dialog := self._dialog) is not None and (paths := dialog.chosen()):
            decide = partial(self._decide.decide, Action.FLAG, paths)
            self._decide.ask_reason(paths, above=dialog, picked=decide)

    def _standing(self) -> str:
        """Give the tag that the photo asked about has now, decided or not."""
        entry = self._entry
        return "" if entry is None else self._model.mark(entry).tag or self._model.tag(entry).label

    def _show_tag(self) -> None:
        if self._dialog is not None:
            self._dialog.show_tag(self._standing())

    # --- what the search, the review and the network tell

    def _on_found(self, found: Found) -> None:
        if self._dialog is not None:
            self._dialog.show_found(found)

    def _on_progressed(self, step: Progress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(step)

    def _on_ended(self) -> None:
        if self._dialog is not None:
            self._dialog.show_ended()

    def _on_failed(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(words)

    def _on_decided(self, step: Decided) -> None:
        """Show what stands now: the dialog's list is of the same photos."""
        if (dialog := self._dialog) is not None:
            dialog.grid.model.set_marks(step.marks)
            self._show_tag()

    def _on_review_opened(self) -> None:
        self.close()
        self._offer()

    def _on_network_ready(self) -> None:
        """Another network sees other likenesses: what was found is none any more."""
        self.close()
        self._offer()
        self._awaited.look_again()

    def _on_network_missing(self) -> None:
        self._awaited.drop()
        self._offer()
