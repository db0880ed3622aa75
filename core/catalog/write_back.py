"""Writing a shop's file back: what is not a changed category cell stays byte for byte."""

import shutil
from pathlib import Path
from typing import Final

from core import outputs
from core.catalog.delimited import DelimitedTable
from core.catalog.edits import Edits
from core.catalog.feed import FeedTable
from core.catalog.inspection import Inspection, OnProgress
from core.catalog.source import stamp_of
from core.catalog.splice_feed import write_feed
from core.catalog.splice_text import write_text_table
from core.catalog.splice_workbook import write_workbook
from core.catalog.workbook import SheetTable
from core.errors import CatalogError

_ROWS_ARE_FIXED: Final = (
    "in a workbook formulas and ranges may point at rows that would be left out, so it is written "
    "whole; save it as CSV for only the changed rows"
)


def rows_are_fixed(found: Inspection) -> bool:
    """Whether all rows must be written: formulas of a workbook may point at any."""
    return isinstance(found.readings[0].table.raw, SheetTable)


def write_back(
    found: Inspection,
    edits: Edits,
    out: Path,
    *,
    only_changed: bool = False,
    on_progress: OnProgress | None = None,
) -> None:
    """Write a shop's file with new category cells.

    Parameters
    ----------
    found : Inspection
        Of the file.
    edits : Edits
    out : Path
    only_changed : bool
        Leave out the rows of products that do not change; head rows stay.
    on_progress : callable, optional
        Told the bytes of the file that are done, and all of them; raises to stop.

    Raises
    ------
    CatalogError
        A cell cannot be changed without touching others, a word is not in the file's encoding, or
        the file is not the one that was read.
    ExportFailed
    """
    raw = found.readings[0].table.raw
    only = only_changed
    _check_unchanged(found)
    with outputs.writing(out) as temporary:
        if not edits.cells and not only_changed:
            shutil.copyfile(found.path, temporary)
        elif isinstance(raw, DelimitedTable):
            write_text_table(found.readings[0], *edits.of_sheet(0), temporary, only, on_progress)
        elif isinstance(raw, FeedTable):
            write_feed(found, edits, temporary, only, on_progress)
        elif isinstance(raw, SheetTable):
            if only_changed:
                raise CatalogError(found.path, _ROWS_ARE_FIXED)
            write_workbook(found, edits, temporary, on_progress)
        _check_unchanged(found)


def _check_unchanged(found: Inspection) -> None:
    """Refuse a file that somebody saved meanwhile: the rows may be others."""
    if stamp_of(found.path) != found.stamp:
        raise CatalogError(found.path, "was changed since it was read; read it again")
