"""A line under the bar at the top for what the reviewer has to know, until it is put away.

It can offer what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from core.errors import printable
from core.vocabulary import tr_noop
from desktop.ui.controls import action, label, say, tool_button
from desktop.ui.language import tr


class NoticeBar(QFrame):
    """One sentence; hidden where there is none."""

    put_away = Signal()
    """The reviewer has read it."""
    open_asked = Signal(list)
    """Paths of files that were written and are to be opened."""
    show_asked = Signal(list)
    """The same, to be shown where they lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("Notice"))
        away = action(self, tr_noop("Dismiss"), "x", "", tr_noop("Dismiss this notice"))
        away.triggered.connect(lambda: self.say(""))
        away.triggered.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        self._offers, self._buttons = QHBoxLayout(), list[QPushButton]()
        row.addLayout(self._offers)
        row.addWidget(tool_button(away))
        self._file: Path | None = None
        self._links = []
        for place, (words, hint, asked) in enumerate(
            (
                (tr_noop("Open it"), tr_noop("Open the file that was written"), self.open_asked),
                (
                    tr_noop("Show its folder"),
                    tr_noop("Show it in the file manager"),
                    self.show_asked,
                ),
            )
        ):
            link = action(self, words, "", "", hint)
            link.setObjectName("")  # about this line alone
            link.triggered.connect(lambda _=False, asked=asked: asked.emit([self._file]))
            button = tool_button(link, text=True)
            button.setProperty("role", "link")
            row.insertWidget(1 + place, button)
            self._links.append(button)
        self.say("")

    def text(self) -> str:
        """What is said; a hint does not count."""
        return "" if self._hints else self._words.text()

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say something in place of what was said, as an error or not; nothing hides the line."""
        self._show(words, hints=False, role="error" if trouble else "")

    def ask(self, words: str, offers: Sequence[QAction]) -> None:
        """Say trouble, and offer what can be done about it until something else is said."""
        self.say(words, trouble=True)
        for offer in offers:
            button = QPushButton(offer.text())
            button.clicked.connect(offer.trigger)
            self._offers.addWidget(button)
            self._buttons.append(button)

    def hint(self, words: str) -> None:
        """Say something that may be read, unless there is something that has to be."""
        if not self.text():
            self._show(words, hints=True)

    def offer_file(self, file: Path) -> None:
        """Offer to open a file that was written, or to show where; as a hint."""
        if not self.text():
            self._show(tr("Written: {}").format(printable(file)), hints=True, file=file)

    def _show(self, words: str, *, hints: bool, role: str = "", file: Path | None = None) -> None:
        self._hints, self._file = hints, file
        for link in self._links:
            link.setVisible(file is not None)
        for button in self._buttons:
            button.deleteLater()
        self._buttons.clear()
        say(self._words, words, role)
        self.setVisible(bool(words))
