"""What a cell says about photos: several names, addresses, paths of other systems.

A name is compared without case, in Unicode's composed form, and as the address means it.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from core.imaging.images import SUFFIXES

_ENDINGS: Final = "|".join(
    sorted({s.lstrip(".") for s in SUFFIXES} | {"gif", "webp", "avif", "svg"})
)
IMAGE_END: Final = re.compile(rf"\.(?:{_ENDINGS})$", re.IGNORECASE)
_IMAGE_ADDRESS: Final = re.compile(rf"\.(?:{_ENDINGS})(?:[?#].*)?$", re.IGNORECASE | re.DOTALL)
_SCHEME: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_STRONG: Final = re.compile(r"\s*[|\r\n]\s*")
_WEAK: Final = re.compile(r"(\s*[,;]\s*|\s+)")
_SEPARATORS: Final = re.compile(r"[,;|\s]")
_BARE: Final = re.compile(r"[\w-]+(?:\s*[,;\s]\s*[\w-]+)+")
_PARTS: Final = re.compile(r"[,;\s]+")
_QUERY: Final = re.compile(r"[?#]")
_PLAIN: Final = re.compile(r"[%?#]")
QUOTES: Final = "\"'[](){}<> \t"


def fold(name: str) -> str:
    """Give a name as all systems may write it: without case, composed."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def looks_like_image(cell: str) -> bool:
    """Whether a cell names a picture, or begins with one."""
    return any(_IMAGE_ADDRESS.search(part) for part in split(cell)[:1]) if cell else False


def split(cell: str) -> list[str]:
    """Give the photos that a cell names; signs inside an address or a name survive.

    Lines and bars always part. A comma, semicolon or space parts where what stands before it
    ends as a picture does, or where a new address begins behind it.
    """
    if "#" in cell and all(map(IMAGE_END.search, names := cell.split("#"))):
        return names  # elsewhere the sign begins an address's fragment
    if _SEPARATORS.search(cell) is None:
        return [cell] if cell else []
    found: list[str] = []
    for part in _STRONG.split(cell.strip()):
        found += _weakly_split(part)
    return [name for piece in found if (name := piece.strip(QUOTES))]


def split_bare(cell: str) -> list[str]:
    """Give the names of a list that leaves out their endings: `101,102`; none for other cells."""
    return _PARTS.split(cell.strip()) if _BARE.fullmatch(cell.strip()) else []


def _weakly_split(part: str) -> list[str]:
    pieces = _WEAK.split(part)
    if len(pieces) == 1:
        return pieces
    found: list[str] = []
    pending = pieces[0]
    for at in range(1, len(pieces), 2):
        sign, piece = pieces[at], pieces[at + 1]
        bare = pending.strip(QUOTES)
        closed = bare != pending and pending.endswith(")")  # `a.jpg (https://x/1),b.jpg (…)`
        if (
            closed
            or _begins_anew(piece)
            or (_IMAGE_ADDRESS.search(bare) and _ends_one(bare, piece))
        ):
            found.append(pending)
            pending = piece
        else:
            pending += sign + piece
    return [*found, pending]


def _begins_anew(piece: str) -> bool:
    return _SCHEME.match(piece.strip(QUOTES)) is not None


def _ends_one(pending: str, piece: str) -> bool:
    """Whether a finished picture's name is followed by another, not by the rest of its query."""
    return not ("?" in pending and piece.strip(QUOTES).isdigit())


def readings(reference: str) -> list[str]:
    """Give the paths that a reference may mean, the likeliest first.

    `https://x/a%20b.jpg?v=1#z` is the picture `a b.jpg` in the folder of the address; a local
    file may really be called `a%20b.jpg` or `a#1.jpg`.
    """
    text = reference.strip(QUOTES).replace("\\", "/")
    if _SCHEME.match(text) is not None:
        path = text[text.index("//") + 2 :].partition("?")[0].partition("#")[0]
        path = path.partition("/")[2] or path
        asked = _asked(text) if "?" in text and IMAGE_END.search(path) is None else []
        return [*asked, *([unquote(path), path] if "%" in path else [path])]
    if _PLAIN.search(text) is None:
        return [text]
    cut = _QUERY.split(text, maxsplit=1)[0]
    return list(dict.fromkeys((text, unquote(text), cut, unquote(cut))))


def _asked(address: str) -> list[str]:
    """Give the pictures that a script's address names: `image.php?src=/media/a.jpg&w=600`."""
    query = address.partition("?")[2].partition("#")[0]
    values = [unquote(part.partition("=")[2]) for part in query.split("&")]
    return [value for value in values if IMAGE_END.search(value)]


def parts(path: str) -> tuple[str, ...]:
    """Give a path's folded parts."""
    return tuple(part for part in fold(path).split("/") if part not in ("", "."))
