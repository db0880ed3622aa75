"""The order in which people list names: 1, 2, 10, whatever the case, as file managers do.

The one rule for photos, folders and whatever else is listed by name or path.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NUMBER: Final = re.compile(r"\d+")
_END, _FILE, _FOLDER, _DOT = "\x00", "\x01", "\x02", "\x03"
"""Below every sign of a name, in this order: a name comes before those that it begins (a.jpg before
a-2.jpg), a folder's own files before the folders in it."""

_STEPS: Final = 9
"""Figures that one sign can count; as many nines stand before it as it takes."""


def folded(text: str) -> str:
    """Give a text's place among others: case and accents do not count, numbers do by their value.

    Equal for texts that differ in nothing that counts.
    """
    if not text.isascii():
        flat = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return _NUMBER.sub(_by_value, text.casefold()).replace(".", _DOT)


def path_key(path: str) -> bytes:
    """Give a path's place among others, each of its own: as `core.imaging.scan` walks folders.

    Parameters
    ----------
    path : str
        With slashes; of any signs, also of a name that is no proper Unicode.

    Returns
    -------
    bytes
        Compared byte by byte, by Python and by SQLite alike.
    """
    folder, slash, name = path.rpartition("/")
    key = f"{_folders(folder) if slash else ''}{_FILE}{_own(name)}"
    return key.encode("utf-8", "surrogatepass")


def folder_keys(folder: str) -> tuple[bytes, bytes]:
    """Give the two places between which everything in and below a folder stands.

    Parameters
    ----------
    folder : str
        As paths begin that lie in it, without the last slash.
    """
    key = _folders(folder).encode("utf-8", "surrogatepass")
    return key, key + _DOT.encode()


@lru_cache(maxsize=1024)  # the photos of a folder come one after the other
def _folders(path: str) -> str:
    return "".join(f"{_FOLDER}{_own(name)}" for name in path.split("/"))


def _own(name: str) -> str:
    """Give the place of one name, behind it the name itself for those that fold alike."""
    return f"{folded(name)}{_END}{name}"


def _by_value(number: "re.Match[str]") -> str:
    """Write how many figures a number has before them: more figures are a larger number."""
    figures = number[0]
    if not figures.isascii():
        figures = "".join(str(unicodedata.decimal(figure)) for figure in figures)
    figures = figures.lstrip("0") or "0"
    nines, more = divmod(len(figures) - 1, _STEPS)
    return f"{'9' * nines}{more}{figures}"
