"""Writing a shop's file back: what is not a changed category cell stays byte for byte."""

import shutil
from pathlib import Path
from typing import Final

from core import paths
from core.catalog.delimited import DelimitedTable
from core.catalog.edits import Edits
from core.catalog.feed import FeedTable
from core.catalog.inspection import Inspection
from core.catalog.splice_feed import write_feed
from core.catalog.splice_text import write_text_table
from core.catalog.splice_workbook import write_workbook
from core.catalog.workbook import SheetTable
from core.errors import CatalogError

_ROWS_ARE_FIXED: Final = (
    "in a workbook formulas and ranges may point at rows that would be left out, so it is written "
    "whole; save it as CSV for only the changed rows"
)


def write_back(found: Inspection, edits: Edits, out: Path, *, only_changed: bool = False) -> None:
    """Write a shop's file with new category cells.

    Parameters
    ----------
    found : Inspection
        Of the file.
    edits : Edits
    out : Path
    only_changed : bool
        Leave out the rows of products that do not change; head rows stay.

    Raises
    ------
    CatalogError
        A cell cannot be changed without touching others, or a word is not in the file's encoding.
    ExportFailed
    """
    raws = [reading.table.raw for reading in found.readings]
    with paths.writing(out) as temporary:
        if not edits.cells and not only_changed:
            shutil.copyfile(found.path, temporary)
        elif isinstance(raws[0], DelimitedTable):
            write_text_table(found.readings[0], *edits.of_sheet(0), temporary, only_changed)
        elif isinstance(raws[0], FeedTable):
            write_feed(found, edits, temporary, only_changed)
        elif isinstance(raws[0], SheetTable):
            if only_changed:
                raise CatalogError(found.path, _ROWS_ARE_FIXED)
            write_workbook(found, edits, temporary)
