"""What the list is narrowed to, as chips that can be taken away, above the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from desktop.ui.controls import label, tool_button
from desktop.ui.facet_words import Chip
from desktop.ui.icons import icon
from desktop.ui.language import tr

HEIGHT: Final = 36
"""px."""
LONGEST: Final = 40
"""Letters of a chip; all of it is told on hover."""
CROSS: Final = QSize(12, 12)
REMOVING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
"""Keys that take the chip away that has the keyboard, beside those that press it."""


class ChipButton(QToolButton):
    """A chip; pressing it takes it away."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.chip = chip
        text = chip.text
        self.setText(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
        self.setProperty("role", "chip")
        self.setIcon(icon("x", "muted"))
        self.setIconSize(CROSS)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tr("Remove: {}").format(text))
        self.setAccessibleName(tr("Remove: {}").format(text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete take it away as well."""
        if event.key() in REMOVING:
            self.click()
        else:
            super().keyPressEvent(event)


class ChipBar(QFrame):
    """One line: how many photos are listed, the chips, and what takes them all away."""

    narrowed = Signal(object)
    """The Filter that is left."""
    left = Signal()
    """The last chip that had the keyboard is gone."""

    def __init__(self, clear: QAction, parent: QWidget | None = None) -> None:
        """Take the action that takes all away."""
        super().__init__(parent)
        self.setObjectName("Chips")
        self._chips: list[ChipButton] = []
        self._found = label("", "muted")
        self._found.setAccessibleName(tr("How many are listed"))
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(10)
        row.addWidget(self._found)
        row.addWidget(self._scrolled(), 1)
        row.addWidget(tool_button(clear, text=True))
        self.setFixedHeight(HEIGHT)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the chips say."""
        return [button.chip.text for button in self._chips]

    def show_found(self, words: str) -> None:
        """Say how many photos are listed."""
        self._found.setText(words)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show what narrows the list; nothing is seen of the bar where nothing does."""
        place = next((n for n, one in enumerate(self._chips) if one.hasFocus()), None)
        for button in self._chips:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._chips = [ChipButton(chip) for chip in chips]
        for number, button in enumerate(self._chips):
            self._row.insertWidget(number, button)
            button.show()  # now: else it could not have the keyboard yet
            button.clicked.connect(lambda _=False, rest=button.chip.rest: self.narrowed.emit(rest))
        self.setVisible(bool(self._chips))
        if place is not None:
            self._pass_keyboard_on(place)

    def _pass_keyboard_on(self, place: int) -> None:
        """Give the keyboard to the chip where another was taken away, else back to the list."""
        if self._chips:
            following = self._chips[min(place, len(self._chips) - 1)]
            following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("ChipRow")
        inside.setLayout(self._row)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area
