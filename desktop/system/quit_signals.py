"""Lets a request from outside (Ctrl+C, log-out, kill) close the window as its user would."""

from __future__ import annotations

import os
import signal
import sys
from typing import Final

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget

REQUESTS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
CHUNK: Final = 64
"""Bytes read at once from the pipe; each signal writes one."""


def close_on_request(window: QWidget) -> None:
    """Close the window in order when the process is asked to end.

    The signal only wakes Qt's loop, through a pipe; the loop closes the window. A handler that
    closed it itself would run in the middle of anything, also while a lock is held that closing
    needs.

    Parameters
    ----------
    window : QWidget
        Owns the notifier.
    """
    if sys.platform == "win32":  # closing comes to the window as a message there
        return
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: os.read(reader, CHUNK) and window.close())
    for name in REQUESTS:
        signal.signal(getattr(signal, name), lambda *_: None)
