"""Handing files to the system: shown in its file manager, opened with its program for them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDir, QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core import places
from core.errors import printable
from desktop.ui.language import tr

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

SERVICE: Final = "org.freedesktop.FileManager1"
PLACE: Final = "/org/freedesktop/FileManager1"
MOST_FOLDERS: Final = 5
"""Windows of the file manager that are opened at once, where each shows one folder."""


class FileManager(QObject):
    """Asks whatever the system offers; what it cannot do is told.

    Parameters
    ----------
    parent : QObject
    bus : QDBusConnection, optional
        Where a file manager is asked on Linux; the session's by default, where there is one.
    """

    failed = Signal(str)
    """What could not be shown or opened, and why."""

    def __init__(self, parent: QObject, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        self._bus = bus

    def show(self, paths: Sequence[Path]) -> None:
        """Show files or folders where they lie, marked where the system can do that."""
        there = self._there(paths)
        if not there:
            return
        if sys.platform == "darwin":
            self._run("open", ["-R", *map(str, there)])
        elif sys.platform == "win32":
            for path in _one_a_folder(there):
                self._run("explorer", ["/select,", QDir.toNativeSeparators(str(path))])
        elif not self._ask_bus(there):
            self._open_folders(there)

    def open(self, paths: Sequence[Path]) -> None:
        """Open files or folders with the program that the system has for them."""
        for path in self._there(paths):
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                words = tr("{} was not opened: the system offers no program for it.")
                self.failed.emit(words.format(printable(path)))

    def _there(self, paths: Sequence[Path]) -> list[Path]:
        """Leave out what is gone, and say so."""
        gone = [path for path in paths if not places.is_there(path)]
        if gone:
            self.failed.emit(tr("{} is not there any more.").format(printable(gone[0])))
        return [path for path in paths if path not in gone]

    def _run(self, program: str, arguments: Sequence[str]) -> None:
        started = QProcess.startDetached(program, list(arguments))
        if not (started[0] if isinstance(started, tuple) else started):
            self.failed.emit(tr("{} could not be started.").format(program))

    def _open_folders(self, paths: Sequence[Path]) -> None:
        self.open([_folder_of(path) for path in _one_a_folder(paths)])

    def _ask_bus(self, paths: Sequence[Path]) -> bool:
        """Ask the file manager on the bus; False where there is none to ask."""
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:  # a Qt without it
            return False
        bus = self._bus or QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(SERVICE, PLACE, SERVICE, "ShowItems")
        message.setArguments([[path.as_uri() for path in paths], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message), self)
        watcher.finished.connect(lambda asked: self._on_answered(asked, paths))
        return True

    def _on_answered(self, asked: QDBusPendingCallWatcher, paths: Sequence[Path]) -> None:
        """Open the folders where no file manager speaks this language."""
        if asked.isError():
            self._open_folders(paths)
        asked.deleteLater()


def _one_a_folder(paths: Iterable[Path]) -> list[Path]:
    """Give the first of each folder, of no more folders than anybody wants windows."""
    first: dict[Path, Path] = {}
    for path in paths:
        first.setdefault(_folder_of(path), path)
    return list(first.values())[:MOST_FOLDERS]


def _folder_of(path: Path) -> Path:
    return path if places.is_folder(path) else path.parent
