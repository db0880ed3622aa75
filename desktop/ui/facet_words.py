"""How what narrows a list is called: values of facets, and a chip for each thing asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import QDateTime, Qt

from core.natural import folded, path_key
from core.review.views import Filter
from core.vocabulary import Agreement, Facet, Status, Trust, Verdict
from desktop.ui.language import caption_of, tr
from desktop.ui.words import STATUS_SIGNS

if TYPE_CHECKING:
    from core.review.facets import FacetCounts

NS: Final = 10**9
NOT_TAGGED: Final = tr("Not tagged yet")
WITHOUT: Final = {
    Facet.CLASS: NOT_TAGGED,
    Facet.TERM: tr("Not in the catalog"),
    Facet.FOLDER: tr("The folder itself"),
}
"""What photos without a name are called."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows a list.

    Attributes
    ----------
    kind : str
        What is asked about; empty for a search and for what speaks for itself.
    words : str
        What is asked.
    rest : Filter
        All that is still asked once it is taken away.
    """

    kind: str
    words: str
    rest: Filter

    @property
    def text(self) -> str:
        """Both in a line."""
        return f"{self.kind}: {self.words}" if self.kind else self.words


def value_words(facet: Facet, value: str) -> str:
    """Say what a value of a facet is called; the empty one is that of photos without any."""
    match facet:
        case Facet.CLASS | Facet.TERM | Facet.FOLDER:
            return value or WITHOUT[facet]
        case Facet.STATUS:
            return STATUS_SIGNS[Status(value) if value else None].word
        case Facet.DECISION:
            return caption_of(Verdict(value))
        case Facet.AGREEMENT:
            return caption_of(Agreement(value)) if value else tr("Nothing to compare")
        case Facet.BADGE:
            return caption_of(Trust(value)) if value else tr("Not explained yet")
        case _:
            assert_never(facet)


def in_order(facet: Facet, values: Iterable[str]) -> list[str]:
    """Sort values of a facet: closed sets as everywhere, others by name; none comes last.

    What another version of the program has written into a closed set is left out.
    """
    match facet:
        case Facet.STATUS:
            return _ranked(values, Status)
        case Facet.DECISION:
            return _ranked(values, Verdict)
        case Facet.AGREEMENT:
            return _ranked(values, Agreement)
        case Facet.BADGE:
            return _ranked(values, Trust)
        case Facet.FOLDER:
            return sorted(values, key=lambda value: (not value, path_key(f"{value}/")))
        case Facet.CLASS | Facet.TERM:
            return sorted(values, key=lambda value: (not value, folded(value), value))
        case _:
            assert_never(facet)


def chips(asked: Filter) -> list[Chip]:
    """Give a chip for each thing that is asked, in the order of the window."""
    return [*_of_search(asked), *_of_facets(asked), *_of_ranges(asked), *_of_kinds(asked)]


def nothing_fits(asked: Filter) -> str:
    """Say why a list is empty that something narrows."""
    return tr("Nothing in this view matches all of this: {}.").format(
        "; ".join(chip.text for chip in chips(asked))
    )


def would_fit(asked: Filter, counts: FacetCounts) -> str:
    """Say what there would be without one of the facets chosen; empty where nothing helps."""
    found = {
        facet: counts[facet][""] if facet is Facet.FOLDER else counts[facet].total()
        for facet in asked.facets
        if facet in counts
    }
    parts = [
        tr("{:,} without “{}”").format(number, caption_of(facet))
        for facet, number in found.items()
        if number
    ]
    return tr("There would be {}.").format(", ".join(parts)) if parts else ""


def _of_search(asked: Filter) -> Iterator[Chip]:
    if asked.text:
        yield Chip("", tr("“{}”").format(asked.text), replace(asked, text=""))


def _of_facets(asked: Filter) -> Iterator[Chip]:
    for facet, values in asked.facets.items():
        for value in values:
            rest = [one for one in values if one != value]
            words = value_words(facet, value)
            yield Chip(caption_of(facet), words, asked.choosing(facet, rest))


def _of_ranges(asked: Filter) -> Iterator[Chip]:
    if asked.confidence is not None:
        words = _per_cent(asked.confidence)
        yield Chip(tr("Confidence"), words, replace(asked, confidence=None))
    if asked.margin is not None:
        yield Chip(
            tr("Margin over the second"), _per_cent(asked.margin), replace(asked, margin=None)
        )
    if asked.modified_ns is not None:
        since, until = (_day(time) for time in asked.modified_ns)
        words = tr("{} to {}").format(since, until)
        yield Chip(tr("Date of the file"), words, replace(asked, modified_ns=None))


def _of_kinds(asked: Filter) -> Iterator[Chip]:
    if asked.automatic is not None:
        words = tr("Automatically") if asked.automatic else tr("By hand")
        yield Chip(tr("Decided"), words, replace(asked, automatic=None))
    if asked.disagreeing:
        yield Chip("", tr("Catalog tag differs"), replace(asked, disagreeing=False))
    if asked.duplicates:
        yield Chip("", tr("Look-alikes"), replace(asked, duplicates=False))


def _ranked(values: Iterable[str], kind: type[Status | Verdict | Trust | Agreement]) -> list[str]:
    known = set(values)
    return [value for value in (*kind, "") if value in known]


def _per_cent(limits: tuple[float, float]) -> str:
    low, high = (round(share * 100) for share in limits)
    return tr("{} to {} %").format(low, high)


def _day(time_ns: int) -> str:
    return QDateTime.fromSecsSinceEpoch(time_ns // NS).date().toString(Qt.DateFormat.ISODate)
