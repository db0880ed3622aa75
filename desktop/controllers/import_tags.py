"""Existing tags, from a shop's file to the review: read, shown, and kept when that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.errors import printable
from core.vocabulary import Grouping
from desktop.dialogs import file_dialogs
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.review.regrouping import Named
    from desktop.dialogs.import_dialog import ImportDialog
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.catalog_reader import CatalogRead, CatalogReader
    from desktop.services.review.product_grouper import ProductGrouper
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.review.shown import Everything
    from desktop.system.settings import Settings
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar


IMPORTING: Final = tr("Importing tags …")
Imported = tuple[int, "Everything", "list[Named]", bool]
"""How many photos have a tag, what is known now, products, and whether photos came meanwhile."""


class ImportTagsController(QObject):
    """Ties the menu entry, and files dropped on the window, to dialog, reader and desk."""

    marks_changed = Signal(object)
    """Mark by Path, of all photos."""
    classes_chosen = Signal(object)
    """The names of the only classes that can occur from here on, a tuple."""

    def __init__(
        self,
        import_action: QAction,
        notice: NoticeBar,
        status: StatusBar,
        settings: Settings,
        desk: ReviewDesk,
        grouper: ProductGrouper,
        reader: CatalogReader,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._notice, self._status, self._settings = notice, status, settings
        self._desk, self._grouper = desk, grouper
        self._reader, self._network = reader, network
        self._window = window
        import_action.triggered.connect(self._on_triggered)
        desk.troubled.connect(self._unsay)

    def _on_triggered(self) -> None:
        file = file_dialogs.ask_table(self._window, self._settings)
        if file is not None:
            self.offer(file)

    def offer(self, file: Path) -> None:
        """Read a file and show what it says; nothing is changed until that is wanted."""
        pack = self._network.pack
        if pack is None:
            self._notice.say(tr("Tags can be imported once the model is loaded."))
            return
        if not self._desk.writable:
            self._notice.say(tr("Tags cannot be imported: the review can only be looked at."))
            return
        # What reads shops' files comes when one is read, not with the first paint.
        from core.catalog.term_map import TermMap
        from desktop.dialogs.import_dialog import ImportDialog

        name = printable(Path(file.name))
        dialog = ImportDialog(name, pack.labels, self._window, pack.classes)
        self._tie(dialog, file)
        dialog.open()
        self._reader.start(file, TermMap())

    def _tie(self, dialog: ImportDialog, file: Path) -> None:
        """Let the reader tell the dialog as long as it is there."""
        reader = self._reader
        reader.progressed.connect(dialog.show_progress)
        reader.read.connect(dialog.show_read)
        reader.failed.connect(dialog.show_failed)
        dialog.read_asked.connect(lambda readings: reader.start(file, dialog.by_hand, readings))
        dialog.stop_asked.connect(reader.stop)
        dialog.import_asked.connect(self._import)
        self._desk.opened.connect(dialog.reject)  # it shows what another model, or review, says

    def _import(
        self,
        read: CatalogRead,
        meant: Mapping[str, str],
        together: bool,
        classes: tuple[str, ...],
    ) -> None:
        def work(shared: SharedReview) -> Imported:
            from core.review import catalog_tags

            report = catalog_tags.keep(shared.review, read.found, read.photos)
            if meant:
                catalog_tags.assign(shared.review, meant)
            again = together or shared.review.products.grouping is Grouping.CATALOG
            named = list(catalog_tags.named(read.found)) if again else []
            late = shared.review.photos.count_present() != len(read.photos)
            return report.photos, shared.everything(), named, late

        self._status.show_idle(IMPORTING)
        self._desk.ask(work, partial(self._on_imported, classes))

    def _unsay(self) -> None:
        """Say no more that tags are imported where something else has to be told of it."""
        if self._status.words == IMPORTING:
            self._status.show_idle("")

    def _on_imported(self, classes: tuple[str, ...], imported: Imported) -> None:
        photos, everything, named, late = imported
        said = tr("{} has a catalog tag now") if photos == 1 else tr("{} have a catalog tag now")
        self._status.show_idle(said.format(count(photos, "photo")))
        self.marks_changed.emit(everything.marks)
        self._desk.count_photos()  # more of them disagree now, or fewer
        if named:
            self._grouper.group(Grouping.CATALOG, named)
        if late:  # the scan may be over: nobody else would look for their tags
            self._grouper.extend()
        if classes:
            self.classes_chosen.emit(classes)
