"""Tells why nothing begins, in a box and in the log, where there is no console to say it on.

Windows gives `tagproof.exe` no stderr, and nobody sees that of a program that macOS' Finder
started. The box is the system's own: Qt may be what does not start.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

log = logging.getLogger(__name__)

TITLE: Final = "Tagproof"
MB_ICONERROR: Final = 0x10
MB_SETFOREGROUND: Final = 0x10000
LAUNCHD: Final = 1
"""The parent of what the Finder starts."""
ALERT: Final = (
    "on run told",
    "display alert (item 1 of told) message (item 2 of told) as critical",
    "end run",
)
"""AppleScript; the words come as arguments, so that none of them is taken for a command."""


def is_needed() -> bool:
    """Tell whether nobody reads stderr; asked once there is something in its place."""
    if sys.platform == "darwin":
        return getattr(sys, "frozen", False) and os.getppid() == LAUNCHD
    return getattr(sys.stderr, "name", "") == os.devnull


def tell(trouble: str) -> None:
    """Show a sentence until it was read; nothing where stderr is read.

    Parameters
    ----------
    trouble : str
        In plain English words; shown in the window's language.
    """
    if not is_needed():
        return
    log.error("not started: %s", trouble)
    trouble = _worded(trouble)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, trouble, TITLE, MB_ICONERROR | MB_SETFOREGROUND)
    elif sys.platform == "darwin":
        import subprocess

        script = [word for line in ALERT for word in ("-e", line)]
        subprocess.run(["osascript", *script, TITLE, trouble], check=False)


def _worded(trouble: str) -> str:
    """Say it as the window would; in English where even Qt's core does not load."""
    try:
        from desktop.ui.language import speech
    except ImportError:
        return trouble
    return speech().trouble(trouble)
