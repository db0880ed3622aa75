"""Product keys as files write them, brought to one form; what a spreadsheet lost is told."""

import re
from collections.abc import Iterator
from typing import Final

from core.catalog.references import fold

_WHOLE: Final = re.compile(r"(\d+)\.0+")
_ROUNDED: Final = re.compile(r"(\d)[.,](\d+)E\+?(\d{1,2})", re.IGNORECASE)
_BREAKS: Final = re.compile(r"[_\-. ()]+")


def loose(key: str) -> str:
    """Give a key's common form: without case, without zeros in front, `123.0` as `123`."""
    text = fold(key.strip().lstrip("'"))
    if text.isdigit():
        return text.lstrip("0") or "0"
    if text[-1:] == "0" and (whole := _WHOLE.fullmatch(text)):
        return whole[1].lstrip("0") or "0"
    return text


def bare_id(cell: str) -> str:
    """Give what a cell names another row by: `id:500` is the row whose number is 500."""
    return cell[3:] if cell[:3].lower() == "id:" else cell


def rounded(key: str) -> tuple[str, int] | None:
    """Read `8.90123E+12`: the digits that are left and how many there were, None for others."""
    found = _ROUNDED.fullmatch(key.strip()) if "E" in key or "e" in key else None
    if found is None:
        return None
    digits = found[1] + found[2].rstrip("0")
    return digits, int(found[3]) + 1


def keys_in(stem: str) -> Iterator[str]:
    """Give every key that a photo's name can begin with, the longest first.

    `SKU-A_1` may belong to the products SKU-A_1, SKU-A and SKU.
    """
    yield stem
    for found in reversed(list(_BREAKS.finditer(stem))):
        if found.start():
            yield stem[: found.start()]


_VIEW: Final = re.compile(
    r"(.*\d.*?)[_\- .]+(?:\d{1,2}|[a-f]|front|back|side|left|right|top|bottom|detail|main|alt|"
    r"zoom|model|packshot|vorne|hinten|seite|face|dos|lato)"
)


def product_in(name: str) -> str | None:
    """Give the product that a photo's name begins with, where a view follows: `10058_2.jpg`.

    None for names without a digit in front, which any camera gives: `photo_2.jpg`.
    """
    stem = name.rpartition(".")[0] or name
    found = _VIEW.fullmatch(fold(stem))
    return stem[: len(found[1])] if found and len(found[1]) >= 3 else None


def common_key(keys: list[str]) -> str | None:
    """Give what several keys of one product begin with: `TEE-S`, `TEE-M` are of `TEE`."""
    ways = [list(keys_in(key)) for key in keys]
    return next((key for key in ways[0] if all(key in way for way in ways[1:])), None)
