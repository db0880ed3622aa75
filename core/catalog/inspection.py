"""What was found out about a shop's file: how it is read, and what it says of each photo."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from core.catalog.class_map import ClassMap
from core.catalog.matching import Reason, Tally
from core.catalog.photo_index import PhotoIndex
from core.catalog.roles import Proposal, Roles
from core.catalog.table import Table
from core.entities import Progress

SHEET: Final = 40
"""Bits of a place that hold the row; the sheet's number stands above."""
REPORT_EVERY: Final = 20_000
"""Rows between two words about how far it is."""
OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One table of the file and how it is read."""

    table: Table
    proposal: Proposal

    @property
    def roles(self) -> Roles:
        """Which column is what."""
        return self.proposal.roles

    @property
    def category_name(self) -> str:
        """Name of the category's column; empty where there is none."""
        return "" if self.roles.category is None else self.table.columns[self.roles.category]


class Entry(NamedTuple):
    """What a file says about one photo.

    Attributes
    ----------
    photo : int
        Its number in the index.
    product : str
        Empty where neither the file nor the photo's name tells it.
    term : str
        What stands in the product's category cell; empty where nothing does.
    label : str or None
        The class that it means.
    title : str
    inner : tuple of str
        Its products as the rows are counted: unnamed ones by their row.
    place : int
        The first row about it: `sheet << SHEET | row`.
    """

    photo: int
    product: str
    term: str
    label: str | None
    title: str
    inner: tuple[str, ...]
    place: int


@dataclass(slots=True)
class Inspection:
    """All that was found out about a file.

    Attributes
    ----------
    path : Path
    readings : list of Reading
        One for each table that speaks of products.
    tally : Tally
    photos : PhotoIndex or None
    entries : list of Entry
        By photo.
    refused : dict of int to Reason
        Photos that are spoken of, but not clearly.
    classes : ClassMap
    named : dict of str to str
        What numbers in the category's columns are called, by a list of the file or Google's.
    digests : list of array of uint32
        A mark for each row of each table, where they were asked for.
    stamp : (int, int) or None
        The file's size and time before it was read; None for rows that were kept elsewhere.
    packed : list of list of bytes
        The rows of each table as `core.catalog.packed_rows` packs them, together with the marks.
    """

    path: Path
    readings: list[Reading]
    tally: Tally
    photos: PhotoIndex | None
    classes: ClassMap
    entries: list[Entry] = field(default_factory=list)
    refused: dict[int, Reason] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    digests: "list[array[int]]" = field(default_factory=list)
    stamp: tuple[int, int] | None = None
    packed: list[list[bytes]] = field(default_factory=list)

    def terms(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Give each category term, its rows and the classes that it fits; the commonest first."""
        rows = self.tally.term_rows()
        ranked = sorted(rows, key=lambda term: -rows[term])
        return [(term, rows[term], self.classes.meaning(term).labels) for term in ranked]

    def spoken(self, term: str) -> str:
        """Give a category as people read it: the name of a number, where one is known."""
        return self.named.get(term, term)

    def unspoken(self) -> list[int]:
        """Give the photos that the file says nothing clear about."""
        spoken = {entry.photo for entry in self.entries} | self.refused.keys()
        return [photo for photo in range(len(self.photos or ())) if photo not in spoken]

    def row_of(self, place: int) -> str:
        """Say where a row stands."""
        sheet, row = place >> SHEET, place & ((1 << SHEET) - 1)
        name = self.readings[sheet].table.raw.name
        return f"row {row:,} of {name}" if name else f"row {row:,}"
