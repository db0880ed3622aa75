"""What fills the window: the panels, or an invitation where nothing is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.panels.browser.drop import DropVeil
from desktop.panels.browser.empty_state import EmptyState


class Pages(QStackedWidget):
    """Shows one of two pages."""

    panels_shown = Signal(bool)
    """Whether the panels are what is shown now."""

    def __init__(self, empty: EmptyState, panels: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty, self._panels = empty, panels
        self._veil = DropVeil(panels)
        self.addWidget(empty)
        self.addWidget(panels)

    @property
    def panels(self) -> bool:
        """Whether the panels are what is shown."""
        return self.currentIndex() == 1

    def show_panels(self) -> None:
        """Show the panels."""
        self._turn_to(1)

    def show_empty(self) -> None:
        """Show the empty state as it stands."""
        self._turn_to(0)

    def draw_ahead(self) -> None:
        """Lay the panels out and paint them once before they are wanted, in 30 ms.

        What they are the first to need (icons, fonts, names of Qt) is at hand from then on: shown
        for the first time they hold the window up for 25 to 28 ms, in place of 36 to 84.
        """
        if not self.panels:
            self._panels.resize(self.size())
            self._panels.grab()

    def say(self, title: str, hint: str) -> None:
        """Show the empty state, and say on it why there is nothing."""
        self._empty.say(title, hint)
        self.show_empty()

    def set_hovering(self, words: str) -> None:
        """Say what a drop would do; nothing is said where nothing is held over the window."""
        self._empty.set_hovering(bool(words))
        self._veil.say(words if self.panels else "")

    def _turn_to(self, page: int) -> None:
        self.setCurrentIndex(page)
        self.panels_shown.emit(page == 1)
