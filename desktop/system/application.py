"""The application object, which systems tell of files that it is to open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

GATHERED_MS: Final = 50
"""How long further files are waited for: several that are opened at once come one by one."""


class Application(QApplication):
    """Gathers the files that macOS asks to open: by a double click, on the Dock, by "Open with".

    They are kept until somebody takes them, and while a dialog stands above the window: nothing
    can be dropped on the window then, either.

    Parameters
    ----------
    arguments : sequence of str
        The program's name, and what Qt itself is to read.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._given: list[Path] = []
        self._take: Callable[[list[Path]], None] | None = None
        self._gathering = QTimer(self, interval=GATHERED_MS, singleShot=True)
        self._gathering.timeout.connect(self._hand_on)

    def hand_files_to(self, take: Callable[[list[Path]], None] | None) -> None:
        """Have somebody take what is asked for from here on, and what was asked for before.

        Parameters
        ----------
        take : callable, optional
            Gets the folders and files of one request; None where nobody does any more.
        """
        self._take = take
        if self._given:
            self._gathering.start()

    def event(self, event: QEvent) -> bool:
        """Note a file that is to be opened; only the system's own events come by here."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if not event.url().isLocalFile():
            return False
        self._given.append(Path(event.url().toLocalFile()))
        self._gathering.start()
        return True

    def _hand_on(self) -> None:
        if self.activeModalWidget() is not None:
            self._gathering.start()
        elif self._take is not None:
            given, self._given = self._given, []
            self._take(given)
