"""Whether there are Qt and a screen for a window, asked before Qt, which would end the process."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final

NO_QT: Final = "the window needs Qt, which is not installed here: pip install 'tagproof[window]'"
"""Systems for which it has no build: docs/platforms.md."""
NO_SCREEN: Final = "there is no screen to open a window on"
LIBRARIES: Final = (
    "libxcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)
"""What Qt's X11 plugin loads from the system or, in the standalone program, from beside it."""


def trouble(environment: Mapping[str, str] = os.environ) -> str:
    """Say why no window can be opened; empty where one can."""
    if find_spec("PySide6") is None:
        return NO_QT
    if sys.platform in ("win32", "darwin") or environment.get("WAYLAND_DISPLAY"):
        return ""
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform and not platform.startswith("xcb"):
        return ""
    display = environment.get("DISPLAY", "")
    return _trouble_with(display) if display else NO_SCREEN


def _trouble_with(display: str) -> str:
    """Connect as Qt will: socket, host and permission all count."""
    if missing := [name for name in LIBRARIES if not _is_there(name)]:
        return f"no window can be opened without the missing system libraries {', '.join(missing)}"
    xcb = ctypes.CDLL(LIBRARIES[0])
    xcb.xcb_connect.restype = ctypes.c_void_p
    # Where no local socket answers, ":0" would be looked for on TCP as well, "unix/:0" is not.
    local = f"unix/{display}" if display.startswith(":") else display
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(local), None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"the screen {display!r} (DISPLAY) does not answer" if refused else ""


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(trouble() or None)
