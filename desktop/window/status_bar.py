"""The line at the foot: what runs behind, how fast, how long still; what network answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QWidget

from core.errors import printable
from core.vocabulary import tr_noop
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, label, offer, tool_button
from desktop.ui.icons import icon
from desktop.ui.language import tr
from desktop.ui.reasons import NOTHING_TAGGED

STEPS = 1000
"""Resolution of the progress bar."""


class StatusBar(QFrame):
    """Progress of tagging with pause, of other work with cancel; messages, classes, network."""

    paused = Signal(bool)
    """Tagging is to rest, or to go on."""
    written = Signal(object)
    """The Path of a file that was written, to be opened or shown."""
    cancelled = Signal()
    """The export, or the grouping, that runs is to stop."""
    advance_asked = Signal()
    """The next photo is to be gone to after decisions again."""
    classes_asked = Signal()
    """The classes that can occur are to be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusLine")
        self._said = self._tip = ""
        self._words = ElidedLabel()
        self._words.setFont(theme.tabular(self.font()))
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(128)
        self._bar.setAccessibleName(tr("Progress"))
        self._reviewer = label("", "muted")
        self._reviewer.setToolTip(tr("Name that decisions are recorded under"))
        self._network = label("", "muted")
        self.classes_button = QToolButton()
        self.classes_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.classes_button.clicked.connect(self.classes_asked)
        self.staying_button = QToolButton()
        self.staying_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.staying_button.setText(tr("Stays after a decision"))
        self.staying_button.setToolTip(tr("Click to move on to the next photo again"))
        self.staying_button.clicked.connect(self.advance_asked)
        self.staying_button.setProperty("role", "quiet")
        self.pause_action = action(
            self, tr_noop("Pause"), "pause", "P", tr_noop("Pause or resume tagging")
        )
        self.pause_action.setCheckable(True)
        self.pause_action.toggled.connect(self._pause)
        self.cancel_action = action(
            self, tr_noop("Cancel"), "x", "", tr_noop("Stop what runs (Esc)")
        )
        self.cancel_action.setObjectName("Cancel the work")
        self.cancel_action.triggered.connect(self.cancelled)
        self._pause_button = tool_button(self.pause_action, text=True)
        self._cancel_button = tool_button(self.cancel_action, text=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        for button in (self._pause_button, self._cancel_button):
            button.setProperty("role", "compact")
        self.classes_button.setProperty("role", "quiet")
        for widget in (self._bar, self._pause_button, self._cancel_button):
            row.addWidget(widget)
        row.addWidget(self._words, 1)
        row.addWidget(self.staying_button)
        row.addWidget(self.classes_button)
        row.addWidget(self._network)
        row.addSpacing(8)
        row.addWidget(self._reviewer)
        self.setMinimumHeight(self._pause_button.sizeHint().height() + 8)
        self.show_classes("")
        self.show_staying(False)
        self.show_idle("")

    @property
    def words(self) -> str:
        """What is said now."""
        return self._said

    def show_tagging(self, share: float, words: str) -> None:
        """Show how far tagging is; other work that runs is told first."""
        if not self._cancel_button.isVisibleTo(self):
            self._show(share, words, pause=True)

    def show_tagged(self, words: str) -> None:
        """Show that tagging is through; other work that runs is told first."""
        if not self._cancel_button.isVisibleTo(self):
            self.show_idle(words)

    def show_work(self, share: float | None, words: str) -> None:
        """Show how far an export or a grouping is, which can be cancelled."""
        self._show(share, words, cancel=True)

    def show_idle(self, words: str) -> None:
        """Show that nothing runs."""
        self._show(None, words)

    def show_tip(self, words: str) -> None:
        """Say something for as long as it is pointed at; nothing leaves what was said."""
        self._tip = words
        self._words.set_whole(self._tip or self._said)

    def show_network(self, words: str, hint: str = "") -> None:
        """Name the network that answers."""
        self._network.setText(words)
        self._network.setToolTip(hint)

    def show_classes(self, words: str, hint: str = "") -> None:
        """Say that only some classes can occur; empty where all can."""
        self.classes_button.setText(words)
        self.classes_button.setAccessibleName(words or tr("Classes that can occur"))
        self.classes_button.setToolTip(hint)
        self.classes_button.setVisible(bool(words))

    def show_staying(self, stays: bool) -> None:
        """Say that a decision leads no further; that it does is the usual, and not said."""
        self.staying_button.setVisible(stays)

    def show_written(self, file: Path) -> None:
        """Say that a file is there, and have it offered."""
        self.show_idle(tr("Written: {}").format(printable(file)))
        self.written.emit(file)

    def show_reviewer(self, name: str) -> None:
        """Say whose name decisions carry."""
        self._reviewer.setText(tr("Reviewer: {}").format(name) if name else "")

    def _show(
        self, share: float | None, words: str, *, pause: bool = False, cancel: bool = False
    ) -> None:
        self._said = words
        self._words.set_whole(self._tip or self._said)
        self._bar.setVisible(share is not None)
        self._bar.setValue(round((share or 0) * STEPS))
        self._pause_button.setVisible(pause)
        offer(self.pause_action, pause, NOTHING_TAGGED)
        self._cancel_button.setVisible(cancel)

    def _pause(self, paused: bool) -> None:
        self.pause_action.setText(tr("Resume") if paused else tr("Pause"))
        self.pause_action.setIcon(icon("play" if paused else "pause"))
        self.paused.emit(paused)
