"""Names of files that every system takes, and why Windows does not take one."""

import re
import sys
from pathlib import PurePath
from typing import Final

_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
"""Whatever stands behind a point, and in whatever folder: `nul.csv` is no file."""
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DROPPED: Final = ". "
"""Windows leaves them out at the end of a name, so that the file is called otherwise."""
_IN_PLACE: Final = "_"


def refusal(path: PurePath) -> str:
    """Say why Windows does not take a path as it is written; empty where it does."""
    return next(filter(None, map(_refusal_of, path.parts[bool(path.anchor) :])), "")


def refused_here(path: PurePath) -> str:
    """Say why this system does not take a path as it is written; empty where nothing is known."""
    return refusal(path) if sys.platform == "win32" else ""


def _refusal_of(name: str) -> str:
    if found := _DEVICES.fullmatch(_stem(name)):
        return f"{found[0]} is the name of a device in Windows; choose another"
    if found := _REFUSED.search(name):
        return f"Windows takes no {_shown(found[0])} in a name; choose another"
    if name not in (".", "..") and name[-1:] in _DROPPED:
        return "Windows takes no name that ends in a point or space; choose another"
    return ""


def safe(name: str) -> str:
    """Make a name, without an ending, that every system takes; most stay as they are.

    Disks are carried from one system to another, and folders are shared by several.
    """
    kept = _REFUSED.sub(_IN_PLACE, name)
    ends = len(kept) - len(kept.rstrip(_DROPPED))
    kept = kept.rstrip(_DROPPED) + _IN_PLACE * ends
    return f"{kept}{_IN_PLACE}" if _DEVICES.fullmatch(_stem(kept)) else kept


def _stem(name: str) -> str:
    return name.partition(".")[0].rstrip(" ")


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else ascii(sign)[1:-1]
