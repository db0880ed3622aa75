"""Embedded fonts: which face draws which letter, and how text is cut to a width.

The faces are tried in order; a letter that none of them has is shown as its escape, so that two
different names never look the same.
"""

import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from core import paths

Measure = Callable[[str], float]
"""Width of a line, in the caller's unit."""

ELLIPSIS: Final = "…"


class Face(StrEnum):
    """A font file under resources/fonts, by its stem."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    WIDE = "DejaVuSans"
    DEVANAGARI = "NotoSansDevanagari-Regular"
    THAI = "NotoSansThai-Regular"
    HAN = "DroidSansFallback"


FALLBACKS: Final = (Face.WIDE, Face.DEVANAGARI, Face.THAI, Face.HAN)


def font_file(face: Face) -> Path:
    """Give the TrueType file of a face."""
    return paths.resources() / "fonts" / f"{face.value}.ttf"


@cache
def coverage(face: Face) -> frozenset[int]:
    """Give the code points that a face has a glyph for."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(font_file(face))).charToGlyph)


@cache
def face_of(letter: str, bold: bool) -> Face | None:
    """Choose the first face that has this letter; None where no face has it."""
    first = Face.BOLD if bold else Face.REGULAR
    return next((f for f in (first, *FALLBACKS) if ord(letter) in coverage(f)), None)


def display(text: str) -> str:
    """Make any text fit for one line: composed, without controls, nothing that cannot be drawn.

    Control characters, lone surrogates and letters that no face has become escapes.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if _drawable(c) else ascii(c)[1:-1] for c in composed)


def _drawable(letter: str) -> bool:
    return letter.isprintable() and face_of(letter, bold=False) is not None


def runs(line: str, *, bold: bool = False) -> Iterator[tuple[Face, str]]:
    """Cut a line into pieces that one face can draw, in painting order."""
    default = Face.BOLD if bold else Face.REGULAR
    for face, letters in groupby(line, lambda c: face_of(c, bold) or default):
        yield face, "".join(letters)


def shorten(text: str, width: float, measure: Measure) -> str:
    """Cut text to a width: an ellipsis in the middle keeps a name's beginning and its suffix."""
    if measure(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measure(_elided(text, middle)) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return _elided(text, low)


def _elided(text: str, kept: int) -> str:
    tail = kept * 2 // 5
    return text[: kept - tail].rstrip() + ELLIPSIS + (text[-tail:].lstrip() if tail else "")


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break text into lines of at most this width, inside a word only where it must."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if measure(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        *full, lines[-1] = _broken(word, width, measure)
        lines[-1:-1] = full
    return lines


def _broken(word: str, width: float, measure: Measure) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
