"""How a shop's file is read and what it says about a folder's photos, all in one pass."""

import gc
import itertools
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from core.catalog.class_map import ClassMap
from core.catalog.column_classes import classes_of_column, names_in
from core.catalog.evidence import rows_with_hits
from core.catalog.joins import joins, named_alike, without_rivals
from core.catalog.keys import common_key, product_in
from core.catalog.matching import UNNAMED, Claim, Matcher, Reason, Tally, elsewhere
from core.catalog.packed_rows import Packer
from core.catalog.photo_index import PhotoIndex
from core.catalog.roles import SAMPLE, Chosen, Proposal, Roles, propose
from core.catalog.sheet_lists import listed_in_sheets
from core.catalog.source import open_source, stamp_of
from core.catalog.table import BATCH, Table, with_head
from core.entities import Progress
from core.errors import CatalogError

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


def open_tables(
    path: Path, chosen: Chosen | None = None, encoding: str | None = None
) -> list[Table]:
    """Open a file and find its head rows; sheets without rows are left out.

    Raises
    ------
    CatalogError
        Not readable, or empty.
    """
    tables, trouble = [], None
    for raw in open_source(path, encoding):
        try:
            tables.append(with_head(raw, (chosen or Chosen()).names))
        except CatalogError as error:
            trouble = error
    if not tables:
        raise trouble or CatalogError(path, "empty")
    listed = listed_in_sheets(tables) if len(tables) > 1 else {}
    for table in tables:
        table.listed = getattr(table.raw, "listed", listed)
    return tables


def inspect(
    path: Path,
    photos: PhotoIndex | None,
    classes: ClassMap,
    *,
    chosen: Chosen | None = None,
    encoding: str | None = None,
    digests: bool = False,
    on_progress: OnProgress | None = None,
) -> Inspection:
    """Read a shop's file and match it with photos.

    Parameters
    ----------
    path : Path
    photos : PhotoIndex, optional
        Without it, the file is only described.
    classes : ClassMap
    chosen : Chosen, optional
        Columns named by the user.
    encoding : str, optional
        Of a text file, where it is known better.
    digests : bool
        Mark each row, so that a change is noticed later, and keep what it tells of products.
    on_progress : callable, optional
        Told the rows read; raises to stop.

    Raises
    ------
    CatalogError
        The file cannot be read, or lacks a chosen column.
    """
    stamp = stamp_of(path)
    tables = open_tables(path, chosen, encoding)
    reading = partial(
        read, path, photos=photos, classes=classes,
        stamp=stamp, digests=digests, on_progress=on_progress,
    )  # fmt: skip
    found = reading(_readings(tables, photos, classes, chosen))
    if photos is not None and not found.tally.claims:
        # The first rows may be about other photos than the folder's: look for those that are not.
        samples = [
            list(itertools.islice(rows_with_hits(table, photos), SAMPLE)) for table in tables
        ]
        if any(samples):
            found = reading(_readings(tables, photos, classes, chosen, samples))
    return found


def _readings(
    tables: Sequence[Table],
    photos: PhotoIndex | None,
    classes: ClassMap,
    chosen: Chosen | None,
    samples: Sequence[list[list[str]] | None] = (),
) -> list[Reading]:
    """Propose columns for every table; tables that speak of no products are left out."""
    found, trouble = [], None
    for table, sample in itertools.zip_longest(tables, samples):
        assert table is not None
        try:
            found.append(Reading(table, propose(table, photos, classes, chosen, sample or None)))
        except CatalogError as error:
            trouble = error
    if not found:
        raise trouble or CatalogError(tables[0].path, "empty")
    hits = [_hits(reading) for reading in found]
    if any(hits):
        joined = {} if chosen and chosen.product else _joined(found, hits)
        saying = {at for at, one in joined.items() if one.roles.photos or one.category_name}
        return [joined.get(at, reading) for at, reading in enumerate(found)
                if hits[at] or at in saying]  # fmt: skip
    useful = [reading for reading in found if reading.roles.photos or reading.roles.keys]
    return useful or found[:1]


def _joined(found: Sequence[Reading], hits: Sequence[int]) -> dict[int, Reading]:
    """Give tables that speak of the products of the one with most hits, named as it names them."""
    tables = [reading.table for reading in found]
    proposals = [reading.proposal for reading in found]
    columns = joins(tables, proposals, hits.index(max(hits)))
    alike = {at: named_alike(tables[at], proposals[at], column) for at, column in columns.items()}
    return {at: Reading(tables[at], one) for at, one in without_rivals(alike).items()}


def _hits(reading: Reading) -> int:
    evidence, roles = reading.proposal.evidence, reading.roles
    return sum(evidence[at].photo_hits for at in roles.photos) + sum(
        evidence[at].key_hits for at in roles.keys
    )


def read(
    path: Path,
    readings: list[Reading],
    photos: PhotoIndex | None,
    classes: ClassMap,
    *,
    stamp: tuple[int, int] | None = None,
    digests: bool = False,
    on_progress: OnProgress | None = None,
) -> Inspection:
    """Go through a file whose columns are known; the same as `inspect` but for proposing them.

    Parameters
    ----------
    stamp : (int, int), optional
        What `stamp_of` said before the file was opened; None for rows that were kept elsewhere.

    Raises
    ------
    CatalogError
        The file cannot be read any more.
    """
    tally = Tally()
    named: dict[str, str] = {}
    for reading in readings:
        classes = classes_of_column(classes, reading.table, reading.category_name)
        named |= names_in(reading.table, reading.category_name)
    found = Inspection(path, readings, tally, photos, classes, named=named, stamp=stamp)
    for number, reading in enumerate(readings):
        take_all = Matcher(reading.roles, photos, tally).take_all
        marks, packer = array("I"), Packer(reading.roles)
        done = 0
        for batches, rows in enumerate(reading.table.batches(), start=1):
            take_all(rows, number << SHEET | reading.table.head_row + 1 + done)
            if digests:
                marks.extend(map(_mark, rows))
                packer.add_all(rows)
            done += len(rows)
            if on_progress is not None and batches % (REPORT_EVERY // BATCH) == 0:
                on_progress(Progress(done, 0, path.name))
        packer.finish()
        found.digests.append(marks)
        found.packed.append(packer.parts)
    if tally.strangers:
        tally.doubts[Reason.NOT_THERE] = tally.strangers
    if photos is not None:
        with _nothing_to_collect():
            _resolve(found, photos)
    return found


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Spare Python the search for garbage while objects are made that all stay: half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _mark(cells: list[str]) -> int:
    return crc32("\x1f".join(cells).encode("utf-8", "surrogatepass"))


def _resolve(found: Inspection, photos: PhotoIndex) -> None:
    """Say of each claimed photo which product and which class it is, or why not."""
    tally = found.tally
    found.refused = dict.fromkeys(elsewhere(tally), Reason.ELSEWHERE)
    terms = tally.terms_of({name for claim in tally.claims.values() for name in claim.products})
    for photo, claim in sorted(tally.claims.items()):
        if photo in found.refused:
            continue
        entry = _entry(found, photo, claim, terms)
        if isinstance(entry, Reason):
            found.refused[photo] = entry
        else:
            found.entries.append(entry)
    found.entries = list(_named(found.entries, photos))


def _entry(
    found: Inspection, photo: int, claim: Claim, terms: dict[str, list[str]]
) -> Entry | Reason:
    names = list(claim.products)
    if len(names) == 1 and len(only := terms.get(names[0], [])) < 2:
        return _plain_entry(found, photo, claim, only[0] if only else "")
    said = list(dict.fromkeys(term for name in names for term in terms.get(name, ())))
    meant = {label: term for term in reversed(said) if (label := found.classes.find(term))}
    named = [name for name in names if not name.startswith(UNNAMED)]
    product = named[0] if named else ""
    if len(names) > 1 and named:
        shared = _one_product(found, named, said) if len(named) == len(names) else None
        if shared is None:
            return Reason.TWO_PRODUCTS
        product = shared
    if len(meant) > 1 or (not meant and len(said) > 1 and not named):
        return Reason.TWO_CLASSES
    label, term = next(iter(meant.items())) if meant else (None, said[0] if said else "")
    title = next((text for name in names if (text := found.tally.titles.get(name))), "")
    return Entry(photo, product, term, label, title, tuple(names), claim.products[names[0]])


def _one_product(found: Inspection, named: Sequence[str], said: Sequence[str]) -> str | None:
    """Name what several keys mean: what all begin with, or variants of one title and category."""
    titles = {found.tally.titles.get(name, "") for name in named}
    alike = len(titles) == 1 and titles != {""} and len(said) == 1
    return common_key(list(named)) or (named[0] if alike else None)


def _plain_entry(found: Inspection, photo: int, claim: Claim, term: str) -> Entry:
    """Give what is said of most photos: one product, one term."""
    ((name, place),) = claim.products.items()
    product = "" if name.startswith(UNNAMED) else name
    label = found.classes.find(term) if term else None
    title = found.tally.titles.get(name, "")
    return Entry(photo, product, term, label, title, (name,), place)


def _named(entries: Sequence[Entry], photos: PhotoIndex) -> Iterator[Entry]:
    """Name products that the file does not, by what photos' names share, where terms agree."""
    keys = {e.photo: product_in(photos.paths[e.photo].rpartition("/")[2]) or ""
            for e in entries if not e.product}  # fmt: skip
    terms: dict[str, set[str]] = {}
    for entry in entries:
        if not entry.product:
            terms.setdefault(keys[entry.photo], set()).add(entry.term)
    for entry in entries:
        key = "" if entry.product else keys[entry.photo]
        if key and len(terms[key]) == 1:
            yield entry._replace(product=key)
        else:
            yield entry
