"""Which of the network's classes can occur in what is open: ticked by hand, or by its catalog."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.inference.class_choice import ClassChoice
from desktop.dialogs.class_list import ClassList
from desktop.services.review.classes import Occurring
from desktop.ui.controls import label, text_field
from desktop.ui.fitting import fit
from desktop.ui.language import tr
from desktop.ui.words import can_occur, count

SIZE: Final = QSize(500, 600)
"""Px: fits a screen of 1024 x 700."""
WHAT_IT_DOES: Final = tr(
    "A class that is left out gets no probability: no photo is tagged with it, in the list, in "
    "explanations and in reports. Decisions stay as they are."
)
INTO_LIST: Final = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Keys that go from the search to the classes found; Enter chooses nothing half-way."""


class ClassesDialog(QDialog):
    """Nothing changes before it is confirmed."""

    confirmed = Signal(object)
    """The names of the classes that can occur, a tuple; empty where all can."""

    def __init__(
        self,
        labels: Sequence[str],
        chosen: Collection[str],
        known: Occurring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Classes that can occur"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._labels, self._known = tuple(labels), known
        self._choice = ClassChoice()
        self.search = text_field(tr("Search the classes"), tr("Search"))
        self.classes = ClassList(labels, known.photos)
        self._make_buttons()
        self.said, self.lost, self.error = label(), label("", "muted"), label("", "error")
        for words in (self.lost, self.error):
            words.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.classes.tick(chosen)
        fit(self, SIZE)
        self.search.setFocus()

    def _make_buttons(self) -> None:
        self.all_button = QPushButton(tr("All"))
        self.all_button.setToolTip(tr("Tick every class that is shown"))
        self.none_button = QPushButton(tr("None"))
        self.none_button.setToolTip(tr("Tick no class that is shown"))
        self.catalog_button = QPushButton(tr("From the catalog's terms"))
        self.catalog_button.setEnabled(not self._known.why_not)
        hint = self._known.why_not or tr("Tick what the categories of the imported file mean")
        self.catalog_button.setToolTip(hint)
        self.catalog_button.setAccessibleDescription(hint)
        for button in (self.all_button, self.none_button, self.catalog_button):
            button.setAutoDefault(False)
        self._box = QDialogButtonBox()
        self.use_button = self._box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.use_button.setProperty("role", "primary")
        self._box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        several = QHBoxLayout()
        several.setSpacing(8)
        for button in (self.all_button, self.none_button, self.catalog_button):
            several.addWidget(button)
        several.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(WHAT_IT_DOES, "muted", wrap=True))
        column.addSpacing(4)
        column.addWidget(self.search)
        column.addLayout(several)
        column.addWidget(self.classes, 1)
        for words in (self.said, self.lost, self.error):
            column.addWidget(words)
        column.addSpacing(4)
        column.addWidget(self._box)
        self.use_button.setDefault(True)  # once it is in the dialog, or it is forgotten

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self.classes.search)
        self.all_button.clicked.connect(lambda: self.classes.tick_shown(True))
        self.none_button.clicked.connect(lambda: self.classes.tick_shown(False))
        self.catalog_button.clicked.connect(lambda: self.classes.tick(self._known.of_catalog))
        self.classes.changed.connect(self._show)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.confirmed.emit(self._choice.names))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search into the list by keys."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in INTO_LIST
        ):
            self.classes.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        """Say what the ticks would do, or why they cannot be."""
        ticked, error = self.classes.ticked, ""
        try:
            self._choice = ClassChoice.of(self._labels, ticked)
        except AppError as refused:
            error = _sentence(tr(str(refused)))
        every = len(ticked) == len(self._labels)
        self.said.setText(can_occur(len(ticked), len(self._labels)))
        self.lost.setText(" ".join(filter(None, (self._left_out(ticked), self._unclear()))))
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.lost.setVisible(not error)  # in its place, so that nothing moves
        some = tr("Use {}").format(count(len(ticked), "class"))
        self.use_button.setText(tr("Use all classes") if every else some)
        self.use_button.setEnabled(not error)

    def _left_out(self, ticked: Collection[str]) -> str:
        """Say how many photos carry a class that would be left out, where a review tells it."""
        out = set(self._labels).difference(ticked)
        if not out or not self._known.photos:
            return ""
        photos = sum(many for name, many in self._known.photos.items() if name in out)
        if photos == 1:
            return tr("1 photo carries a class that would be left out.")
        if not photos:
            return tr("No photo carries a class that would be left out.")
        return tr("{:,} photos carry a class that would be left out.").format(photos)

    def _unclear(self) -> str:
        if self._known.unclear == 1:
            return tr("1 category of the file has no class yet: tick by hand what it holds.")
        if not self._known.unclear:
            return ""
        words = tr("{:,} categories of the file have no class yet: tick by hand what they hold.")
        return words.format(self._known.unclear)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
