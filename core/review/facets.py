"""How many photos each value of a facet would list, beside what else is chosen.

A facet's own choice does not narrow its own counts: they say what a tick more would bring. Every
other facet, the search and the view do. SQLite counts; a few rows a facet come back.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final, assert_never

from core.review.conditions import COLUMNS, Condition, of_facets
from core.review.database import Database
from core.review.queue import Queue
from core.review.records import verdict_of
from core.review.searching import ENGLISH, Called
from core.review.views import Filter, View
from core.vocabulary import Facet

FacetCounts = Mapping[Facet, Counter[str]]
"""Photos by the value of each facet, products once; a value that lists nothing is not there."""
_READ: Final = "path, tag, label, status, verdict, catalog_tag, catalog_label, badge"
"""What tells the values of all facets."""


def count_facets(
    database: Database,
    view: View,
    within: Filter,
    spoken: Called = ENGLISH,
    facets: Collection[Facet] = tuple(Facet),
) -> FacetCounts:
    """Count the photos of a view by the values of facets.

    Parameters
    ----------
    within : Filter
        What is asked beside the view.
    spoken : mapping of Status or Verdict to tuple of str
        What they are called where somebody searches for them.
    facets : collection of Facet
        Those that are counted: each costs as much as a list.
    """
    if not facets:
        return {}
    read = f"{_READ}, path_key" if within.folders else _READ
    seen = Queue(database).asked(view, within, spoken, facets=False)
    parts = [_part(facet, within) for facet in facets]
    rows = database.rows(
        f"WITH seen AS MATERIALIZED (SELECT {read} FROM photos WHERE {seen.sql}) "
        + " UNION ALL ".join(part.sql for part in parts),
        [*seen.values, *(value for part in parts for value in part.values)],
    )
    return {
        facet: _by_value(facet, (row[1:] for row in rows if row[0] == facet)) for facet in facets
    }


def _part(facet: Facet, within: Filter) -> Condition:
    """Write the counting of one facet; the others narrow it."""
    others = Condition.all_of(of_facets(within, without=facet))
    return Condition(
        f"SELECT '{facet}', {COLUMNS[facet]} AS value, count(*) FROM seen"
        f" WHERE {others.sql} GROUP BY value",
        others.values,
    )


def _by_value(facet: Facet, rows: Iterable[tuple[object, ...]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for value, count in rows:
        assert isinstance(count, int)
        for name in _names(facet, value):
            counted[name] += count
    return counted


def _names(facet: Facet, value: object) -> list[str]:
    """Give the values that a row counts for: a folder's photos are in all folders above as well."""
    match facet:
        case Facet.DECISION:
            assert isinstance(value, int)
            return [verdict_of(value)]
        case Facet.FOLDER:
            return _folders(str(value))
        case Facet.CLASS | Facet.STATUS | Facet.TERM | Facet.AGREEMENT | Facet.BADGE:
            return [str(value or "")]
        case _:
            assert_never(facet)


def _folders(ending: str) -> list[str]:
    """Give a folder and those above it, as a Filter names them: "a/b/" is in a/b, a and ""."""
    folder = PurePosixPath(ending)
    above = [one.as_posix() for one in (folder, *folder.parents)]
    return ["" if name == "." else name for name in above]
