"""Accepting by itself what the network is sure enough of, from the menu to the review."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.report.figures import at, rows_of
from core.review.auto_accept import AutoAccept
from core.vocabulary import LeftAlone
from desktop.dialogs.alone import raised
from desktop.dialogs.auto_accept_dialog import Asked, AutoAcceptDialog
from desktop.services.review.listing import listed
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.ui.photo_state import Listing
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar

GOOD_ENOUGH: Final = 0.02
"""Share of wrong tags at which the slider starts."""


class AutoAcceptController(QObject):
    """Ties the menu entry to dialog and desk."""

    applied = Signal()
    """Many photos are decided now."""

    def __init__(
        self,
        auto_action: QAction,
        photos: PhotoModel,
        notice: NoticeBar,
        status: StatusBar,
        desk: ReviewDesk,
        network: CurrentNetwork,
        thumbnails: ThumbnailLoader,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._photos, self._notice, self._status = photos, notice, status
        self._desk, self._network, self._thumbnails = desk, network, thumbnails
        self._window = window
        self._dialog: AutoAcceptDialog | None = None
        auto_action.triggered.connect(self._on_triggered)
        desk.opened.connect(self._on_review_opened)

    def _on_triggered(self) -> None:
        curve = risk_curve(self._network.pack)
        if not curve:
            self._notice.say(
                tr(
                    "This model's card has no risk curve, so the expected errors are not known "
                    "and nothing is auto-accepted."
                )
            )
            return
        self._desk.ask(lambda shared: AutoAccept(shared.review, curve), self._ask_threshold)

    def _ask_threshold(self, plans: AutoAccept) -> None:
        if raised(AutoAcceptDialog, self._window):
            return
        model = self._photos.beside(self)
        self._thumbnails.arrived.connect(model.repaint)
        start = plans.threshold_for(GOOD_ENOUGH)
        self._dialog = dialog = AutoAcceptDialog(plans.plan, start, model, self._window)
        dialog.photos_wanted.connect(partial(self._list, plans))
        dialog.confirmed.connect(partial(self._apply, plans))
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(model.deleteLater)
        dialog.open()

    def _on_review_opened(self) -> None:
        """What is planned is about a review that was left."""
        if self._dialog is not None:
            self._dialog.reject()

    def _on_finished(self) -> None:
        self._dialog = None

    def _list(self, plans: AutoAccept, threshold: float, also: Collection[LeftAlone]) -> None:
        self._desk.ask(
            lambda shared: listed(shared, plans.photos(threshold, also)),
            lambda found: self._show(threshold, also, found),
        )

    def _show(self, threshold: float, also: Collection[LeftAlone], found: Listing) -> None:
        if self._dialog is not None:
            self._dialog.show_photos(threshold, also, found)

    def _apply(self, plans: AutoAccept, asked: Asked) -> None:
        def accept(shared: SharedReview) -> str:
            without = shared.ids(asked.without)
            planned = len(plans.photos(asked.threshold, asked.also)) - len(without)
            accepted = plans.apply(asked.threshold, asked.also, without)
            return asked.said if accepted == planned else count(accepted, "entry")

        self._desk.ask(accept, self._on_applied)

    def _on_applied(self, said: str) -> None:
        self._status.show_idle(tr("{} auto-accepted").format(said))
        self._desk.reload()
        self.applied.emit()


def risk_curve(pack: Pack | None) -> list[tuple[float, float]]:
    """Read confidence and risk from a pack's card: of the test photos, else of the validation."""
    if pack is None:
        return []
    for photos in ("test", "validation"):
        rows = rows_of(at(pack.card.metrics, photos, "risk_coverage"), 3)
        if rows:
            return [(threshold, risk) for threshold, _, risk in rows]
    return []
