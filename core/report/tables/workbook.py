"""A table as an Excel workbook: frozen header, filters, thumbnails."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image

from core import outputs
from core.errors import ExportFailed, FileError
from core.imaging.thumbnails import Thumbnails
from core.report.json_text import Json
from core.report.tables.columns import COLUMNS, Columns, ReviewRow
from core.report.tables.xlsx import SheetWriter, Value
from core.spreadsheets import cell

THUMBNAIL_PX: Final = 64
ROW_POINTS: Final = 50.0
MOST_THUMBNAILS: Final = 5_000
"""Each photo is opened for its own, and programs get slow with tens of thousands on a sheet."""

MOST_ROWS: Final = 1_048_575
"""What a sheet holds beside its header."""

WIDTHS: Final = {"path": 40, "product_name": 30, "sha256": 18, "network_sha256": 18}
USUAL_WIDTH: Final = 14
"""In characters."""


def write_xlsx(
    table: Iterable[ReviewRow],
    path: Path,
    folder: Path,
    columns: Columns = COLUMNS,
    title: str = "Review",
) -> None:
    """Write rows as a workbook.

    Parameters
    ----------
    table : iterable of ReviewRow
        Each with its photo's `path`.
    path : Path
    folder : Path
        Where the rows' paths begin, for the thumbnails of the first `MOST_THUMBNAILS` photos.
    columns : tuple of str
        What is written of each row behind its thumbnail, in this order.
    title : str
        Of the sheet.

    Raises
    ------
    ExportFailed
        Too many rows, or the file cannot be written; nothing half-written is left.
    """
    names = ("photo", *columns)
    widths = [WIDTHS.get(name, USUAL_WIDTH) for name in names]
    with outputs.writing(path) as temporary, SheetWriter(temporary, title, widths) as sheet:
        sheet.row(names, bold=True)
        thumbnails = Thumbnails(None, side=THUMBNAIL_PX)
        for number, row in enumerate(table, start=1):
            if number > MOST_ROWS:
                raise ExportFailed(path, f"more than the {MOST_ROWS:,} rows that a sheet holds")
            shown = number <= MOST_THUMBNAILS
            cells = [None, *(_value(row[name]) for name in columns)]
            sheet.row(cells, points=ROW_POINTS if shown else 0)
            if shown:
                _place(sheet, thumbnails, folder / str(row["path"]))


def _value(value: Json) -> Value:
    """Keep numbers numbers; make text harmless."""
    return value if value is None or isinstance(value, int | float) else cell(value)


def _place(sheet: SheetWriter, thumbnails: Thumbnails, photo: Path) -> None:
    """Put a thumbnail into a row; a photo that cannot be read has none, its row says why."""
    try:
        pixels = thumbnails.get(photo)
    except FileError:
        return
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=80)
    height, width = pixels.shape[:2]
    sheet.picture(buffer.getvalue(), width, height, photo.name)
