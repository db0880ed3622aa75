"""A bug is told at once, with details to pass on, and the program goes on where it can."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QWidget

from core.version import __version__
from desktop.dialogs.crash_dialog import CrashDialog

log = logging.getLogger(__name__)

LOGGED_BUGS: Final = logging.ERROR
"""Level from which a log entry that carries a trace is a bug; trouble from outside has none."""


class CrashReporter(QObject):
    """Shows the first bug of which a trace is logged, or that nobody caught; one at a time.

    Parameters
    ----------
    window : QWidget
        Over which the dialog opens; the reporter lives as long.
    """

    _seen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: CrashDialog | None = None
        self._listener = _Listener(self._seen.emit)
        self._seen.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Listen from here on: to the log, and to what ends a thread or a slot."""
        logging.getLogger().addHandler(self._listener)
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_uncaught_of_thread

    def stop(self) -> None:
        """Stop listening; the window is going."""
        logging.getLogger().removeHandler(self._listener)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__

    def _show(self, trace: str) -> None:
        if self._shown is not None:  # what follows a bug is often its echo; the log has all
            return
        self._shown = CrashDialog(details(trace), self._window)
        self._shown.destroyed.connect(self._forget)
        self._shown.open()

    def _forget(self) -> None:
        self._shown = None


class _Listener(logging.Handler):
    """Passes on the trace of each log entry that has one; on any thread."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(LOGGED_BUGS)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            trace = "".join(traceback.format_exception(record.exc_info[1]))
            self._tell(f"{record.name}: {record.getMessage()}\n\n{trace}")


def details(trace: str) -> str:
    """Say what somebody needs who is to find the bug: versions, system, trace; no pictures."""
    facts = (
        f"Tagproof {__version__}{' (standalone)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    )
    return "\n".join((*facts, "", trace.strip()))


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("a bug that nobody caught", exc_info=(kind, error, trace))


def _log_uncaught_of_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        _log_uncaught(ended.exc_type, ended.exc_value, ended.exc_traceback)
