"""The summary of a review: its figures, what they are worth, and a file of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from core.imaging import kinds
from core.money import CURRENCIES
from core.review.confusion import Confusion, cell, confusion
from core.review.summary import Summary, summarise, write_summary
from core.vocabulary import Agreement
from desktop.dialogs import file_dialogs
from desktop.dialogs.alone import raised
from desktop.dialogs.summary_dialog import SummaryDialog
from desktop.ui.language import numeral, speech, tr, whole_percent

if TYPE_CHECKING:
    from core.review.assumptions import Assumptions
    from desktop.controllers.browse import BrowseController
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
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
        browse: BrowseController,
        desk: ReviewDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._notice, self._status, self._window = notice, status, window
        self._settings, self._desk = settings, desk
        self._browse = browse
        summary_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        self._desk.ask(
            lambda shared: (summarise(shared.review), confusion(shared.review)),
            lambda told: self._show_summary(*told),
        )

    def _show_summary(self, summary: Summary, confused: Confusion) -> None:
        if raised(SummaryDialog, self._window):
            return
        shares = [(one.label, one.share, one.accepted + one.corrected) for one in summary.agreement]
        dialog = SummaryDialog(
            lambda assumed: summary_words(replace(summary, assumptions=assumed)),
            self._settings.assumptions,
            shares,
            confused,
            self._window,
        )
        dialog.cell_chosen.connect(self._lead_to)
        dialog.export_asked.connect(
            lambda assumed: self._write(replace(summary, assumptions=assumed))
        )
        dialog.finished.connect(lambda _: self._keep(dialog.assumptions))
        self._desk.opened.connect(dialog.reject)  # its figures are of what was left
        dialog.open()

    def _lead_to(self, term: str, label: str) -> None:
        """Narrow the list to exactly the photos of a cell, whatever was asked before."""
        self._browse.show_only(cell(term, label))
        said = tr("Shown: {} in the catalog, {} here.").format(term, label)
        self._status.show_idle(said)

    def _keep(self, assumed: Assumptions) -> None:
        self._settings.assumptions = assumed

    def _write(self, summary: Summary) -> None:
        target = file_dialogs.ask_target(
            self._window, tr("Save the session summary"), self._settings, "tagproof-summary", ".csv"
        )
        if target is None:
            return
        try:
            write_summary(summary, target)
        except AppError as error:
            self._notice.say(speech().trouble(str(error)))
        else:
            self._status.show_written(target)


def summary_words(summary: Summary) -> dict[str, str]:
    """Word the figures of a summary."""
    return {
        tr("Photos"): numeral(summary.photos),
        **({tr("Products"): numeral(summary.products)} if summary.products else {}),
        tr("Tagged"): numeral(summary.tagged),
        tr("of these auto-accepted"): whole_percent(summary.automatic_share),
        **({tr("Wrong in a random sample of these"): rate} if (rate := _sample(summary)) else {}),
        tr("Flagged"): numeral(summary.flagged),
        tr("To do"): numeral(summary.to_do),
        **_catalog(summary),
        **({tr("Unreadable"): numeral(summary.unreadable)} if summary.unreadable else {}),
        **({tr("Left out"): said} if (said := kinds.listed(summary.left_out, speech())) else {}),
        tr("Decisions at the desk"): numeral(summary.decisions),
        tr("Hours at the desk"): numeral(summary.desk_hours, ".2f"),
        tr("Decisions an hour"): numeral(summary.per_hour, ",.0f"),
        tr("Seconds a decision, measured"): numeral(summary.seconds_per_decision, ".1f"),
        tr("Hours saved, estimated"): numeral(summary.hours_saved, ",.1f"),
        **({tr("Money saved, estimated"): money} if (money := _money(summary)) else {}),
    }


def _catalog(summary: Summary) -> dict[str, str]:
    """Word how the catalog's tags stand to the model's; those of no class by themselves."""
    lines = {}
    if (share := summary.catalog_share) is not None:
        lines[tr("Catalog tags that agree")] = whole_percent(share)
    if other := summary.catalog.get(Agreement.NO_CLASS):
        lines[tr("Catalog tags of no class")] = numeral(other)
    return lines


def _sample(summary: Summary) -> str:
    """Say what samples have shown, as the check itself does; nothing without one."""
    rate = summary.error_rate
    if not rate.checked:
        return ""
    low, high = rate.interval
    return tr("{:,} of {:,}, {:.1f} % ({:.1f} to {:.1f} %)").format(
        rate.wrong, rate.checked, rate.share * 100, low * 100, high * 100
    )


def _money(summary: Summary) -> str:
    """Say what was saved, in the currency chosen; nothing unless it was asked for."""
    saved = summary.money_saved
    return "" if saved is None else CURRENCIES[summary.assumptions.currency].said(saved, speech())
