"""From a shop's file to what it says about a folder's photos, all in one pass."""

import gc
import itertools
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from zlib import crc32

from core.catalog.class_map import ClassMap
from core.catalog.column_classes import classes_of_column, names_in
from core.catalog.evidence import rows_with_hits
from core.catalog.inspection import REPORT_EVERY, SHEET, Inspection, OnProgress, Reading
from core.catalog.joins import joins, named_alike, without_rivals
from core.catalog.matching import Matcher, Reason, Tally
from core.catalog.packed_rows import Packer
from core.catalog.photo_index import PhotoIndex
from core.catalog.roles import SAMPLE, Chosen, propose
from core.catalog.settling import settle
from core.catalog.sheet_lists import listed_in_sheets
from core.catalog.source import open_source, stamp_of
from core.catalog.table import BATCH, Table, with_head
from core.entities import Progress
from core.errors import CatalogError


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
            settle(found, photos)
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
