"""Accepting by itself what the network is sure enough of, from the menu to the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.report.figures import at, rows_of
from core.review.auto_accept import AutoAccept
from desktop.dialogs.auto_accept_dialog import AutoAcceptDialog
from desktop.ui.language import tr
from desktop.ui.words import entries

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar

GOOD_ENOUGH: Final = 0.02
"""Share of wrong tags at which the slider starts."""


class AutoAcceptController(QObject):
    """Ties the menu entry to dialog and desk."""

    def __init__(
        self,
        auto_action: QAction,
        notice: NoticeBar,
        status: StatusBar,
        desk: ReviewDesk,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._notice, self._status, self._window = notice, status, window
        self._desk, self._network = desk, network
        auto_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        curve = risk_curve(self._network.pack)
        if not curve:
            self._notice.say(
                tr(
                    "This network's card has no risk curve, so the errors to expect are not known "
                    "and nothing is accepted by itself."
                )
            )
            return
        self._desk.ask(lambda shared: AutoAccept(shared.review, curve), self._ask_threshold)

    def _ask_threshold(self, plans: AutoAccept) -> None:
        start = plans.threshold_for(GOOD_ENOUGH)
        dialog = AutoAcceptDialog(plans.plan, start, self._window)
        dialog.confirmed.connect(lambda threshold: self._apply(plans, threshold))
        dialog.open()

    def _apply(self, plans: AutoAccept, threshold: float) -> None:
        products = plans.plan(threshold).products
        self._desk.ask(
            lambda _: plans.apply(threshold), lambda accepted: self._on_applied(accepted, products)
        )

    def _on_applied(self, accepted: int, products: int) -> None:
        said = entries(products, accepted - products)
        self._status.show_idle(tr("{} accepted by itself").format(said))
        self._desk.reload()


def risk_curve(pack: Pack | None) -> list[tuple[float, float]]:
    """Read confidence and risk from a pack's card: of the test photos, else of the validation."""
    if pack is None:
        return []
    for photos in ("test", "validation"):
        rows = rows_of(at(pack.card.metrics, photos, "risk_coverage"), 3)
        if rows:
            return [(threshold, risk) for threshold, _, risk in rows]
    return []
