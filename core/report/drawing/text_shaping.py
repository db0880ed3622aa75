"""Letters in the order in which they are painted: joined Arabic, right to left, Devanagari's i.

Neither ReportLab nor Pillow's basic layout orders or joins letters, and the libraries that do
depend on what the machine has installed; a report must come out the same everywhere. Devanagari
is written without conjuncts, each virama shown, as Unicode allows where a font has none. The
rest is the part of the Unicode bidirectional algorithm (UAX 9) that names need: the line runs from
left to right, so that a file's suffix stays where it is looked for.
"""

import re
import unicodedata
from functools import cache
from typing import Final

MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
PRESENTATION_FORMS: Final = (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEFD))
_JOINED: Final = frozenset(PRESENTATION_FORMS)
RIGHT: Final = frozenset({"R", "AL"})
_LETTER: Final = "[\u0915-\u0939\u0958-\u095f\u0978-\u097f]\u093c?"
_SIGN_I: Final = re.compile(f"((?:{_LETTER}\u094d)*{_LETTER})(\u093f)")
"""Devanagari's short i, painted before the consonants behind which it is spelt."""

NUMBER: Final = frozenset({"EN", "AN", "ES", "ET", "CS"})


def right_to_left(text: str) -> bool:
    """Whether any letter of this text runs from right to left."""
    return any(unicodedata.bidirectional(c) in RIGHT for c in text)


def visual(text: str) -> str:
    """Order a line as it is to be painted from left to right, with Arabic letters joined."""
    text = _SIGN_I.sub(r"\2\1", text)
    if not right_to_left(text):
        return text
    clusters = _clusters(_joined(text))
    kinds = [unicodedata.bidirectional(c[0]) for c in clusters]
    painted: list[str] = []
    start = 0
    while start < len(clusters):
        if kinds[start] not in RIGHT:
            painted.append(clusters[start])
            start += 1
            continue
        end = _run_end(kinds, start)
        painted += _reversed(clusters[start:end], kinds[start:end])
        start = end
    return "".join(painted)


def spelt(letter: str) -> str:
    """Give the letters that a painted one stands for: those of a joined form, else itself."""
    joined = ord(letter) in _JOINED
    return unicodedata.normalize("NFKC", letter) if joined else letter


def _run_end(kinds: list[str], start: int) -> int:
    """Find where a right-to-left run ends: behind its last letter or the number after it."""
    end = start
    for position in range(start, len(kinds)):
        if kinds[position] == "L":
            break
        if kinds[position] in RIGHT or kinds[position] in {"EN", "AN"}:
            end = position
    return end + 1


def _reversed(clusters: list[str], kinds: list[str]) -> list[str]:
    """Turn a run round, its numbers excepted, and mirror its brackets."""
    turned: list[str] = []
    number: list[str] = []
    for cluster, kind in zip(clusters, kinds, strict=True):
        if kind in NUMBER:
            number.append(cluster)
            continue
        turned += [*reversed(number), cluster.translate(MIRRORED)]
        number = []
    turned += reversed(number)
    return turned[::-1]


def _clusters(text: str) -> list[str]:
    """Keep marks with the letter that carries them."""
    clusters: list[str] = []
    for c in text:
        if clusters and unicodedata.combining(c):
            clusters[-1] += c
        else:
            clusters.append(c)
    return clusters


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Give the presentation forms of each Arabic letter, from the Unicode data itself."""
    forms: dict[str, dict[str, str]] = {}
    for point in PRESENTATION_FORMS:
        kind, *letters = unicodedata.decomposition(chr(point)).split() or [""]
        if kind.startswith("<") and letters:
            base = "".join(chr(int(letter, 16)) for letter in letters)
            forms.setdefault(base, {})[kind.strip("<>")] = chr(point)
    return forms


def _joined(text: str) -> str:
    """Replace Arabic letters by the form that their neighbours call for."""
    forms = _forms()
    letters: list[str] = []
    for c in text:
        if letters and letters[-1] + c in forms and letters[-1] == "\N{ARABIC LETTER LAM}":
            letters[-1] += c
        else:
            letters.append(c)
    carriers = [i for i, c in enumerate(letters) if not unicodedata.combining(c[0])]
    shaped = list(letters)
    for place, i in enumerate(carriers):
        before = letters[carriers[place - 1]] if place else ""
        after = letters[carriers[place + 1]] if place + 1 < len(carriers) else ""
        shaped[i] = _form(letters[i], before, after)
    return "".join(shaped)


def _form(letter: str, before: str, after: str) -> str:
    own = _forms().get(letter, {})
    joins_before = "initial" in _forms().get(before, {}) and "final" in own
    joins_after = "initial" in own and "final" in _forms().get(after, {})
    if joins_before and joins_after:
        return own["medial"]
    if joins_before:
        return own["final"]
    return own["initial"] if joins_after else own.get("isolated", letter)
