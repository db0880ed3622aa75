"""Other people's class names, brought to the pack's: exact, case, plural, or by hand."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_WORDS: Final = re.compile(r"[^\W_]+")
_SIBILANT: Final = ("ses", "xes", "ches", "shes", "zes")
_SINGULAR_IN_S: Final = ("ss", "us", "is")


class ClassMap:
    """Finds the pack's class that a foreign name means.

    Parameters
    ----------
    labels : sequence of str
        The pack's classes.
    by_hand : mapping of str to str
        Foreign names that the reviewer assigned; they count before everything else.
    """

    def __init__(self, labels: Sequence[str], by_hand: Mapping[str, str] | None = None) -> None:
        known = set(labels)
        self._exact = {label: label for label in labels}
        self._by_hand = {
            plain(name): label for name, label in (by_hand or {}).items() if label in known
        }
        forms = Counter(plain(label) for label in labels)
        # Two classes of one form, such as Top and Tops, can only be told apart exactly.
        self._plain = {plain(label): label for label in labels if forms[plain(label)] == 1}

    def find(self, name: str) -> str | None:
        """Give the class that a name means, None where there is none."""
        form = plain(name)
        return self._by_hand.get(form) or self._exact.get(name.strip()) or self._plain.get(form)

    def unknown(self, names: Iterable[str]) -> Counter[str]:
        """Count the names that mean no class, for the reviewer to assign."""
        return Counter(name for name in names if self.find(name) is None)


def plain(name: str) -> str:
    """Give a name without case, signs, spaces and plural: "T-Shirts" and "tshirt" agree."""
    return _singular("".join(_WORDS.findall(name.casefold())))


def _singular(word: str) -> str:
    """Cut an English plural; words that are always plural lose their s on both sides alike."""
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_SINGULAR_IN_S):
        return word[:-1]
    return word
