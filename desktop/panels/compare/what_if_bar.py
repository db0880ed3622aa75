"""The row under the pictures while superpixels are being switched: what to do, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.language.figures import points_between
from core.vocabulary import tr_noop
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, offer, tool_button
from desktop.ui.language import tr, whole_percent
from desktop.ui.reasons import NO_TRIAL
from desktop.ui.wrapping import WrappedRow


class WhatIfBar(QFrame):
    """Hidden until somebody asks what if."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self.next_action = action(
            self, tr_noop("Next"), "", "N", tr_noop("Mark the next strongest region")
        )
        self.switch_action = action(
            self, tr_noop("Switch"), "", "T", tr_noop("Switch the marked region off or on")
        )
        self.only_action = action(
            self, tr_noop("Only"), "", "O", tr_noop("Leave only the marked region on")
        )
        self.without_action = action(
            self, tr_noop("Without"), "", "U", tr_noop("Switch only the marked region off")
        )
        self.invert_action = action(
            self, tr_noop("Invert"), "", "I", tr_noop("Invert every region")
        )
        self.reset_action = action(
            self, tr_noop("Reset"), "undo-2", "R", tr_noop("Switch every region on")
        )
        self._answer = ElidedLabel()
        self._answer.setFont(theme.tabular(self.font()))
        row = WrappedRow(4)
        for choice in self.choices:
            button = tool_button(choice, text=True)
            button.setProperty("role", "outlined")
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        column.addWidget(self._answer)
        column.addWidget(row)
        self.show_active(False)

    @property
    def choices(self) -> Sequence[QAction]:
        """All actions, in the order of the row."""
        return (
            self.next_action,
            self.switch_action,
            self.only_action,
            self.without_action,
            self.invert_action,
            self.reset_action,
        )

    def show_active(self, active: bool) -> None:
        """Show the row, or put it away; its keys go with it."""
        self.setVisible(active)
        for choice in self.choices:
            offer(choice, active, NO_TRIAL)
        self._answer.set_whole(tr("Click a region to switch it off or on"))

    def show_answer(self, label: str, actual: float, expected: float) -> None:
        """Say what the network answers and what the surrogate predicted, probabilities."""
        gap = points_between(actual, expected, decimals=0)
        figures = whole_percent(actual), whole_percent(expected), gap
        self._answer.set_whole(
            tr("{}: model {}, simple model {}, difference {:+.0f} points").format(label, *figures),
            tr("Model {}, simple model {}: {:+.0f}").format(*figures),
        )
