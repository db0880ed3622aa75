"""The keys that draw a box: heard whatever has the keyboard, for as long as one is drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop.ui.flags import without

ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class BoxKeys(QObject):
    """Takes arrows, Enter and Esc from lists and from the window's actions while it listens.

    A text field keeps its keys, and a button that Tab has chosen its Enter.
    """

    moved = Signal(int, int)
    """Steps to the right and down."""
    resized = Signal(int, int)
    """Steps wider and taller."""
    kept = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def listen(self, listening: bool) -> None:
        """Hear these keys, or leave them to others."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if listening:
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on a key of ours once, and keep it from all others."""
        pressed = event.type() is QEvent.Type.KeyPress
        if not (pressed or event.type() is QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(watched, event):
            return False
        event.accept()
        if pressed:
            self._act(Qt.Key(event.key()), event.modifiers() & SHIFT == SHIFT)
        return True

    def _is_ours(self, watched: QObject, event: QKeyEvent) -> bool:
        focused = QApplication.focusWidget()
        elsewhere = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        inside = isinstance(watched, QWidget) and watched.window() is self._window.window()
        if elsewhere or not inside or isinstance(focused, QLineEdit):
            return False
        modifiers = without(event.modifiers(), Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER:
            return modifiers == PLAIN and not isinstance(focused, QAbstractButton)
        if event.key() == Qt.Key.Key_Escape:
            return modifiers == PLAIN
        return event.key() in ARROWS and modifiers in (PLAIN, SHIFT)

    def _act(self, key: Qt.Key, shifted: bool) -> None:
        if key in ARROWS:
            (self.resized if shifted else self.moved).emit(*ARROWS[key])
        elif key in ENTER:
            self.kept.emit()
        else:
            self.left.emit()
