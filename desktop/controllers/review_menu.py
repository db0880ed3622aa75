"""What the menu asks of a review: existing tags, accepting by itself, the summary, the name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from core.catalog.inspection import Inspection
from core.catalog.roles import Chosen
from core.errors import AppError, printable
from core.report.figures import at, rows_of
from core.review import catalog_tags
from core.review.auto_accept import AutoAccept
from core.review.catalog_tags import ImportReport
from core.review.store import SUFFIX
from core.review.summary import Assumptions, Summary, summarise, write_summary
from desktop.dialogs import file_dialogs
from desktop.dialogs.auto_accept_dialog import AutoAcceptDialog
from desktop.dialogs.columns_dialog import ColumnsDialog, NamesDialog
from desktop.dialogs.summary_dialog import SummaryDialog
from desktop.ui.language import tr
from desktop.ui.words import count, percent

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.services.review.memory import Everything, Memory
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
    from desktop.window.main_window import MainWindow

GOOD_ENOUGH: Final = 0.02
"""Share of wrong tags at which the slider starts."""


class ReviewMenuController(QObject):
    """Ties the review's menu entries to dialogs and desk."""

    def __init__(self, window: MainWindow, settings: Settings, desk: ReviewDesk) -> None:
        super().__init__(window)
        self._window, self._settings, self._desk = window, settings, desk
        self._pack: Pack | None = None
        menu = window.review_menu
        menu.import_action.triggered.connect(self._choose_catalog)
        menu.auto_action.triggered.connect(self._plan_auto_accept)
        menu.summary_action.triggered.connect(self._sum_up)
        menu.copy_action.triggered.connect(self._save_copy)
        menu.reviewer_action.triggered.connect(self._ask_reviewer)
        desk.opened.connect(lambda _: self._offer())
        window.status.show_reviewer(settings.reviewer)
        self._offer()

    def use(self, pack: Pack) -> None:
        """Map and plan with this network."""
        self._pack = pack
        self._offer()

    def _offer(self) -> None:
        menu, ready = self._window.review_menu, self._desk.writable and self._pack is not None
        menu.import_action.setEnabled(ready)
        menu.auto_action.setEnabled(ready)
        for choice in (menu.summary_action, menu.copy_action):
            choice.setEnabled(self._desk.memory is not None)

    # --- existing tags

    def _choose_catalog(self) -> None:
        file = file_dialogs.ask_table(self._window, self._settings)
        if file is None:
            return
        self._desk.ask(
            lambda memory: catalog_tags.read_catalog(memory.review, file)[0], self._ask_columns
        )

    def _ask_columns(self, found: Inspection) -> None:
        table, roles = found.readings[0].table, found.readings[0].roles
        places = ((*roles.photos, *roles.keys, None)[0], roles.category, roles.title)
        key, tag, product = ("" if at is None else table.columns[at] for at in places)
        known = (key, tag, product) if key and tag else None
        name = printable(Path(table.path.name))
        dialog = ColumnsDialog(name, table.columns, known, self._window)

        def chosen(*names: str) -> None:
            # Untouched, the proposal stands, which may be of several columns.
            own = Chosen(photo=names[0], category=names[1], title=names[2] or None)
            self._import(table.path, None if names == known else own)

        dialog.chosen.connect(chosen)
        dialog.open()

    def _import(self, file: Path, columns: Chosen | None) -> None:
        self._window.status.show_idle(tr("Importing {} …").format(printable(Path(file.name))))

        def work(memory: Memory) -> tuple[ImportReport, Everything]:
            return catalog_tags.import_tags(memory.review, file, columns), memory.everything()

        self._desk.ask(work, lambda result: self._tell_import(*result))

    def _tell_import(self, report: ImportReport, everything: Everything) -> None:
        self._window.status.show_idle(
            tr("{} have a catalog tag now").format(count(report.photos, "photo"))
        )
        self._take(everything)
        if self._pack is None:
            return
        dialog = NamesDialog(
            import_words(report), report.unknown_classes, self._pack.labels, self._window
        )
        dialog.assigned.connect(self._assign)
        dialog.open()

    def _assign(self, meant: Mapping[str, str]) -> None:
        def work(memory: Memory) -> Everything:
            catalog_tags.assign(memory.review, meant)
            return memory.everything()

        self._desk.ask(work, self._take)

    def _take(self, everything: Everything) -> None:
        self._window.model.set_marks(everything.marks)
        self._window.photos.chosen.emit(self._window.photos.current_path())
        self._window.list_asked.emit()

    # --- accepting by itself

    def _plan_auto_accept(self) -> None:
        curve = risk_curve(self._pack)
        if not curve:
            self._window.notice.say(
                tr(
                    "This network's card has no risk curve, so the errors to expect are not known "
                    "and nothing is accepted by itself."
                )
            )
            return
        self._desk.ask(lambda memory: AutoAccept(memory.review, curve), self._show_plan)

    def _show_plan(self, plans: AutoAccept) -> None:
        start = plans.threshold_for(GOOD_ENOUGH)
        dialog = AutoAcceptDialog(plans.plan, start, self._window)
        dialog.confirmed.connect(lambda threshold: self._apply(plans, threshold))
        dialog.open()

    def _apply(self, plans: AutoAccept, threshold: float) -> None:
        def work(memory: Memory) -> int:
            return plans.apply(threshold)

        self._desk.ask(work, self._tell_applied)

    def _tell_applied(self, accepted: int) -> None:
        self._window.status.show_idle(tr("{} accepted by itself").format(count(accepted, "photo")))
        self._desk.reload()

    # --- the summary

    def _sum_up(self) -> None:
        self._desk.ask(lambda memory: summarise(memory.review), self._show_summary)

    def _show_summary(self, summary: Summary) -> None:
        assumed = summary.assumptions
        shares = [(one.label, one.share, one.accepted + one.corrected) for one in summary.agreement]
        dialog = SummaryDialog(
            lambda price, wage: summary_words(_assuming(summary, price, wage)),
            (assumed.price_per_image, assumed.wage_per_hour),
            shares,
            self._window,
        )
        dialog.export_asked.connect(
            lambda price, wage: self._write(_assuming(summary, price, wage))
        )
        dialog.open()

    def _write(self, summary: Summary) -> None:
        target = file_dialogs.ask_target(self._window, self._settings, "tagproof-summary", ".csv")
        if target is None:
            return
        try:
            write_summary(summary, target)
        except AppError as error:
            self._window.notice.say(str(error))
        else:
            self._window.status.show_idle(tr("Written: {}").format(printable(target)))

    # --- a copy

    def _save_copy(self) -> None:
        memory = self._desk.memory
        if memory is None:
            return
        stem = f"{memory.review.path.stem}-copy"
        target = file_dialogs.ask_target(self._window, self._settings, stem, SUFFIX)
        if target is not None:
            self._desk.ask(
                lambda asked: asked.review.database.save_copy(target),
                lambda _: self._window.status.show_idle(
                    tr("Written: {}").format(printable(target))
                ),
            )

    # --- the reviewer

    def _ask_reviewer(self) -> None:
        before = self._settings.reviewer
        name, given = QInputDialog.getText(
            self._window, tr("Reviewer"), tr("Whose name do decisions carry?"), text=before
        )
        if given and name.strip():
            self._settings.reviewer = name.strip()
            self._window.status.show_reviewer(name.strip())
            if self._desk.memory is not None:
                self._desk.memory.review.reviewer = name.strip()


def risk_curve(pack: Pack | None) -> list[tuple[float, float]]:
    """Read confidence and risk from a pack's card: of the test photos, else of the validation."""
    if pack is None:
        return []
    for photos in ("test", "validation"):
        rows = rows_of(at(pack.card.metrics, photos, "risk_coverage"), 3)
        if rows:
            return [(threshold, risk) for threshold, _, risk in rows]
    return []


def import_words(report: ImportReport) -> str:
    """Say what an import did; what did not happen is left out."""
    told = (
        (report.photos, tr("{} of this review have a catalog tag now."), "photo"),
        (report.strangers, tr("{} were about photos that are not here."), "row"),
        (report.untagged, tr("{} lacked a photo or a tag."), "photo"),
        (sum(report.ambiguous.values()), tr("{} were not clear and are left out."), "photo"),
        (report.mended, tr("{} had commas outside quotes and were mended."), "row"),
    )
    return "\n".join(
        words.format(count(number, noun))
        for number, words, noun in told
        if number or number is report.photos
    )


def summary_words(summary: Summary) -> dict[str, str]:
    """Word the figures of a summary."""
    return {
        tr("Photos"): f"{summary.photos:,}",
        tr("Tagged"): f"{summary.tagged:,}",
        tr("of these by itself"): percent(summary.automatic_share),
        tr("Flagged"): f"{summary.flagged:,}",
        tr("To do"): f"{summary.to_do:,}",
        tr("Decisions at the desk"): f"{summary.decisions:,}",
        tr("Hours at the desk"): f"{summary.desk_hours:.2f}",
        tr("Decisions an hour"): f"{summary.per_hour:,.0f}",
        tr("Seconds a photo, measured"): f"{summary.seconds_per_photo:.1f}",
        tr("Seconds a photo by hand, assumed"): (
            f"{summary.assumptions.manual_seconds_per_image:,.0f}"
        ),
        tr("Hours saved, estimated"): f"{summary.hours_saved:,.1f}",
        tr("Money saved, US dollars, estimated"): f"{summary.money_saved:,.0f}",
    }


def _assuming(summary: Summary, price: float, wage: float) -> Summary:
    return replace(summary, assumptions=Assumptions(price, wage))
