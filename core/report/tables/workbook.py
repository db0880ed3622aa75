"""A review as an Excel workbook: frozen header, filters, thumbnails."""

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PIL import Image

from core import paths
from core.errors import ExportFailed, FileError
from core.imaging.thumbnails import Thumbnails
from core.report.json_text import Json
from core.report.tables.columns import COLUMNS, Columns, ReviewRow, cell

THUMBNAIL_PX: Final = 64
ROW_POINTS: Final = 50.0
MOST_THUMBNAILS: Final = 5_000
"""The library holds all pictures until it saves: some 3 kB each."""

MOST_ROWS: Final = 1_048_575
"""What a sheet holds beside its header."""

WIDTHS: Final = {"path": 40, "product_name": 30, "sha256": 18, "network_sha256": 18}
USUAL_WIDTH: Final = 14
"""In characters."""


def write_xlsx(
    table: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
) -> None:
    """Write rows as a workbook.

    Parameters
    ----------
    table : iterable of ReviewRow
    path : Path
    folder : Path
        Where the rows' paths begin, for the thumbnails of the first `MOST_THUMBNAILS` photos.
    columns : tuple of str
        What is written of each row behind its thumbnail, in this order.

    Raises
    ------
    ExportFailed
        Too many rows, or the file cannot be written; nothing half-written is left.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Review")
    _write_head(sheet, columns)
    try:
        last = _fill(sheet, table, path, folder, columns)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns) + 1)}{last}"
        with paths.writing(path) as temporary:
            book.save(temporary)
    finally:
        if not sheet.closed:  # or the library complains on stderr when it is collected
            with suppress(OSError):
                sheet.close()


def _write_head(sheet: Any, columns: Columns) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for number, name in enumerate(("photo", *columns), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, USUAL_WIDTH)
    head = [WriteOnlyCell(sheet, name) for name in ("photo", *columns)]
    for cell_of_head in head:
        cell_of_head.font = Font(bold=True)
    sheet.append(head)


def _fill(
    sheet: Any,  # noqa: ANN401
    table: Iterable[ReviewRow],
    path: Path,
    folder: Path,
    columns: Columns,
) -> int:
    """Write the rows; gives the number of the last, the head being the first."""
    last, thumbnails = 1, Thumbnails(None, side=THUMBNAIL_PX)
    for last, row in enumerate(table, start=2):
        if last > MOST_ROWS + 1:
            raise ExportFailed(path, f"more than the {MOST_ROWS:,} rows that a sheet holds")
        if last <= MOST_THUMBNAILS + 1:
            sheet.row_dimensions[last].height = ROW_POINTS
            _place(sheet, thumbnails, folder / str(row["path"]), f"A{last}")
        sheet.append(["", *(_value(row[name]) for name in columns)])
    return last


def _value(value: Json) -> "str | float | int | bool | None":
    """Keep numbers numbers; make text harmless and free of what XML cannot hold."""
    if value is None or isinstance(value, int | float):
        return value
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = cell(value).encode("utf-8", errors="backslashreplace").decode()
    return str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))


def _place(sheet: Any, thumbnails: Thumbnails, photo: Path, anchor: str) -> None:  # noqa: ANN401
    """Put a thumbnail into a row; a photo that cannot be read has none, its row says why."""
    from openpyxl.drawing.image import Image as Drawing

    try:
        pixels = thumbnails.get(photo)
    except FileError:
        return
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=80)
    sheet.add_image(Drawing(buffer), anchor)
