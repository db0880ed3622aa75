"""How sure is sure enough: a threshold, what it accepts, and the errors to expect."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.controls import ValueSlider, label
from desktop.ui.language import tr
from desktop.ui.words import entries

LOWEST: Final = 50
"""Per cent; below an even chance nothing is accepted by itself."""
USUAL: Final = 98
"""Per cent where the risk curve gives no threshold of its own."""
WHERE_FROM: Final = tr(
    "The estimate comes from photos that the network was tested on, and holds as far as these are "
    "like them. What was skipped or flagged, or is like nothing seen before, stays with you. "
    "One undo takes all of it back."
)


class Plan(Protocol):
    """What a threshold would do."""

    @property
    def accepted(self) -> int:
        """Photos and products accepted."""
        ...

    @property
    def products(self) -> int:
        """How many of them are products."""
        ...

    @property
    def left(self) -> int:
        """What stays of both."""
        ...

    @property
    def risk(self) -> float:
        """Share of wrong tags among the accepted."""
        ...

    @property
    def expected_errors(self) -> float:
        """Wrong tags among them."""
        ...


class AutoAcceptDialog(QDialog):
    """A slider and what it means, before anything happens."""

    confirmed = Signal(float)
    """The threshold, in [0, 1]."""

    def __init__(
        self,
        plan: Callable[[float], Plan],
        start: float | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accept by itself"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plan = plan
        first = USUAL if start is None else min(100, max(LOWEST, ceil(start * 100)))
        self._slider = ValueSlider(tr("Least sureness"), LOWEST, 100, first, unit=" %")
        self._accepts = label("", wrap=True)
        self._errors = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Accept by itself what the network is at least this sure of:")))
        column.addWidget(self._slider)
        column.addWidget(self._accepts)
        column.addWidget(self._errors)
        column.addWidget(label(WHERE_FROM, "muted", wrap=True))
        column.addWidget(self._buttons())
        self.setMinimumWidth(440)
        self._slider.changed.connect(self._show)
        self.accepted.connect(lambda: self.confirmed.emit(self._slider.value() / 100))
        self._show(first)

    def _buttons(self) -> QWidget:
        box = QDialogButtonBox()
        self._yes = box.addButton(tr("Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._yes.setProperty("role", "primary")
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _show(self, percent: int) -> None:
        plan = self._plan(percent / 100)
        said = entries(plan.products, plan.accepted - plan.products)
        self._accepts.setText(
            tr("{} would be accepted, {:,} left for you.").format(said, plan.left)
        )
        self._errors.setText(
            tr("About {:.1f} of them are expected to be wrong ({:.1f} %).").format(
                plan.expected_errors, plan.risk * 100
            )
            if plan.accepted
            else tr("Nothing is that sure.")
        )
        self._yes.setText(tr("Accept {}").format(said))
        self._yes.setEnabled(plan.accepted > 0)
