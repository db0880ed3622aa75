"""Which photos a search finds: by their text, their tags, and what stands of them.

What is searched for is looked up in the few names that there are, not in each of 100,000 rows:
the file is only asked which photos have the names that fit.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.review.connection import listed, storable
from core.review.database import Database
from core.vocabulary import Status, Verdict

ENOUGH: Final = 3
"""Letters from which on the beginning of a status or decision is meant."""
Called = Mapping[Status | Verdict, tuple[str, ...]]
"""What people may call a status or a decision."""


ENGLISH: Final[Called] = {member: (member.value, member.caption) for member in (*Status, *Verdict)}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that occur in a review.

    Attributes
    ----------
    classes : tuple of str
        Of the network in use: its tags, and what a catalog's terms mean.
    tags : tuple of str
        Decided on.
    reasons : tuple of str
        Given with decisions.
    """

    classes: tuple[str, ...]
    tags: tuple[str, ...]
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, database: Database) -> "Names":
        """Read them; indexes hold them all."""
        labels = database.rows(
            "SELECT labels FROM packs WHERE id = (SELECT value FROM meta WHERE key = 'pack')"
        )
        tags = database.rows("SELECT DISTINCT tag FROM photos WHERE tag <> ''")
        reasons = database.rows("SELECT DISTINCT reason FROM photos WHERE reason <> ''")
        return cls(
            tuple(json.loads(labels[0][0])) if labels else (),
            tuple(tag for (tag,) in tags),
            tuple(reason for (reason,) in reasons),
        )


def terms(text: str, names: Called = ENGLISH) -> list[str]:
    """Part what is searched for into words; a name of several words stays whole: not sure."""
    rest = f" {' '.join(text.casefold().split())} "
    found: list[str] = []
    known = {name.casefold() for several in names.values() for name in several}
    for phrase in sorted((name for name in known if " " in name), key=len, reverse=True):
        if f" {phrase} " in rest:
            found.append(phrase)
            rest = rest.replace(f" {phrase} ", " ")
    return [*found, *rest.split()]


def condition(term: str, names: Names, spoken: Called = ENGLISH) -> tuple[str, list[object]]:
    """Write which photos a word finds, as SQL with its values."""
    parts = ["SELECT photo FROM words WHERE instr(text, CAST(? AS TEXT))"]
    values: list[object] = [storable(term)]
    for column, known in (
        ("label", names.classes),
        ("catalog_label", names.classes),
        ("tag", names.tags),
        ("reason", names.reasons),
    ):
        if fitting := [name for name in known if _holds(name, term)]:
            # The comparison with "" lets SQLite use the indexes of photos that have one at all.
            parts.append(
                f"SELECT id FROM photos WHERE {column} <> ''"
                f" AND {column} IN (SELECT value FROM json_each(?))"
            )
            values.append(listed(fitting))
    meant = members(term, spoken)
    if statuses := [member.value for member in meant if isinstance(member, Status)]:
        parts.append("SELECT id FROM photos WHERE status IN (SELECT value FROM json_each(?))")
        values.append(listed(statuses))
    if ranks := [member.rank for member in meant if isinstance(member, Verdict)]:
        parts.append("SELECT id FROM photos WHERE verdict IN (SELECT value FROM json_each(?))")
        values.append(listed(ranks))
    return f"id IN ({' UNION ALL '.join(parts)})", values


def members(term: str, spoken: Called = ENGLISH) -> list[Status | Verdict]:
    """Give what a word calls: by its whole name, else by the beginning of a word of it."""
    folded = {member: [name.casefold() for name in several] for member, several in spoken.items()}
    whole = [member for member, several in folded.items() if term in several]
    if whole or len(term) < ENOUGH:
        return whole
    return [
        member
        for member, several in folded.items()
        if any(word.startswith(term) for name in several for word in name.split())
    ]


def _holds(name: str, term: str) -> bool:
    """Tell whether a name holds a word, hyphens left out: t-shirt is in Tshirts."""
    folded = name.casefold()
    if term in folded:
        return True
    joined = term.replace("-", "")
    return bool(joined) and joined in folded.replace("-", "").replace(" ", "")
