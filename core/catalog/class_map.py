"""A shop's category terms, brought to the network's classes: by hand, by the table, by form.

A term is what stands in a category cell: a word, a path `A > B > C`, a list of such, or codes.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from typing import Final

_WORDS: Final = re.compile(r"[^\W_]+")
_SIBILANT: Final = ("ses", "xes", "ches", "shes", "zes")
_SINGULAR_IN_S: Final = ("ss", "us", "is")
_LEVELS: Final = re.compile(r"\s*(?:>|»|›|→|::?|/|\\|#)\s*|\s+[-–]\s+")
_NUMBERED: Final = re.compile(r"^\s*\d+\s*[-–:.]?\s+|\s*[(\[#]\s*\d+\s*[)\]]?\s*$")
"""Numbers that systems write in front of a category or behind it: `Shirts (76003)`."""
_JSON_ITEM: Final = re.compile(r"""\{[^{}]*\}|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
_JSON_TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
"""A text, and the colon that makes a name of it."""
_LATEST_ACCENT: Final = 0x3000
_LIST: Final = re.compile(r"[,;|\r\n]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means.

    Attributes
    ----------
    labels : tuple of str
        Classes that it fits: one where it is clear, several where it is not, none.
    start, end : int
        The part of the cell that says so; the whole of it where it is no list.
    """

    labels: tuple[str, ...]
    start: int
    end: int

    @property
    def label(self) -> str | None:
        """The class, None where there is none or more than one."""
        return self.labels[0] if len(self.labels) == 1 else None


class ClassMap:
    """Finds the pack's class that a foreign term means.

    Parameters
    ----------
    labels : sequence of str
        The pack's classes.
    by_hand : mapping of str to str
        Terms that somebody assigned; they count before everything else.
    known : mapping of str to tuple of str
        Terms of published taxonomies and synonyms, with the classes that each may mean.
    wearers : collection of str
        Words that say whom a thing is for, which does not tell what it is.
    """

    def __init__(
        self,
        labels: Sequence[str],
        by_hand: Mapping[str, str] | None = None,
        known: Mapping[str, tuple[str, ...]] | None = None,
        wearers: Collection[str] = (),
    ) -> None:
        have = self._have = frozenset(labels)
        self._exact = {label: label for label in labels}
        self._by_hand = {
            plain(name): label for name, label in (by_hand or {}).items() if label in have
        }
        self._known = self._fitting(known or {})
        self._wearers = frozenset(map(plain, wearers))
        forms = Counter(plain(label) for label in labels)
        # Two classes of one form, such as Top and Tops, can only be told apart exactly.
        self._plain = {plain(label): label for label in labels if forms[plain(label)] == 1}
        self._found: dict[str, Meaning] = {}

    def _fitting(self, known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        meant = {plain(name): tuple(label for label in labels if label in self._have)
                 for name, labels in known.items()}  # fmt: skip
        return {name: labels for name, labels in meant.items() if labels}

    def also(self, known: Mapping[str, tuple[str, ...]]) -> "ClassMap":
        """Give a map that knows these terms too, after all others; itself where there are none."""
        if not known:
            return self
        more = copy(self)
        more._known = {**self._fitting(known), **self._known}
        more._found = {}
        return more

    def find(self, term: str) -> str | None:
        """Give the class that a term means, None where there is none, or more than one."""
        return self.meaning(term).label

    def meaning(self, term: str) -> Meaning:
        """Give what a term means and which part of it says so."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self._meaning(term)
        return found

    def unknown(self, names: Iterable[str]) -> Counter[str]:
        """Count the names that mean no class, for the reviewer to assign."""
        return Counter(name for name in names if self.find(name) is None)

    def _meaning(self, term: str) -> Meaning:
        whole = self._whole(term)
        if whole:
            return Meaning(whole, 0, len(term))
        found = [(labels, start, end) for start, end, paths in _items(term)
                 if (labels := next(filter(None, map(self._path, paths)), ()))]  # fmt: skip
        clear = [one for one in found if len(one[0]) == 1] or found
        labels = tuple(dict.fromkeys(label for one in clear for label in one[0]))
        if len({one[0] for one in clear}) == 1:
            return Meaning(labels, clear[0][1], clear[-1][2])
        return Meaning(labels, 0, len(term))

    def _path(self, path: str) -> tuple[str, ...]:
        """Give the classes of a path's deepest part that means any."""
        if whole := self._whole(path):
            return whole
        for part in reversed(_levels(path)):
            if labels := self._word(part):
                return labels
        return ()

    def _whole(self, path: str) -> tuple[str, ...]:
        """Give the classes of a path that is known as a whole; its last part decides among them."""
        labels = self._word(path)
        if len(labels) > 1:
            last = self._word(_levels(path)[-1])
            return last if len(last) == 1 and last[0] in labels else labels
        return labels

    def _word(self, name: str) -> tuple[str, ...]:
        return self._form(name) or next(filter(None, map(self._form, self._barer(name))), ())

    def _barer(self, name: str) -> Iterator[str]:
        """Give a name without its number, and without whom it is for; none for lists and paths."""
        if _LIST.search(name) or _LEVELS.search(name):
            return
        bare = _NUMBERED.sub("", name)
        if bare != name:
            yield bare
        words = _WORDS.findall(bare)
        kept = [word for word in words if plain(word) not in self._wearers]
        if 0 < len(kept) < len(words):
            yield " ".join(kept)

    def _form(self, name: str) -> tuple[str, ...]:
        form = plain(name)
        if label := self._by_hand.get(form) or self._exact.get(name.strip()):
            return (label,)
        if label := self._plain.get(form):
            return (label,)
        return self._known.get(form, ())


def _levels(path: str) -> list[str]:
    return [part for part in _LEVELS.split(path.strip()) if part] or [path]


def is_json(cell: str) -> bool:
    """Whether a cell holds a list or an object in JSON."""
    return cell.strip()[:1] + cell.strip()[-1:] in ("[]", "{}")


def _json_items(term: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give where objects and texts stand, and the texts that are in each."""
    for found in _JSON_ITEM.finditer(term):
        if found[0].startswith("{"):
            texts = [text[1] for text in _JSON_TEXT.finditer(found[0]) if not text[2]]
            yield found.start(), found.end(), list(map(_unescaped, texts))
        else:
            yield found.start() + 1, found.end() - 1, [_unescaped(found[0][1:-1])]


def _unescaped(text: str) -> str:
    with suppress(ValueError):
        return str(json.loads(f'"{text}"'))
    return text


def _items(term: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give where the items of a list stand, without the spaces around them, and what they say."""
    if is_json(term):
        yield from _json_items(term)
        return
    start = 0
    for end in (*(found.start() for found in _LIST.finditer(term)), len(term)):
        piece = term[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield start + lead, start + len(piece.rstrip()), [piece.strip()]
        start = end + 1


def plain(name: str) -> str:
    """Give a name without case, accents, signs, spaces and plural.

    "T-Shirts" and "tshirt" agree, "Écharpes" and "echarpe".
    """
    return _singular(letters(name))


def letters(name: str) -> str:
    """Give a name's letters and digits alone, without case and accents."""
    return "".join(_WORDS.findall(unaccented(name)))


def unaccented(name: str) -> str:
    """Give a name without case and accents."""
    if not name.isascii():
        parted = unicodedata.normalize("NFKD", name.casefold())
        # Without their marks, Japanese letters would be others.
        bare = (c for c in parted if not unicodedata.combining(c) or ord(c) > _LATEST_ACCENT)
        name = unicodedata.normalize("NFC", "".join(bare))
    return name.casefold()


def _singular(word: str) -> str:
    """Cut an English plural; words that are always plural lose their s on both sides alike."""
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_SINGULAR_IN_S):
        return word[:-1]
    return word
