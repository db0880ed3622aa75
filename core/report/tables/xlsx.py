"""An Excel workbook of one sheet, written row by row: memory does not grow with its rows.

Our own, since no library writes what every reader reads without holding the whole sheet: openpyxl
and XlsxWriter then leave texts in their rows, where exceljs and openpyxl take the format's escapes
(`_x000D_`) for letters. Here a text with an escape goes into the table of shared texts, which all
of them read alike; every other stays in its row. docs/tables.md says what readers make of it.
"""

import math
import os
import tempfile
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.report.tables import xlsx_parts as parts
from core.report.tables.cell_text import in_cell

EMU: Final = 9_525
"""Units of a drawing in a pixel."""
PIECE_BYTES: Final = 1 << 16

Value = str | float | int | bool | None


class SheetWriter:
    """Takes rows and pictures in their order; the file is whole once this ends without an error.

    Parameters
    ----------
    path : Path
        Is written over.
    title : str
        Of the sheet.
    widths : sequence of float
        Of the columns, in characters. The first row and column stay in sight.
    """

    def __init__(self, path: Path, title: str, widths: Sequence[float]) -> None:
        self._archive = ZipFile(path, "w", ZIP_DEFLATED)
        self._title, self._letters = title, [letters(n + 1) for n in range(len(widths))]
        self._sheet, self._drawing = _scratch(path), _scratch(path)
        self._shared: dict[str, int] = {}
        self._rows = self._pictures = 0
        columns = (parts.COLUMN.format(number=n, width=w) for n, w in enumerate(widths, start=1))
        self._sheet.write(parts.SHEET.format(columns="".join(columns)))
        self._drawing.write(parts.DRAWING)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        with self._archive, self._sheet, self._drawing:
            if kind is None:
                self._finish()

    def row(self, values: Sequence[Value], *, bold: bool = False, points: float = 0) -> None:
        """Write a row: numbers as numbers, nothing where there is none; usual height for 0."""
        self._rows += 1
        style = f' s="{parts.BOLD}"' if bold else ""
        cells = (
            self._cell(f'r="{column}{self._rows}"{style}', value)
            for column, value in zip(self._letters, values, strict=True)
            if value is not None and value != ""
        )
        height = parts.ROW_HEIGHT.format(height=points) if points else ""
        self._sheet.write(parts.ROW.format(number=self._rows, height=height, cells="".join(cells)))

    def picture(self, jpeg: bytes, width_px: int, height_px: int, name: str) -> None:
        """Put a picture into the first cell of the row that was written last."""
        self._pictures += 1
        file = parts.PICTURE_FILE.format(number=self._pictures)
        self._archive.writestr(ZipInfo(file), jpeg, ZIP_STORED)
        self._drawing.write(
            parts.PICTURE.format(
                row=self._rows - 1,
                width=width_px * EMU,
                height=height_px * EMU,
                id=self._pictures + 1,
                number=self._pictures,
                name=quoteattr(in_cell(name)[0]),
            )
        )

    def _cell(self, place: str, value: Value) -> str:
        if isinstance(value, bool):
            return f'<c {place} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int | float) and math.isfinite(value):
            return f"<c {place}><v>{value!r}</v></c>"
        held, escaped = in_cell(str(value))
        if escaped:
            number = self._shared.setdefault(held, len(self._shared))
            return f'<c {place} t="s"><v>{number}</v></c>'
        return f'<c {place} t="inlineStr"><is>{_text(held)}</is></c>'

    def _finish(self) -> None:
        """Write what stands behind the rows, and the parts that hang together with them."""
        first, last = self._letters[0], self._letters[-1]
        drawing = parts.SHEET_DRAWING if self._pictures else ""
        cells = f"{first}1:{last}{max(self._rows, 1)}"
        self._sheet.write(parts.SHEET_END.format(cells=cells, drawing=drawing))
        self._add(parts.SHEET_FILE, self._sheet)
        if self._pictures:
            self._draw()
        texts = "".join(f"<si>{_text(text)}</si>" for text in self._shared)
        write = self._put
        write(parts.SHARED_FILE, parts.SHARED.format(count=len(self._shared), texts=texts))
        write("xl/workbook.xml", parts.workbook(self._title, f"${first}$1:${last}${self._rows}"))
        for name, text in parts.fixed(drawn=bool(self._pictures)).items():
            write(name, text)

    def _draw(self) -> None:
        self._drawing.write(parts.DRAWING_END)
        self._add(parts.DRAWING_FILE, self._drawing)
        drawing = parts.relations(("drawing", "../drawings/drawing1.xml"))
        self._put(parts.SHEET_RELATIONS_FILE, drawing)
        numbers = range(1, self._pictures + 1)
        files = (parts.PICTURE_FILE.format(number=n).removeprefix("xl/") for n in numbers)
        pictures = parts.relations(*(("image", f"../{file}") for file in files))
        self._put(parts.PICTURE_RELATIONS_FILE, pictures)

    def _put(self, name: str, text: str) -> None:
        """Put a short part into the archive, without a time: ZIP knows none before 1980."""
        self._archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)

    def _add(self, name: str, text: TextIOWrapper) -> None:
        """Put a part into the archive, its size said before: SheetJS reads no ZIP64."""
        part = ZipInfo(name)
        part.compress_type = ZIP_DEFLATED
        part.file_size = text.seek(0, os.SEEK_END)
        text.seek(0)
        with self._archive.open(part, "w") as packed:
            while piece := text.buffer.read(PIECE_BYTES):
                packed.write(piece)


def letters(column: int) -> str:
    """Name a column, the first being 1."""
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named


def _text(held: str) -> str:
    return parts.TEXT.format(text=escape(held))


def _scratch(path: Path) -> TextIOWrapper:
    """Give a file that goes when it is closed: an archive is written one part at a time.

    It lies on the disk of the workbook, where there must be room, not in a small /tmp.
    """
    return TextIOWrapper(tempfile.TemporaryFile(dir=path.parent), encoding="utf-8", newline="")
