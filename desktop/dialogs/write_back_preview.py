"""What would change in a shop's file, row by row with its photo, and what would not and why."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.review.catalog_changes import LeftOut
from core.review.catalog_decisions import AUTOMATIC
from core.vocabulary import TAGGED
from desktop.dialogs.arranged_table import ArrangedTable, Beside, Column
from desktop.ui.catalog_words import why_left_out
from desktop.ui.controls import BELOW_TABS, ElidedLabel, label, padded, say, text_field
from desktop.ui.language import tr
from desktop.ui.words import VERDICT_SIGNS, count

if TYPE_CHECKING:
    from core.catalog.edits import Change
    from core.review.catalog_changes import Export

PHOTO_PX: Final = 184
"""Side of the box in which the photo of the row is shown."""
SEARCH_PX: Final = 200
TYPING_MS: Final = 200
"""A search starts when typing has rested for this long."""
_DONE: Final = {verdict.value: VERDICT_SIGNS[verdict].word for verdict in TAGGED}


def by_words(change: Change) -> str:
    """Say who decided."""
    return tr("the program") if change.by == AUTOMATIC else change.by


def why_words(change: Change) -> str:
    """Give the reviewer's reason, or what was done where none was given."""
    return _DONE.get(change.why, change.why)


CHANGES: Final = (
    Column(tr("Product"), lambda row: row.product, 92),
    Column(tr("Title"), lambda row: row.title, 124),
    Column(tr("Before"), lambda row: row.before, 136),
    Column(tr("After"), lambda row: row.after, 136),
    Column(tr("By"), by_words, 72),
    Column(tr("Photo"), lambda row: row.photo, 92),
    Column(tr("Why"), why_words, 80),
)
STAYS: Final = (
    Column(tr("Product"), lambda row: row.product, 120),
    Column(tr("Title"), lambda row: row.title, 160),
    Column(tr("Photo"), lambda row: row.photo, 140),
    Column(tr("Why"), lambda row: why_left_out(row.why), 240),
)
TITLE: Final = 1
"""The column that is hidden where the file has no titles."""


class WriteBackPreview(QWidget):
    """Two tables on tabs, a search over both, and the photo of the row."""

    photo_wanted = Signal(str)
    """The photo of the row that the cursor is in, as the review holds its path."""

    def __init__(self, changes_beside: Beside, left_out_beside: Beside) -> None:
        super().__init__()
        self.changes = ArrangedTable(tr("What would change"), CHANGES, changes_beside)
        self.left_out = ArrangedTable(tr("What stays as it is, and why"), STAYS, left_out_beside)
        self.sentence = label("", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.search = text_field(tr("Search"), tr("Search"))
        self.search.setToolTip(tr("Search in all columns"))
        self.search.setFixedWidth(SEARCH_PX)
        self.shown = ""
        """The photo of the row that the cursor is in; empty where there is none."""
        self._rest = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._rest.timeout.connect(self._on_searched)
        self.search.textChanged.connect(lambda _: self._rest.start())
        for table in (self.changes, self.left_out):
            table.chosen.connect(self._on_chosen)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.tabs.currentChanged.connect(lambda _: self._on_tab_changed())
        self.show_sentence("")

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(padded(self.sentence, 64, 32, 64, 64))
        self._stack.addWidget(self.changes)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(padded(self._stack, *BELOW_TABS), "")
        self.tabs.addTab(padded(self.left_out, *BELOW_TABS), "")
        self.tabs.setCornerWidget(padded(self.search, 0, 0, 0, 4))
        ways = (self.tabs.tabBar(), self.search, self.changes, self.left_out)
        for before, after in pairwise(ways):
            QWidget.setTabOrder(before, after)
        self.photo = QLabel()
        self.photo.setFixedSize(PHOTO_PX, PHOTO_PX)
        self.photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.photo_name = ElidedLabel("muted")
        self.photo_title, self.details = label("", wrap=True), label("", "muted", wrap=True)
        self._beside = QWidget()
        self._beside.setFixedWidth(PHOTO_PX)
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 48, 0, 0)
        column.setSpacing(4)
        for widget in (self.photo, self.photo_name, self.photo_title, self.details):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.tabs, 1)
        row.addWidget(self._beside)

    def show_sentence(self, words: str, role: str = "muted") -> None:
        """Say something in place of both tables."""
        self._say(words, role)
        self._name_tabs(0, 0)
        self.forget()

    def forget(self) -> None:
        """Hold no plan any more."""
        for table in (self.changes, self.left_out):
            table.show_rows(())

    def show_export(self, export: Export, nothing: str) -> None:
        """Show a plan; `nothing` is what to say where it changes nothing."""
        for table, rows in ((self.changes, export.changes), (self.left_out, export.left_out)):
            table.setColumnHidden(TITLE, not any(row.title for row in rows))
            table.show_rows(rows)
        if export.changes:
            self._stack.setCurrentIndex(1)
        else:
            self._say(nothing, "")
        self._beside.setVisible(bool(export.changes or export.left_out))
        self._name_tabs(len(export.changes), len(export.left_out))

    def _say(self, words: str, role: str) -> None:
        say(self.sentence, words, role)
        self._stack.setCurrentIndex(0)
        self._beside.hide()  # no row, no photo

    def _name_tabs(self, changes: int, left_out: int) -> None:
        """Say how much each tab has; an empty list of what is left out cannot be opened."""
        self.tabs.setTabText(0, tr("Changes ({:,})").format(changes) if changes else tr("Changes"))
        words = tr("Left out ({:,})").format(left_out) if left_out else tr("Nothing left out")
        self.tabs.setTabText(1, words)
        self.tabs.setTabEnabled(1, left_out > 0)
        self.tabs.tabBar().setVisible(changes + left_out > 0)
        self.search.setVisible(changes + left_out > 0)

    def _on_searched(self) -> None:
        for table in (self.changes, self.left_out):
            table.search(self.search.text())

    def _on_tab_changed(self) -> None:
        self._show_row(self._table.current)

    @property
    def _table(self) -> ArrangedTable:
        return self.left_out if self.tabs.currentIndex() else self.changes

    def _on_chosen(self, row: Change | LeftOut | None) -> None:
        if self.sender() is self._table:
            self._show_row(row)

    def _show_row(self, row: Change | LeftOut | None) -> None:
        self.shown = row.photo if row is not None else ""
        self._beside.setVisible(bool(self.shown))
        self.photo.clear()
        if row is not None:
            self.photo_name.set_whole(row.photo)
            self.photo_title.setText(row.title)
            self.details.setText(_details(row))
            self.photo_wanted.emit(row.photo)

    def show_photo(self, photo: str, image: QImage | None) -> None:
        """Show a row's photo; one of another row is too late, a null one cannot be read."""
        if photo != self.shown or image is None:
            return
        if image.isNull():
            self.photo.setText(tr("The photo cannot be read."))
            return
        ratio = self.devicePixelRatioF()
        room = QSize(PHOTO_PX, PHOTO_PX) * ratio
        fitted = image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.photo.setPixmap(QPixmap.fromImage(fitted))


def _details(row: Change | LeftOut) -> str:
    """Say in full what a narrow column cuts."""
    if isinstance(row, LeftOut):
        return why_left_out(row.why)
    return f"{row.before}\n→ {row.after}" if row.before else f"→ {row.after}"


def figures(export: Export) -> str:
    """Say how much changes, and of how much the file says already what was decided."""
    said = [
        tr("{} to change, in {} of the file.").format(
            count(len(export.changes), "product"), count(len(export.edits.cells), "cell")
        )
    ]
    if right := export.decided - len(export.changes) - len(export.disputed):
        said.append(tr("The file is already right about {}.").format(count(right, "product")))
    return " ".join(said)


def nothing_changes(export: Export) -> str:
    """Say why a plan changes nothing."""
    if not export.decided:
        return tr(
            "No decisions yet: nothing is decided about any product of this file, so nothing "
            "would change."
        )
    said = [tr("Nothing would change.")]
    if right := export.decided - len(export.disputed):
        words = tr("The file already says what was decided about {}.")
        said.append(words.format(count(right, "product")))
    if export.disputed:
        words = tr("Photos of {} were decided differently.")
        said.append(words.format(count(len(export.disputed), "product")))
    return " ".join(said)
