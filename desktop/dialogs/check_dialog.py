"""A random sample of what was accepted by itself, to look at: how much of it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.review.sample_check import ErrorRate
from desktop.dialogs.photo_grid import PhotoGrid
from desktop.ui.controls import indent, label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.ui.photo_state import Listing

FEWEST: Final = 10
USUAL: Final = 50
"""No error in so many says: at most 7 % are wrong."""
MOST: Final = 1000
REST_MS: Final = 300
"""A sample of another size is drawn when the figure has rested for this long."""
SIZE: Final = QSize(920, 660)


class CheckDialog(QDialog):
    """The sample in a grid; what is selected is wrong."""

    sample_wanted = Signal(int)
    """Another sample of this size."""
    checked = Signal(object, object)
    """Paths of the sample, and those of them whose tag is wrong."""

    def __init__(self, population: int, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Check auto-accepted photos"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._population = population
        self._size = QSpinBox()
        indent(self._size)
        self._size.setAccessibleName(tr("Size of the sample"))
        self._size.setRange(min(FEWEST, population), min(MOST, population))
        self._size.setValue(USUAL)
        self._grid = PhotoGrid(tr("Sample"), model)
        self._rate, self._means = label("", wrap=True), label("", "muted", wrap=True)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        fit(self, SIZE)
        self._size.valueChanged.connect(lambda _: self._rest.start())
        self._rest.timeout.connect(lambda: self.sample_wanted.emit(self.size_wanted))
        self._grid.selection_changed.connect(self._show)
        self.accepted.connect(self._on_accepted)
        self._show()

    @property
    def size_wanted(self) -> int:
        """How many photos are to be looked at."""
        return self._size.value()

    def show_sample(self, listing: Listing) -> None:
        """Show a sample, in the order in which it was drawn."""
        self._grid.show_photos(listing)

    def _lay_out(self) -> None:
        entries = count(self._population, "entry")
        said = tr("Auto-accepted and seen by nobody: {}. This is a random sample of them.")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(12)
        column.addWidget(label(said.format(entries), wrap=True))
        size = QHBoxLayout()
        size.setSpacing(8)
        size.addWidget(label(tr("Look at")))
        size.addWidget(self._size)
        size.addStretch(1)
        column.addLayout(size)
        column.addWidget(label(tr("Select everything whose tag is wrong."), "heading"))
        column.addWidget(self._grid, 1)
        column.addWidget(self._rate)
        column.addWidget(self._means)
        above_foot(self, body, self._buttons())

    def _buttons(self) -> QWidget:
        box = QDialogButtonBox()
        self._done = box.addButton(
            tr("I have looked at all"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._done.setProperty("role", "primary")
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        rate = ErrorRate(len(self._grid.selected()), self._grid.model.rowCount())
        self._rate.setText(rate_words(rate))
        self._means.setText(
            tr("The wrong ones go back to what is to do, the others count as accepted by you.")
        )
        self._done.setEnabled(rate.checked > 0)

    def _on_accepted(self) -> None:
        self.checked.emit(list(self._grid.model.paths), list(self._grid.selected()))


def rate_words(rate: ErrorRate) -> str:
    """Say what a sample has shown: 2 of 50 wrong, 4.0 %; of all, 1.1 to 13.5 % (95 %)."""
    low, high = rate.interval
    return tr(
        "{:,} of {:,} wrong, which is {:.1f} %. Of all auto-accepted photos, {:.1f} "
        "to {:.1f} % are wrong, with 95 % confidence."
    ).format(rate.wrong, rate.checked, rate.share * 100, low * 100, high * 100)
