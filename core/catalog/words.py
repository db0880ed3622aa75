"""Words that shops head their columns with, in the languages of large shop systems.

They propose; what the cells hold decides (`roles`). `resources/taxonomy/column_words.csv` has
them: without case, accents and signs, as `tokens` gives them.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core import paths

LONGEST: Final = 200
"""Characters; what stands behind them is no part of a name."""
_SIGNS: Final = re.compile(r"[\W_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_WORDS: Final = 6
_CJK: Final = 0x3000
_BESIDE_PHOTO: Final = "beside photo"


class Role(StrEnum):
    """What a column can be."""

    PHOTO = "photo"
    GROUP = "group"
    KEY = "key"
    CATEGORY = "category"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of column names.

    Attributes
    ----------
    roles : dict of Role to dict of str to float
        Words of each role, with how much they speak for it.
    beside_photo : frozenset of str
        Beside "image" these speak about one: its position, its text.
    other : frozenset of str
        Names without a role; they tell a head row from a row of values.
    """

    roles: dict[Role, dict[str, float]]
    beside_photo: frozenset[str]
    other: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the table that ships."""
    roles: dict[Role, dict[str, float]] = {role: {} for role in Role}
    rest: dict[str, set[str]] = {_BESIDE_PHOTO: set(), "other": set()}
    file = paths.resources() / "taxonomy" / "column_words.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["role"] in rest:
                rest[row["role"]].add(row["word"])
            else:
                roles[Role(row["role"])][row["word"]] = float(row["weight"])
    return Lexicon(roles, frozenset(rest[_BESIDE_PHOTO]), frozenset(rest["other"]))


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """Give a column name's words without case and accents; marks of languages stay words."""
    parted = _CAMEL.sub(" ", name[:LONGEST])
    flat = unicodedata.normalize("NFKD", parted.casefold().replace("ß", "ss").replace("ł", "l"))
    plain = "".join(c for c in flat if not unicodedata.combining(c) or ord(c) > 0x3000)
    return tuple(word for word in _SIGNS.split(unicodedata.normalize("NFKC", plain)) if word)


@lru_cache(maxsize=4096)
def rank(name: str, role: Role) -> float:
    """Tell how much a column's name speaks for a role, in [0, 1].

    The whole name counts fully, a run of its words a little less, by how much of it they are.
    """
    bare = [word.rstrip("0123456789") or word for word in tokens(name) if not word.isdigit()]
    if role is Role.PHOTO and len(bare) > 1 and lexicon().beside_photo & set(bare):
        return 0.0
    known = lexicon().roles[role]
    best = max((_inside(word, known) for word in bare if ord(word[0]) > _CJK), default=0.0)
    for start in range(len(bare)):
        for end in range(start + 1, len(bare) + 1):
            share = (end - start) / len(bare)
            best = max(best, known.get("".join(bare[start:end]), 0.0) * (0.7 + 0.3 * share))
    return best


def _inside(word: str, known: dict[str, float]) -> float:
    """Tell what a word of a script without spaces says: the part of it that is known."""
    return max(
        (0.9 * weight for part, weight in known.items()
         if len(part) > 1 and ord(part[0]) > _CJK and part in word),
        default=0.0,
    )  # fmt: skip


def is_head_word(name: str) -> bool:
    """Whether a cell reads like the name of a column."""
    words = tokens(name)
    if not words or len(words) > _MOST_WORDS:
        return False
    joined = {"".join(words), *words, *(word.rstrip("0123456789") for word in words)}
    unspaced = [word for word in words if ord(word[0]) > _CJK]
    parts = [part for part in lexicon().other if len(part) > 1 and ord(part[0]) > _CJK]
    if any(part in word for word in unspaced for part in parts):
        return True
    return bool(joined & lexicon().other) or any(rank(name, role) >= 0.55 for role in Role)
