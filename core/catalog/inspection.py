"""How a shop's file is read and what it says about a folder's photos, all in one pass."""

import itertools
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zlib import crc32

from core.catalog.class_map import ClassMap
from core.catalog.keys import common_key, product_in
from core.catalog.matching import UNNAMED, Claim, Matcher, Reason, Tally, elsewhere
from core.catalog.photo_index import PhotoIndex
from core.catalog.references import split
from core.catalog.roles import SAMPLE, Chosen, Proposal, Roles, propose
from core.catalog.source import open_source
from core.catalog.table import Table, with_head
from core.entities import Progress
from core.errors import CatalogError, os_cause

SHEET: Final = 40
"""Bits of a place that hold the row; the sheet's number stands above."""
REPORT_EVERY: Final = 20_000
"""Rows between two words about how far it is."""
_LONGEST_KEY: Final = 200
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


@dataclass(frozen=True, slots=True)
class Entry:
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
    digests : list of array of uint32
        A mark for each row of each table, where they were asked for.
    stamp : (int, int)
        The file's size and time when it was read, as `stamp_of` gives them.
    """

    path: Path
    readings: list[Reading]
    tally: Tally
    photos: PhotoIndex | None
    classes: ClassMap
    entries: list[Entry] = field(default_factory=list)
    refused: dict[int, Reason] = field(default_factory=dict)
    digests: "list[array[int]]" = field(default_factory=list)
    stamp: tuple[int, int] = (0, 0)

    def terms(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Give each category term, its rows and the classes that it fits; the commonest first."""
        rows = self.tally.term_rows()
        ranked = sorted(rows, key=lambda term: -rows[term])
        return [(term, rows[term], self.classes.meaning(term).labels) for term in ranked]

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
        Mark each row, so that a change is noticed later.
    on_progress : callable, optional
        Told the rows read; raises to stop.

    Raises
    ------
    CatalogError
        The file cannot be read, or lacks a chosen column.
    """
    tables = open_tables(path, chosen, encoding)
    readings = _readings(tables, photos, classes, chosen)
    found = read(path, readings, photos, classes, digests=digests, on_progress=on_progress)
    if photos is not None and not found.tally.claims:
        # The first rows may be about other photos than the folder's: look for those that are not.
        samples = [
            list(itertools.islice(_rows_with_hits(table, photos), SAMPLE)) for table in tables
        ]
        if any(samples):
            readings = _readings(tables, photos, classes, chosen, samples)
            found = read(path, readings, photos, classes, digests=digests, on_progress=on_progress)
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
        return [reading for reading, count in zip(found, hits, strict=True) if count]
    useful = [reading for reading in found if reading.roles.photos or reading.roles.keys]
    return useful or found[:1]


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
    digests: bool = False,
    on_progress: OnProgress | None = None,
) -> Inspection:
    """Go through a file whose columns are known; the same as `inspect` but for proposing them.

    Raises
    ------
    CatalogError
        The file cannot be read any more.
    """
    tally = Tally()
    found = Inspection(path, readings, tally, photos, classes, stamp=stamp_of(path))
    for number, reading in enumerate(readings):
        take = Matcher(reading.roles, photos, tally).take
        marks = array("I")
        for row, cells in enumerate(reading.table.rows(), start=reading.table.head_row + 1):
            if digests:
                marks.append(crc32("\x1f".join(cells).encode("utf-8", "surrogatepass")))
            if cells:
                take(cells, number << SHEET | row)
            if on_progress is not None and row % REPORT_EVERY == 0:
                on_progress(Progress(row, 0, path.name))
        found.digests.append(marks)
    if tally.strangers:
        tally.doubts[Reason.NOT_THERE] = tally.strangers
    if photos is not None:
        _resolve(found, photos)
    return found


def stamp_of(path: Path) -> tuple[int, int]:
    """Give a file's size in bytes and its time in ns, by which a change is noticed.

    Raises
    ------
    CatalogError
        The file is gone.
    """
    try:
        facts = path.stat()
    except OSError as error:
        raise CatalogError(path, os_cause(error)) from error
    return facts.st_size, facts.st_mtime_ns


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
        shared = common_key(named) if len(named) == len(names) else None
        if shared is None:
            return Reason.TWO_PRODUCTS
        product = shared
    if len(meant) > 1 or (not meant and len(said) > 1 and not named):
        return Reason.TWO_CLASSES
    label, term = next(iter(meant.items())) if meant else (None, said[0] if said else "")
    title = next((text for name in names if (text := found.tally.titles.get(name))), "")
    return Entry(photo, product, term, label, title, tuple(names), claim.products[names[0]])


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
            yield Entry(entry.photo, key, entry.term, entry.label, entry.title, entry.inner,
                        entry.place)  # fmt: skip
        else:
            yield entry


def _rows_with_hits(table: Table, photos: PhotoIndex) -> Iterator[list[str]]:
    before: list[str] = []
    for cells in table.rows():
        if any(
            cell != above and len(cell) <= _LONGEST_KEY and _hit(cell, photos)
            for cell, above in itertools.zip_longest(cells, before[: len(cells)], fillvalue="")
        ):
            yield cells
        before = cells


def _hit(cell: str, photos: PhotoIndex) -> bool:
    return photos.has_key(cell) or (
        not photos.is_stranger(cell) and any(photos.refer(one) is not None for one in split(cell))
    )


def why_nothing(found: Inspection) -> str:
    """Say in a sentence why a file speaks of none of the photos."""
    photos, tally = found.photos, found.tally
    if photos is None or not len(photos):
        return "the folder holds no photos"
    if not tally.rows:
        return "it has no rows"
    shown = photos.paths[0].rpartition("/")[2]
    if found.refused:
        reason, count = Counter(found.refused.values()).most_common(1)[0]
        return f"none of its rows is about one photo for certain: {reason} ({count:,})"
    if tally.doubts and (example := tally.examples[0]):
        return f"it names {example[2]!r}: {example[0]}; the photos are like {shown!r}"
    ids = _example_key(found)
    if ids:
        return f"the file's ids look like {ids!r}, the photos like {shown!r}"
    return "it has no column with names or addresses of photos, and none with product keys"


def _example_key(found: Inspection) -> str:
    for reading in found.readings:
        for cells in reading.table.rows():
            for at in reading.roles.keys:
                if cells and cells[at].strip():
                    return cells[at].strip()
    return ""
