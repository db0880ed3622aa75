"""The decisions of the desk in a window beside it: the same words and keys, heard there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.vocabulary import Action
from desktop.ui.controls import KeyButton, give_keys, key_name
from desktop.ui.icons import icon
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.panels.inspector.decision_panel import DecisionPanel


class DecisionKeys(QObject):
    """Actions of their own with the keys that the reviewer has chosen for the desk's.

    Parameters
    ----------
    window : QWidget
        In which the keys are heard.
    desk : DecisionPanel
    accept_keys : sequence of QKeySequence
        For accepting, where its usual key has another meaning in the window.
    """

    decided = Signal(object)
    """The Action of a key that decides without further words."""
    tag_asked = Signal()
    """Another tag is to be chosen."""
    reason_asked = Signal()
    """It is to be set aside, with a reason."""

    def __init__(
        self, window: QWidget, desk: DecisionPanel, accept_keys: Sequence[QKeySequence] = ()
    ) -> None:
        super().__init__(window)
        self._window = window
        self.accept = self._copied(desk.accept_action, accept_keys)
        self.accept.setIcon(icon("check"))  # the desk's is made for its own colour
        self.correct = self._copied(desk.correct_action)
        self.flag = self._copied(desk.flag_action)
        self.skip = self._copied(desk.skip_action)
        self.undo = self._copied(desk.undo_action)
        self.redo = self._copied(desk.redo_action)
        self.accept.triggered.connect(lambda: self.decided.emit(Action.ACCEPT))
        self.skip.triggered.connect(lambda: self.decided.emit(Action.SKIP))
        self.correct.triggered.connect(self.tag_asked)
        self.flag.triggered.connect(self.reason_asked)
        self._walking = ((self.undo, desk.undo_action), (self.redo, desk.redo_action))
        for mine, theirs in self._walking:
            mine.triggered.connect(theirs.trigger)
            theirs.changed.connect(self._follow)
        self._follow()

    @property
    def deciding(self) -> Sequence[QAction]:
        """Those that decide."""
        return (self.accept, self.correct, self.flag, self.skip)

    def offer(self, offered: bool) -> None:
        """Offer to decide, or not."""
        for choice in self.deciding:
            choice.setEnabled(offered)

    def _follow(self) -> None:
        """Offer to walk back and forth where the desk does."""
        for mine, theirs in self._walking:
            mine.setEnabled(theirs.isEnabled())

    def _copied(self, theirs: QAction, keys: Sequence[QKeySequence] = ()) -> QAction:
        """Without its name, by which keys are changed: that is the desk's alone."""
        made = QAction(theirs.icon(), tr(theirs.objectName()), self)
        made.setProperty("said", theirs.property("said"))
        give_keys(made, keys or theirs.shortcuts())
        made.setAutoRepeat(theirs.autoRepeat())
        self._window.addAction(made)
        return made


def key_button(choice: QAction, role: str = "decide") -> KeyButton:
    """Make a button with the room for its words and its key, and no more."""
    button = KeyButton(choice)
    button.setProperty("role", role)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    make_room(button)
    return button


def make_room(button: KeyButton) -> None:
    """Give a button the room for the words that it has now."""
    button.ensurePolished()
    key = button.fontMetrics().horizontalAdvance(f"  {key_name(button.defaultAction())} ")
    button.setMinimumWidth(button.sizeHint().width() + key)
