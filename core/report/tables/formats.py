"""A review's table as a file of any of its kinds."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from core.report.tables import review_rows
from core.report.tables.review_rows import Row

SUFFIXES: Final = (".csv", ".xlsx", ".json", ".jsonl")


def write(table: Iterable[Row], path: Path, folder: Path) -> None:
    """Write rows as the kind that the file's suffix names.

    Parameters
    ----------
    table : iterable of Row
    path : Path
        Ends with one of `SUFFIXES`, in any case.
    folder : Path
        Where the rows' paths begin.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    kind = path.suffix.lower()
    if kind == ".xlsx":
        from core.report.tables import workbook

        workbook.write_xlsx(table, path, folder)
    elif kind == ".json":
        review_rows.write_json(table, path)
    elif kind == ".jsonl":
        review_rows.write_jsonl(table, path)
    else:
        review_rows.write_csv(table, path)


def sample(table: Iterable[Row], suffix: str) -> str:
    """Give the text of such a file; of a workbook, that of a CSV file with the same cells."""
    kind = ".csv" if suffix == ".xlsx" else suffix
    with tempfile.TemporaryDirectory(prefix="tagproof-") as folder:
        file = Path(folder) / f"sample{kind}"
        write(table, file, Path(folder))
        return file.read_text("utf-8")
