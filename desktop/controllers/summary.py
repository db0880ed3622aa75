"""The summary of a review: its figures, what they are worth, and a file of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.errors import AppError, printable
from core.review.confusion import Confusion, cell, confusion
from core.review.summary import Assumptions, Summary, summarise, write_summary
from core.vocabulary import ViewKey
from core.wording import whole_percent
from desktop.dialogs import file_dialogs
from desktop.dialogs.summary_dialog import SummaryDialog
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.services.review.narrowing import Narrowing
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
    from desktop.window.list_controls import ListControls
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar


class SummaryController(QObject):
    """Ties the menu entry to dialog and desk."""

    def __init__(
        self,
        summary_action: QAction,
        notice: NoticeBar,
        status: StatusBar,
        settings: Settings,
        controls: ListControls,
        narrowing: Narrowing,
        desk: ReviewDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._notice, self._status, self._window = notice, status, window
        self._settings, self._desk = settings, desk
        self._controls, self._narrowing = controls, narrowing
        summary_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        self._desk.ask(
            lambda shared: (summarise(shared.review), confusion(shared.review)),
            lambda told: self._show_summary(*told),
        )

    def _show_summary(self, summary: Summary, confused: Confusion) -> None:
        assumed = summary.assumptions
        shares = [(one.label, one.share, one.accepted + one.corrected) for one in summary.agreement]
        dialog = SummaryDialog(
            lambda price, wage: summary_words(_assuming(summary, price, wage)),
            (assumed.price_per_image, assumed.wage_per_hour),
            shares,
            confused,
            self._window,
        )
        dialog.cell_chosen.connect(self._lead_to)
        dialog.export_asked.connect(
            lambda price, wage: self._write(_assuming(summary, price, wage))
        )
        dialog.open()

    def _lead_to(self, term: str, label: str) -> None:
        """Narrow the list to exactly the photos of a cell, whatever was asked before."""
        self._controls.turn_to(ViewKey.ALL)
        self._narrowing.ask(cell(term, label))
        said = tr("Shown: {} in the catalog, {} here.").format(term, label)
        self._status.show_idle(said)

    def _write(self, summary: Summary) -> None:
        target = file_dialogs.ask_target(self._window, self._settings, "tagproof-summary", ".csv")
        if target is None:
            return
        try:
            write_summary(summary, target)
        except AppError as error:
            self._notice.say(str(error))
        else:
            self._status.show_idle(tr("Written: {}").format(printable(target)))


def summary_words(summary: Summary) -> dict[str, str]:
    """Word the figures of a summary."""
    return {
        tr("Photos"): f"{summary.photos:,}",
        **({tr("Products"): f"{summary.products:,}"} if summary.products else {}),
        tr("Tagged"): f"{summary.tagged:,}",
        tr("of these by itself"): whole_percent(summary.automatic_share),
        tr("Flagged"): f"{summary.flagged:,}",
        tr("To do"): f"{summary.to_do:,}",
        **({tr("Unreadable"): f"{summary.unreadable:,}"} if summary.unreadable else {}),
        tr("Decisions at the desk"): f"{summary.decisions:,}",
        tr("Hours at the desk"): f"{summary.desk_hours:.2f}",
        tr("Decisions an hour"): f"{summary.per_hour:,.0f}",
        tr("Seconds a decision, measured"): f"{summary.seconds_per_decision:.1f}",
        tr("Seconds a photo by hand, assumed"): (
            f"{summary.assumptions.manual_seconds_per_image:,.0f}"
        ),
        tr("Hours saved, estimated"): f"{summary.hours_saved:,.1f}",
        tr("Money saved, US dollars, estimated"): f"{summary.money_saved:,.0f}",
    }


def _assuming(summary: Summary, price: float, wage: float) -> Summary:
    return replace(summary, assumptions=Assumptions(price, wage))
