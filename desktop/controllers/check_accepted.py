"""Checking a random sample of what was accepted by itself, from the menu to the review."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.review import sample_check
from desktop.dialogs.alone import raised
from desktop.dialogs.check_dialog import USUAL, CheckDialog, rate_words
from desktop.services.review.listing import listed
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.review.sample_check import ErrorRate
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.ui.photo_state import Listing
    from desktop.window.status_bar import StatusBar

Drawn = tuple[int, "Listing"]
"""How many there are to draw from, and the sample."""


class CheckAcceptedController(QObject):
    """Ties the menu entry to dialog and desk."""

    applied = Signal()
    """Some photos are decided otherwise now."""

    def __init__(
        self,
        check_action: QAction,
        photos: PhotoModel,
        status: StatusBar,
        desk: ReviewDesk,
        thumbnails: ThumbnailLoader,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._photos, self._status, self._desk = photos, status, desk
        self._thumbnails, self._window = thumbnails, window
        self._dialog: CheckDialog | None = None
        self._seed = 0
        check_action.triggered.connect(self._on_triggered)
        desk.opened.connect(self._on_review_opened)

    def _on_triggered(self) -> None:
        seed = secrets.randbits(32)
        self._ask(USUAL, seed, partial(self._open, seed))

    def _open(self, seed: int, drawn: Drawn) -> None:
        """Show a sample; of one seed a larger one begins with the smaller one."""
        if raised(CheckDialog, self._window):
            return
        self._seed = seed
        population, sample = drawn
        if not population:
            self._status.show_idle(tr("No auto-accepted photo is left to check."))
            return
        model = self._photos.beside(self)
        self._thumbnails.arrived.connect(model.repaint)
        self._dialog = dialog = CheckDialog(population, model, self._window)
        dialog.show_sample(sample)
        dialog.sample_wanted.connect(self._draw)
        dialog.checked.connect(self._settle)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(model.deleteLater)
        dialog.open()

    def _on_review_opened(self) -> None:
        """The sample is of a review that was left."""
        if self._dialog is not None:
            self._dialog.reject()

    def _on_finished(self) -> None:
        self._dialog = None

    def _draw(self, size: int) -> None:
        self._ask(size, self._seed, self._show_sample)

    def _ask(self, size: int, seed: int, done: Callable[[Drawn], None]) -> None:
        self._desk.ask(lambda shared: _drawn(shared, size, seed), done)

    def _show_sample(self, drawn: Drawn) -> None:
        sample = drawn[1]
        if self._dialog is not None and len(sample.paths) == self._dialog.size_wanted:
            self._dialog.show_sample(sample)

    def _settle(self, sample: Sequence[Path], wrong: Sequence[Path]) -> None:
        self._desk.ask(
            lambda shared: sample_check.settle(
                shared.review, shared.ids(sample), shared.ids(wrong)
            ),
            self._on_settled,
        )

    def _on_settled(self, rate: ErrorRate) -> None:
        self._status.show_idle(rate_words(rate))
        self._desk.reload()
        self.applied.emit()


def _drawn(shared: SharedReview, size: int, seed: int) -> Drawn:
    """Draw a sample; on the worker."""
    population = len(sample_check.unchecked(shared.review))
    return population, listed(shared, sample_check.draw(shared.review, size, seed))
