"""Who hears a key: the window, whatever was clicked; what Tab has chosen keeps what presses it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from desktop.window.digit_row import shifted_digit

PRESSING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Keys that press a button, or open a choice."""


class Keyboard(QObject):
    """Keeps the keyboard with the list: a click leads it there, or into a text field.

    The window's keys are heard everywhere, since its actions are; arrows belong to whatever has
    the keyboard. So that no key's meaning hangs on what was clicked last, only Tab gives the
    keyboard to anything else.

    Parameters
    ----------
    window : QWidget
        With all its panels in it.
    centre : QWidget
        What fills it.
    home : QWidget
        The list.
    """

    def __init__(self, window: QWidget, centre: QWidget, home: QWidget) -> None:
        super().__init__(window)
        for widget in window.findChildren(QWidget):
            stands_for_itself = widget.focusProxy() is None  # else the other's would be set
            if stands_for_itself and widget is not home and not isinstance(widget, QLineEdit):
                widget.setFocusPolicy(_by_tab_alone(widget.focusPolicy()))
        self._home, self._centre, self._window = home, centre, window
        self._released = (0, 0)  # which key last, and when
        centre.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # asked behind what lies in it
        centre.installEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead clicks home, and leave the keys that press a control to the one Tab has chosen."""
        if watched is self._centre and event.type() is QEvent.Type.FocusIn:
            self._home.setFocus()  # a focus proxy would take most controls out of Tab's way
            return True
        if watched is self._window and event.type() is QEvent.Type.Show:
            self._window.windowHandle().installEventFilter(self)  # which hears keys first
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            self._released = _pressed_when(event)
        elif event.type() is QEvent.Type.ShortcutOverride:
            if self._is_held(event):
                event.accept()
                return True
            pressed = isinstance(QApplication.focusWidget(), (QAbstractButton, QComboBox))
            if pressed and event.key() in PRESSING:
                event.accept()
                return True
        if isinstance(QApplication.focusWidget(), (QLineEdit, QAbstractSpinBox)):
            return False
        heard = watched is self._window.windowHandle() or watched is self._window
        number = shifted_digit(event) if heard else 0
        return bool(number) and self._act_by_place(event, number)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether a key that decides is only held down, though Qt does not see it.

        X11 tells of a key held as let go and pressed in the same moment, which Qt takes for two
        presses where anything came between: the next photos would be decided unseen.
        """
        if _pressed_when(event) != self._released or not event.timestamp():
            return False
        key = QKeySequence(event.keyCombination())
        actions = self._window.findChildren(QAction)
        return any(key in one.shortcuts() and not one.autoRepeat() for one in actions)

    def _act_by_place(self, event: QKeyEvent, number: int) -> bool:
        """Explain a class, or with Shift take it, in place of what the sign on the key means."""
        way = "Take" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "Explain"
        meant = self._window.findChild(QAction, f"{way} class {number}")
        if meant is None or self._is_of_a_tag(QKeySequence(event.keyCombination())):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # so that no other action hears it
        elif event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            meant.trigger()
        return True

    def _is_of_a_tag(self, key: QKeySequence) -> bool:
        """Whether a reviewer has given the sign on a key to a class."""
        actions = self._window.findChildren(QAction)
        return any(one.property("tag") and key in one.shortcuts() for one in actions)


def _pressed_when(event: QKeyEvent) -> tuple[int, int]:
    return event.keyCombination().toCombined(), event.timestamp()


def _by_tab_alone(policy: Qt.FocusPolicy) -> Qt.FocusPolicy:
    tab = Qt.FocusPolicy.TabFocus
    return tab if policy & tab else Qt.FocusPolicy.NoFocus
