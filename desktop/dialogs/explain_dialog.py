"""How explanations are made: every choice that a new explanation depends on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.captioned import Captioned
from core.vocabulary import Fill, Sampling, Segmenter, Target
from desktop.ui.controls import indent, label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import caption_of, tr
from desktop.ui.look import AS_PUBLISHED, Look

CHOICES: Final[dict[str, tuple[str, type[Captioned]]]] = {
    "target": (tr("Fitted to"), Target),
    "sampling": (tr("Samples"), Sampling),
    "segmenter": (tr("Regions"), Segmenter),
    "fill": (tr("Hidden regions are filled with"), Fill),
}
"""Field of `Look`: its name, and the set that it is chosen from."""

NUMBERS: Final = {
    "superpixels": (tr("Number of regions"), 2, 500),
    "seed": (tr("Seed"), 0, 2**31 - 1),
    "classes": (tr("Classes at once"), 1, 100),
}
KERNEL: Final = (0.01, 10.0)
"""Least and largest kernel width offered."""


class ExplainDialog(QDialog):
    """A form; nothing is explained anew until it is accepted."""

    chosen = Signal(object)
    """The new Look."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(tr("Explanation settings"))
        self._lists = {name: _list(*choice) for name, choice in CHOICES.items()}
        self._numbers = {name: _number(*bounds) for name, bounds in NUMBERS.items()}
        self._kernel = QDoubleSpinBox()
        indent(self._kernel)
        self._kernel.setRange(*KERNEL)
        self._kernel.setSingleStep(0.05)
        self._kernel.setAccessibleName(tr("Kernel width"))
        self._colour = QLineEdit()
        self._colour.setAccessibleName(tr("Colour of hidden regions, as #rrggbb"))
        pattern = QRegularExpression("#[0-9a-fA-F]{6}")
        self._colour.setValidator(QRegularExpressionValidator(pattern, self))
        self._lay_out()
        self._show(look)
        self._lists["fill"].currentIndexChanged.connect(self._enable)
        self._colour.textChanged.connect(self._enable)
        self.accepted.connect(lambda: self.chosen.emit(self.look))
        self.finished.connect(self.deleteLater)

    @property
    def look(self) -> Look:
        """The choices in the form."""
        chosen: dict[str, Any] = {
            name: CHOICES[name][1](box.currentData()) for name, box in self._lists.items()
        }
        chosen |= {name: box.value() for name, box in self._numbers.items()}
        return replace(
            self._look,
            **chosen,
            kernel_width=round(self._kernel.value(), 2),
            fill_colour=self._fill_colour(),
        )

    def _fill_colour(self) -> str:
        whole = self._colour.hasAcceptableInput()
        return self._colour.text().lower() if whole else self._look.fill_colour

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        for name in ("segmenter", "superpixels", "fill"):
            self._add(form, name)
        form.addRow(tr("Colour"), self._colour)
        for name in ("sampling", "target"):
            self._add(form, name)
        form.addRow(tr("Kernel width"), self._kernel)
        for name in ("seed", "classes"):
            self._add(form, name)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(
            label(tr("Every choice is recorded with the explanation and in reports."), "muted")
        )
        above_foot(self, body, self._make_buttons())
        fit(self)

    def _add(self, form: QFormLayout, name: str) -> None:
        if name in self._lists:
            form.addRow(CHOICES[name][0], self._lists[name])
        else:
            form.addRow(NUMBERS[name][0], self._numbers[name])

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ResetRole
        usual = buttons.addButton(tr("Restore defaults"), role)
        published = buttons.addButton(tr("As published"), role)
        published.setToolTip(
            tr("Stock lime with black fill and 1,000 samples, top five regions for")
        )
        usual.clicked.connect(lambda: self._start_from(Look()))
        published.clicked.connect(lambda: self._start_from(AS_PUBLISHED))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _start_from(self, look: Look) -> None:
        self._show(replace(look, colours=self._look.colours))

    def _show(self, look: Look) -> None:
        """Fill the form; what it does not show, such as samples, follows on acceptance."""
        self._look = look
        for name, box in self._lists.items():
            box.setCurrentIndex(max(0, box.findData(getattr(look, name))))
        for name, number in self._numbers.items():
            number.setValue(getattr(look, name))
        self._kernel.setValue(look.kernel_width)
        self._colour.setText(look.fill_colour)
        self._enable()

    def _enable(self) -> None:
        needed = self._lists["fill"].currentData() == Fill.COLOUR
        self._colour.setEnabled(needed)
        self._ok.setEnabled(not needed or self._colour.hasAcceptableInput())


def _list(name: str, kind: type[Captioned]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for member in kind:
        box.addItem(caption_of(member), member.value)
    return box


def _number(name: str, low: int, high: int) -> QSpinBox:
    box = QSpinBox()
    indent(box)
    box.setRange(low, high)
    box.setAccessibleName(name)
    return box
