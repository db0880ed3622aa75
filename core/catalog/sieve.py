"""Which cells of a column may speak of a folder's photos: most of a large file speak of others.

A column is asked for many rows at once, by few calls that stay outside the interpreter; what
passes is taken apart cell by cell (`photo_index`). Nothing that leads to a photo is left out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from core.catalog.references import fold

_ODD: Final = b"%#,;|\\\"'[](){}<> \t\v\f\r\x1c\x1d\x1e\x1f"
"""Signs by which a cell names several photos, or one that is not spelled as it is called."""

_ASKS: Final = re.compile(rb"\?[^\n]*=[^\n]*\.")
"""A query may name a picture itself."""


class Sieve:
    """Lets pass what may name photos of a folder.

    Parameters
    ----------
    names : iterable of str
        That photos go by, folded: with their ends, which have one spelling, and without.
    keys : iterable of str
        That photos' names begin with, folded, as they are and as a spreadsheet writes them.
    """

    def __init__(self, names: Iterable[str], keys: Iterable[str]) -> None:
        self._names = set(names)
        self._keys = {key.lstrip("0") for key in keys}

    def naming(self, cells: Sequence[str]) -> list[int]:
        """Give the places of cells that may name a photo; the others surely name none."""
        text = "\n".join(cells).lower()
        if not _plain(text, cells):
            return [at for at, cell in enumerate(cells) if self._may_name(cell)]
        known = self._names
        names = [path.partition("?")[0].rpartition("/")[2] for path in text.split("\n")]
        if ".jpeg" in text:
            names = [name if name in known else one_ending(name) for name in names]
        if known.isdisjoint(names):
            return []
        return [at for at, name in enumerate(names) if name in known]

    def _may_name(self, cell: str) -> bool:
        return cell != "" and (not _plain(cell.lower(), [cell]) or bool(self.naming([cell])))

    def beginning(self, keys: Sequence[str]) -> list[int]:
        """Give the places of keys that photos may begin with, or that a spreadsheet rounded."""
        known = self._keys
        text = "\n".join(keys)
        if not text.isascii() or text.count("\n") >= len(keys):
            folded = [fold(key) for key in keys]
        else:
            folded = text.lower().split("\n")
            whole = "\n0" not in text and ".0" not in text and "+" not in text
            if whole and text[:1] != "0" and known.isdisjoint(folded):
                return []
        return [at for at, key in enumerate(folded)
                if key.lstrip("0") in known or key[-2:] == ".0" or "+" in key]  # fmt: skip


def one_ending(name: str) -> str:
    """Give a photo's folded name with its end in one spelling."""
    return f"{name[:-5]}.jpg" if name.endswith(".jpeg") else name


def _plain(text: str, cells: Sequence[str]) -> bool:
    """Whether each line is a cell that is empty, or a path or address whose end is the name."""
    if not text.isascii():
        return False
    signs = text.encode("ascii")
    if len(signs.translate(None, _ODD)) < len(signs) or signs.count(b"\n") >= len(cells):
        return False
    if b"?" not in signs:
        return True
    if _ASKS.search(signs):
        return False
    lines = b"\n" + signs  # a query ends an address only; a file's name may hold the sign
    addresses = lines.count(b"\nhttp://") + lines.count(b"\nhttps://")
    return addresses + cells.count("") == len(cells)
