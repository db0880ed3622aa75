"""The lists of a review, answered by the file's indexes.

Everything comes back as ids only; a list of 100,000 photos asks for the rows that it shows. A
product is in a list once, as its lead photo, and counts once.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.review.conditions import CARRIED, UNREADABLE, Condition, asked, of_facets, there
from core.review.database import Database
from core.review.records import verdict_of
from core.review.searching import ENGLISH, Called, Names, condition, terms
from core.review.sorting import FAMILY, SORTINGS
from core.review.views import NOTHING_ASKED, VIEWS, Filter, View
from core.vocabulary import PENDING, TAGGED, Verdict, ViewKey

Grouped = tuple[NDArray[np.int64], list[str]]
"""Photo ids (N,), and the class that stands for each, empty where there is none yet."""
EVERY: Final = -1
"""Any number of photos, as SQLite says it."""
_TOGETHER: Final = 10_000
"""Ids, or signs of their text, that are turned into others at once."""
_BETWEEN: Final = "\x1f"
"""Parts names; in none of them."""


_CARRIED: Final = (
    f"CASE WHEN verdict IN ({', '.join(str(verdict.rank) for verdict in TAGGED)})"
    " THEN tag ELSE label END"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many photos stand where, missing ones left out; several of one product are one.

    Attributes
    ----------
    by_verdict : Counter of Verdict
    unreadable_by_verdict : Counter of Verdict
        Those of them of which no file can be read.
    by_view : dict of ViewKey to int
        Photos of every view.
    by_tag : Counter of str
        Photos by the tag decided on.
    """

    by_verdict: Counter[Verdict]
    unreadable_by_verdict: Counter[Verdict]
    by_view: dict[ViewKey, int]
    by_tag: Counter[str]

    @property
    def total(self) -> int:
        """All photos."""
        return sum(self.by_verdict.values())

    @property
    def to_do(self) -> int:
        """Photos without a decision, skipped ones included, that can be read."""
        return self.of(PENDING, unreadable=False)

    @property
    def unreadable(self) -> int:
        """Photos without a decision that cannot be read."""
        return self.of(PENDING, unreadable=True)

    @property
    def done(self) -> int:
        """Photos with a tag."""
        return self.of(TAGGED)

    @property
    def flagged(self) -> int:
        """Photos set aside."""
        return self.of((Verdict.FLAGGED,))

    def of(self, verdicts: Iterable[Verdict], *, unreadable: bool | None = None) -> int:
        """Photos with one of these verdicts: all, those that cannot be read, or the others."""
        counted = self.by_verdict
        if unreadable is not None:
            broken = self.unreadable_by_verdict
            counted = broken if unreadable else counted - broken
        return sum(counted[verdict] for verdict in verdicts)


class Queue:
    """The lists of one review."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(
        self,
        view: View = VIEWS[ViewKey.DOUBTFUL],
        within: Filter = NOTHING_ASKED,
        spoken: Called = ENGLISH,
        most: int = EVERY,
    ) -> NDArray[np.int64]:
        """Give the photos of a view, in its order.

        Parameters
        ----------
        view : View
        within : Filter
            What is asked beside the view.
        spoken : mapping of Status or Verdict to tuple of str
            What they are called where somebody searches for them.
        most : int
            So many at most, the first ones.

        Returns
        -------
        (N,) int64
            Photo ids.
        """
        found, order, values = self._sorted(view, within, spoken)
        query = f"SELECT id FROM photos WHERE {found} ORDER BY {order} LIMIT {most}"
        # One long text crosses from SQLite to NumPy three times faster than 100,000 rows.
        text = self._database.rows(f"SELECT group_concat(id) FROM ({query})", values)[0][0]
        return _numbers(text)

    def around(
        self,
        photo: int | None,
        most: int,
        view: View = VIEWS[ViewKey.DOUBTFUL],
        within: Filter = NOTHING_ASKED,
        spoken: Called = ENGLISH,
    ) -> list[int]:
        """Give so many photos of a view, in its order: those around one, or else its first.

        The first come as fast of a million as of a few, where an index has the order.
        """
        if photo is None:
            return list(map(int, self.ids(view, within, spoken, most)))
        photos = self.ids(view, within, spoken)
        places = np.flatnonzero(photos == photo)
        start = max(0, int(places[0]) - most // 2) if len(places) else 0
        return list(map(int, photos[start : start + most]))

    def ids_by_class(
        self, view: View, within: Filter = NOTHING_ASKED, spoken: Called = ENGLISH
    ) -> Grouped:
        """Give the photos of a view class by class, in the view's order within each."""
        found, order, values = self._sorted(view, within, spoken)
        query = (
            f"SELECT id, {CARRIED} AS carried FROM photos WHERE {found}"
            f" ORDER BY carried IS NULL, carried COLLATE NOCASE, carried, {order}"
        )
        ids, names = self._database.rows(
            f"SELECT group_concat(id), group_concat(ifnull(carried, ''), char(31)) FROM ({query})",
            values,
        )[0]
        return _numbers(ids), [] if ids is None else names.split(_BETWEEN)

    def _sorted(self, view: View, within: Filter, spoken: Called) -> tuple[str, str, list[object]]:
        """Write what is asked and how it is sorted, with the values of both in their order."""
        found = self.asked(view, within, spoken)
        values = list(found.values)
        order = _order(SORTINGS[view.order].columns, view.descending)
        if FAMILY in order:
            order = order.replace(FAMILY, _head_of_family(self._families(), values))
        return found.sql, order, values

    def asked(
        self, view: View, within: Filter, spoken: Called = ENGLISH, *, facets: bool = True
    ) -> Condition:
        """Write which photos a view holds within what is asked beside it.

        Parameters
        ----------
        facets : bool
            Whether what is chosen beside the view by facets counts; the view's own always does.
        """
        parts = [
            there(view.filter),
            *of_facets(view.filter),
            *asked(view.filter, view.order),
            *asked(within),
            *(self._found(one.text, spoken) for one in (view.filter, within) if one.text),
        ]
        return Condition.all_of(parts + (of_facets(within) if facets else []))

    def _found(self, text: str, spoken: Called) -> Condition:
        """Write which photos a search finds: those that have all its words."""
        names = Names.of(self._database)
        found = (condition(term, names, spoken) for term in terms(text, spoken))
        return Condition.all_of(Condition(sql, tuple(values)) for sql, values in found)

    def _families(self) -> list[list[str]]:
        """Give the families of the network whose answers are shown."""
        rows = self._database.rows(
            "SELECT families FROM packs WHERE id = (SELECT value FROM meta WHERE key = 'pack')"
        )
        families: list[list[str]] = json.loads(rows[0][0]) if rows else []
        return families

    def counts(self) -> Counts:
        """Count the photos; 10 ms for 100,000."""
        # The plus has SQLite find the few by their sureness instead of walking all by verdict.
        unreadable = self._by_verdict(UNREADABLE, "+verdict")
        every = self._by_verdict("behind = 0", "verdict")
        counts = Counts(every, unreadable, {}, self._decided_tags())
        counts.by_view.update((key, self._count(view, counts)) for key, view in VIEWS.items())
        return counts

    def _by_verdict(self, condition: str, groups: str) -> Counter[Verdict]:
        counted: Counter[Verdict] = Counter()
        for rank, count in self._database.rows(
            f"SELECT verdict, count(*) FROM photos WHERE missing = 0 AND {condition}"
            f" GROUP BY {groups}"
        ):
            counted[verdict_of(rank)] += count
        return counted

    def _decided_tags(self) -> Counter[str]:
        """Count photos by the tag decided on; the index holds it all."""
        rows = self._database.rows(
            "SELECT tag, count(*) FROM photos WHERE tag <> '' AND missing = 0 AND behind = 0"
            " GROUP BY tag"
        )
        return Counter(dict(rows))

    def _count(self, view: View, counts: Counts) -> int:
        """Count a view; one that asks for verdicts alone is counted already."""
        own = view.filter
        if replace(own, verdicts=(), unreadable=None) == Filter():
            chosen = map(Verdict, own.verdicts or Verdict)
            return counts.of(chosen, unreadable=own.unreadable)
        found = self.asked(view, NOTHING_ASKED)
        query = f"SELECT count(*) FROM photos WHERE {found.sql}"
        return int(self._database.rows(query, found.values)[0][0])

    def labels(self) -> list[tuple[str, int]]:
        """Give the network's tags that occur, with how many photos have each, most first."""
        return self._database.rows(
            "SELECT label, count(*) FROM photos WHERE label IS NOT NULL AND behind = 0"
            " GROUP BY label ORDER BY count(*) DESC, label"
        )

    def carried(self) -> Counter[str]:
        """Count photos by the class that stands for them: decided, else the network's."""
        rows = self._database.rows(
            f"SELECT {_CARRIED} AS carried, count(*)"
            " FROM photos WHERE missing = 0 AND carried IS NOT NULL GROUP BY carried"
        )
        return Counter(dict(rows))

    def tagged(self, tag: str) -> list[int]:
        """Give the photos for which this tag stands: decided, else the network's."""
        query = f"SELECT id FROM photos WHERE missing = 0 AND behind = 0 AND {_CARRIED} = ?"
        return [photo for (photo,) in self._database.rows(query, (tag,))]


def _head_of_family(families: Sequence[Sequence[str]], values: list[object]) -> str:
    """Write each family's first class; a class without family is a family of its own."""
    heads = [(member, family[0]) for family in families for member in family]
    if not heads:
        return "label"
    for head in heads:
        values += head
    whens = " ".join(["WHEN ? THEN ?"] * len(heads))
    return f"CASE label {whens} ELSE label END"


def one_by_one(photos: NDArray[np.int64]) -> Iterator[int]:
    """Give ids as Python's integers: a million made at once hold all threads up for 50 ms."""
    parts = range(0, len(photos), _TOGETHER)
    return chain.from_iterable(photos[start : start + _TOGETHER].tolist() for start in parts)


def _numbers(text: str | None) -> NDArray[np.int64]:
    """Read ids, a part at a time, for the same reason."""
    read, start, text = [np.empty(0, np.int64)], 0, text or ""
    while start < len(text):
        end = text.find(",", start + _TOGETHER)
        part = text[start:] if end < 0 else text[start:end]
        read.append(np.fromstring(part, dtype=np.int64, sep=","))
        start += len(part) + 1
    return np.concatenate(read)


def _order(columns: Sequence[str], descending: bool) -> str:
    if not descending:
        return ", ".join(columns)
    return ", ".join(
        column.removesuffix(" DESC") if column.endswith(" DESC") else f"{column} DESC"
        for column in columns
    )
