"""Photos side by side: from the list's selection, or that of the similar ones, to decisions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import Action
from desktop.dialogs.side_by_side_dialog import (
    FEWEST,
    MOST,
    Beside,
    SideBySideDialog,
    comparable,
)
from desktop.ui.controls import offer
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.controllers.decide import DecideController
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.picture_loader import PictureLoader, Shown
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk

CHOOSE: Final = tr("Select two to four photos in the list to see them side by side.")


class SideBySideController(QObject):
    """Ties the action to dialog, pictures and decisions."""

    gone_to = Signal(object)
    """The Path of an entry that the list is to show."""

    def __init__(
        self,
        side_by_side_action: QAction,
        photos: PhotoList,
        model: PhotoModel,
        decisions: DecisionPanel,
        pictures: PictureLoader,
        desk: ReviewDesk,
        decide: DecideController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._photos, self._model = side_by_side_action, photos, model
        self._decisions, self._pictures, self._desk = decisions, pictures, desk
        self._decide, self._window = decide, window
        self._dialog: SideBySideDialog | None = None
        side_by_side_action.triggered.connect(self._on_triggered)
        pictures.arrived.connect(self._on_arrived)
        pictures.failed.connect(self._on_failed)
        photos.selection_changed.connect(self._offer)
        desk.opened.connect(self.close)
        desk.decided.connect(self._on_decided)
        self._offer()

    def compare(self, compared: Sequence[Beside]) -> None:
        """Show two to four photos side by side, in place of those that are."""
        if not FEWEST <= len(compared) <= MOST:
            return
        self.close()
        model = self._model.beside(self)
        self._dialog = dialog = SideBySideDialog(compared, model, self._decisions, self._window)
        dialog.offer(self._desk.writable)
        dialog.gone_to.connect(self._go)
        dialog.keys.decided.connect(self._decide_marked)
        dialog.keys.tag_asked.connect(self._ask_tag)
        dialog.keys.reason_asked.connect(self._ask_reason)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(model.deleteLater)
        dialog.show()
        for photo in dialog.photos:
            shown = self._pictures.get(photo)
            if shown is not None:
                dialog.show_picture(photo, shown.picture)

    def close(self) -> None:
        """Close the dialog, where there is one."""
        if self._dialog is not None:
            self._dialog.reject()

    def _offer(self) -> None:
        offer(self._action, FEWEST <= self._photos.selected_count() <= MOST, CHOOSE)

    def _on_triggered(self) -> None:
        entries = self._photos.chosen_paths()
        products = self._model.products
        carriers = {one: products[one].carrier for one in entries if one in products}
        self.compare(comparable(entries, carriers))

    def _on_finished(self) -> None:
        self._dialog = None

    # --- what the dialog asks for

    def _go(self, entry: Path) -> None:
        self.close()
        self._window.activateWindow()
        self.gone_to.emit(entry)

    def _decide_marked(self, action: Action, text: str = "") -> None:
        if (dialog := self._dialog) is not None:
            self._decide.decide(action, [dialog.marked], text)
            dialog.mark_next()

    def _ask_tag(self) -> None:
        if (dialog := self._dialog) is not None:
            decide = partial(self._decide_marked, Action.CORRECT)
            self._decide.ask_tag([dialog.marked], above=dialog, picked=decide)

    def _ask_reason(self) -> None:
        if (dialog := self._dialog) is not None:
            decide = partial(self._decide_marked, Action.FLAG)
            self._decide.ask_reason([dialog.marked], above=dialog, picked=decide)

    # --- what pictures and review tell

    def _on_arrived(self, path: Path, shown: Shown) -> None:
        if self._dialog is not None:
            self._dialog.show_picture(path, shown.picture)

    def _on_failed(self, path: Path, words: str) -> None:
        if self._dialog is not None:
            self._dialog.show_picture(path, None, words)

    def _on_decided(self, step: Decided) -> None:
        if self._dialog is not None:
            self._dialog.model.set_marks(step.marks)
