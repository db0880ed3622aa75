"""The row under the pictures while a box is drawn: how it is done, how large it is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.vocabulary import tr_noop
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, offer, tool_button
from desktop.ui.language import tr
from desktop.ui.reasons import NO_BOX, NO_DRAWING
from desktop.ui.wrapping import WrappedRow


class BoxBar(QFrame):
    """Hidden until somebody draws. Arrows, Enter and Esc are heard elsewhere: `BoxKeys`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self.keep_action = action(
            self, tr_noop("Keep the box"), "check", "", tr_noop("Keep the box (Enter)")
        )
        self.unbox_action = action(
            self, tr_noop("Whole photo"), "", "Shift+B", tr_noop("Remove the box")
        )
        self.leave_action = action(
            self, tr_noop("Leave it"), "x", "", tr_noop("Change nothing (Esc)")
        )
        self._said = ElidedLabel()
        self._said.setFont(theme.tabular(self.font()))
        row = WrappedRow(4)
        for choice in (self.keep_action, self.unbox_action, self.leave_action):
            button = tool_button(choice, text=True)
            button.setProperty("role", "outlined")
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(row)
        self.show_active(False)
        self.offer_none(False)

    @property
    def words(self) -> str:
        """What it says."""
        return self._said.toolTip()

    def show_active(self, active: bool) -> None:
        """Show the row, or put it away."""
        self.setVisible(active)
        offer(self.leave_action, active, NO_DRAWING)
        self.show_size(None)

    def offer_none(self, offered: bool) -> None:
        """Offer to take the photo's box away, or not: it has none."""
        offer(self.unbox_action, offered, NO_BOX)

    def show_size(self, size: tuple[int, int] | None) -> None:
        """Say how large the box is, width and height in px; without one, how to draw it."""
        offer(self.keep_action, size is not None, NO_DRAWING)
        if size is None:
            words = tr("Drag around the item on the original, or press an arrow")
        else:
            words = tr("{:,} × {:,} px: arrows move, Shift+arrows resize, Enter keeps").format(
                *size
            )
        self._said.set_whole(words)

    def show_too_small(self, least: int) -> None:
        """Say why there is no box."""
        offer(self.keep_action, False, NO_DRAWING)
        self._said.set_whole(tr("Too small: a box is at least {} px wide and tall").format(least))
