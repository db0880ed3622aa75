"""Which columns of a CSV file hold what, and which classes foreign names mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.controls import label
from desktop.ui.language import tr
from desktop.ui.words import count

NOT_THERE: Final = "(none)"
LEFT_OUT: Final = tr("Leave as it is")
MOST_NAMES: Final = 60
"""Foreign names offered for assigning; the rarer ones can be assigned after another import."""


class ColumnsDialog(QDialog):
    """Asks for the columns of a catalog before it is imported."""

    chosen = Signal(str, str, str)
    """Columns of photo, tag and product; the last may be empty."""

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        guess: tuple[str, str, str] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import existing tags"))
        self._key = _combo(tr("Column of the photo"), columns, guess[0] if guess else "")
        self._tag = _combo(tr("Column of the tag"), columns, guess[1] if guess else "")
        products = [NOT_THERE, *columns]
        self._product = _combo(
            tr("Column of the product's name"), products, guess[2] if guess else ""
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for row, (words, combo) in enumerate(
            (
                (tr("Photo: path, file name or id"), self._key),
                (tr("Existing tag"), self._tag),
                (tr("Product's name"), self._product),
            )
        ):
            grid.addWidget(label(words), row, 0)
            grid.addWidget(combo, row, 1)
        known = (
            tr("Its columns were recognised.") if guess else tr("Please say which column is which.")
        )
        column = _column(self)
        column.addWidget(label(f"{name}: {known}", wrap=True))
        column.addLayout(grid)
        column.addWidget(_buttons(self, tr("Import")))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        product = self._product.currentText()
        self.chosen.emit(
            self._key.currentText(),
            self._tag.currentText(),
            "" if product == NOT_THERE else product,
        )


class NamesDialog(QDialog):
    """Says what an import did, and asks for the meaning of names that the network lacks."""

    assigned = Signal(object)
    """Class by foreign name; only those that somebody chose."""

    def __init__(
        self,
        said: str,
        names: Mapping[str, int],
        classes: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Existing tags imported"))
        self._combos: dict[str, QComboBox] = {}
        column = _column(self)
        column.addWidget(label(said, wrap=True))
        if names:
            column.addWidget(
                label(tr("The network has no class of these names. What do they mean?"), wrap=True)
            )
            column.addWidget(self._table(names, classes), 1)
        column.addWidget(_buttons(self, tr("Done"), cancels=bool(names)))
        self.resize(480, 480 if names else 160)
        self.accepted.connect(self._on_accepted)

    def _table(self, names: Mapping[str, int], classes: Sequence[str]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(0, 1)
        for row, (name, photos) in enumerate(list(names.items())[:MOST_NAMES]):
            combo = _combo(tr("Class for {}").format(name), [LEFT_OUT, *classes], LEFT_OUT)
            self._combos[name] = combo
            grid.addWidget(label(name), row, 0)
            grid.addWidget(label(count(photos, "photo"), "muted"), row, 1)
            grid.addWidget(combo, row, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        return area

    def _on_accepted(self) -> None:
        chosen = {name: combo.currentText() for name, combo in self._combos.items()}
        meant = {name: label for name, label in chosen.items() if label != LEFT_OUT}
        if meant:
            self.assigned.emit(meant)


def _combo(name: str, texts: Sequence[str], current: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItems(list(texts))
    combo.setCurrentIndex(max(0, combo.findText(current)))
    return combo


def _column(dialog: QDialog) -> QVBoxLayout:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    return column


def _buttons(dialog: QDialog, words: str, *, cancels: bool = True) -> QDialogButtonBox:
    box = QDialogButtonBox()
    yes = box.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    yes.setProperty("role", "primary")
    if cancels:
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
