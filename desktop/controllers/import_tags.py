"""Existing tags, from a table to the review: which columns, and which class each name means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.catalog.inspection import Inspection
from core.catalog.roles import Chosen
from core.errors import printable
from core.review import catalog_tags
from core.review.catalog_tags import ImportReport
from desktop.dialogs import file_dialogs
from desktop.dialogs.columns_dialog import ColumnsDialog, NamesDialog
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import Everything, SharedReview
    from desktop.system.settings import Settings
    from desktop.window.status_bar import StatusBar


class ImportTagsController(QObject):
    """Ties the menu entry to dialogs and desk."""

    marks_changed = Signal(object)
    """Mark by Path, of all photos."""

    def __init__(
        self,
        import_action: QAction,
        status: StatusBar,
        settings: Settings,
        desk: ReviewDesk,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._status, self._settings, self._window = status, settings, window
        self._desk, self._network = desk, network
        import_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        file = file_dialogs.ask_table(self._window, self._settings)
        if file is not None:
            self._desk.ask(
                lambda shared: catalog_tags.read_catalog(shared.review, file)[0], self._ask_columns
            )

    def _ask_columns(self, found: Inspection) -> None:
        table, roles = found.readings[0].table, found.readings[0].roles
        places = ((*roles.photos, *roles.keys, None)[0], roles.category, roles.title)
        key, tag, product = ("" if at is None else table.columns[at] for at in places)
        known = (key, tag, product) if key and tag else None
        name = printable(Path(table.path.name))
        dialog = ColumnsDialog(name, table.columns, known, self._window)

        def on_chosen(*names: str) -> None:
            # Untouched, the proposal stands, which may be of several columns.
            own = Chosen(photo=names[0], category=names[1], title=names[2] or None)
            self._import(table.path, None if names == known else own)

        dialog.chosen.connect(on_chosen)
        dialog.open()

    def _import(self, file: Path, columns: Chosen | None) -> None:
        self._status.show_idle(tr("Importing {} …").format(printable(Path(file.name))))

        def work(shared: SharedReview) -> tuple[ImportReport, Everything]:
            return catalog_tags.import_tags(shared.review, file, columns), shared.everything()

        self._desk.ask(work, lambda result: self._on_imported(*result))

    def _on_imported(self, report: ImportReport, everything: Everything) -> None:
        self._status.show_idle(
            tr("{} have a catalog tag now").format(count(report.photos, "photo"))
        )
        self._on_assigned(everything)
        pack = self._network.pack
        if pack is None:
            return
        dialog = NamesDialog(
            import_words(report), report.unknown_classes, pack.labels, self._window
        )
        dialog.assigned.connect(self._assign)
        dialog.open()

    def _assign(self, meant: Mapping[str, str]) -> None:
        def work(shared: SharedReview) -> Everything:
            catalog_tags.assign(shared.review, meant)
            return shared.everything()

        self._desk.ask(work, self._on_assigned)

    def _on_assigned(self, everything: Everything) -> None:
        self.marks_changed.emit(everything.marks)
        self._desk.count_photos()  # more of them disagree now, or fewer


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
