"""Which tags somebody means by a few letters: by their names, by other words, or mistyped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Final

from core.catalog.class_map import letters, plain, unaccented
from core.catalog.taxonomy import everyday_words

ENOUGH: Final = 3
"""Letters from which on the beginning of another word is a hint."""
TYPED_WHOLE: Final = 5
"""Letters from which on a beginning or another word may be mistyped; fewer are near too much."""


class Nearness(IntEnum):
    """How what was typed is near a tag, the nearest first."""

    SAME = 0
    OTHER_WORD = 1
    BEGINS = 2
    WORD_BEGINS = 3
    HOLDS = 4
    OTHER_WORD_BEGINS = 5
    MISTYPED = 6
    MISTYPED_TWICE = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A tag that may be meant.

    Attributes
    ----------
    name : str
    by : str
        The other word for it that was typed; empty where it was the name itself.
    """

    name: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A name or another word, in the forms that are compared.

    Attributes
    ----------
    text : str
    plain, letters : str
        As `class_map` gives them.
    words : tuple of str
        What follows each beginning of a word but the first, as letters.
    """

    text: str
    plain: str
    letters: str
    words: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, text: str) -> "_Written":
        parts = unaccented(text).replace("-", " ").split()
        behind = tuple(letters(" ".join(parts[start:])) for start in range(1, len(parts)))
        return cls(text, plain(text), letters(text), behind)


class TagFinder:
    """Finds tags by what somebody types.

    Parameters
    ----------
    names : sequence of str
        Classes and added tags; where two are as near, the earlier one comes first.
    words : mapping of str to sequence of str, optional
        Other words with the names that each may mean; those that ship where left out.
    """

    def __init__(
        self, names: Sequence[str], words: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._names = [_Written.of(name) for name in dict.fromkeys(names)]
        self._place = {name.text: place for place, name in enumerate(self._names)}
        self._words = [
            (word, meant)
            for word, labels in (_shipped() if words is None else _written(words))
            if (meant := [label for label in labels if label in self._place])
        ]

    def find(self, typed: str) -> list[Found]:
        """Give the tags that may be meant, the nearest first; all where nothing is typed."""
        if not letters(typed):
            wanted = typed.strip().casefold()
            return [Found(name.text) for name in self._names if wanted in name.text.casefold()]
        best: dict[str, tuple[Nearness, int, Found]] = {}
        for nearness, rank, found in self._all(_Written.of(typed)):
            if found.name not in best or (nearness, rank) < best[found.name][:2]:
                best[found.name] = nearness, rank, found
        return [found for _, _, found in sorted(best.values(), key=lambda one: one[:2])]

    def _all(self, typed: _Written) -> Iterator[tuple[Nearness, int, Found]]:
        """Give every way in which tags are near; of as near ones the rank decides."""
        for place, name in enumerate(self._names):
            if (nearness := _by_name(typed, name)) is not None:
                yield nearness, place, Found(name.text)
        for word, meant in self._words:
            if (nearness := _by_word(typed, word)) is not None:
                for order, label in enumerate(meant):
                    # A word's own order says what it means first; names as near come before it.
                    whole = nearness is Nearness.OTHER_WORD
                    rank = order if whole else len(self._names) + self._place[label]
                    yield nearness, rank, Found(label, word.text)


def _by_name(typed: _Written, name: _Written) -> Nearness | None:
    if typed.plain == name.plain:
        return Nearness.SAME
    if name.letters.startswith(typed.letters):
        return Nearness.BEGINS
    if any(rest.startswith(typed.letters) for rest in name.words):
        return Nearness.WORD_BEGINS
    if typed.letters in name.letters:
        return Nearness.HOLDS
    return _mistyped(typed, (name.plain, name.letters, *name.words))


def _by_word(typed: _Written, word: _Written) -> Nearness | None:
    if typed.plain == word.plain:
        return Nearness.OTHER_WORD
    if len(typed.letters) >= ENOUGH and word.letters.startswith(typed.letters):
        return Nearness.OTHER_WORD_BEGINS
    if len(typed.letters) < TYPED_WHOLE:
        return None
    mistyped = _mistyped(typed, (word.letters,))
    return mistyped if mistyped is Nearness.MISTYPED else None  # twice, a thousand words are near


def _mistyped(typed: _Written, forms: Iterable[str]) -> Nearness | None:
    """Tell whether a form, or its beginning, was typed with an error or two.

    An error is a letter too much, too few, another one, or two that changed places; the first
    letter is right. That distance is Damerau's, DOI 10.1145/363958.363994, in its restricted form.
    """
    from rapidfuzz.distance import OSA

    allowed = errors_allowed(len(typed.letters))
    if not allowed:
        return None
    made = min(
        (
            OSA.distance(typed.letters, form[:end], score_cutoff=allowed)
            for form in forms
            if form[:1] == typed.letters[:1]
            for end in _ends(len(typed.letters), len(form))
        ),
        default=allowed + 1,
    )
    if made > allowed:
        return None
    return Nearness.MISTYPED if made <= 1 else Nearness.MISTYPED_TWICE


def errors_allowed(typed: int) -> int:
    """Give how many errors so many letters may hold: a short word is near too many others."""
    return 0 if typed < 4 else 1 if typed < 7 else 2


def _ends(typed: int, whole: int) -> set[int]:
    """Give how much of a word may have been typed: all of it, or about as many letters."""
    if typed < TYPED_WHOLE:
        return {whole}
    return {whole, *(end for end in (typed - 1, typed, typed + 1) if end < whole)}


def warm_up() -> None:
    """Read the words that ship and what compares them, before somebody waits for it."""
    TagFinder(()).find("")
    _mistyped(_Written.of("shirt"), ("short",))


@lru_cache(maxsize=1)
def _shipped() -> list[tuple[_Written, tuple[str, ...]]]:
    return _written(everyday_words())


def _written(words: Mapping[str, Sequence[str]]) -> list[tuple[_Written, tuple[str, ...]]]:
    return [(_Written.of(word), tuple(labels)) for word, labels in words.items()]
