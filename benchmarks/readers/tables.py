"""python tables.py LIBRARY FILE: prints the rows of a table, first the head, as JSON."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path


def calamine(file: Path) -> list[list[object]]:
    import python_calamine

    return python_calamine.load_workbook(file).get_sheet_by_index(0).to_python()


def openpyxl(file: Path) -> list[list[object]]:
    from openpyxl import load_workbook

    rows = load_workbook(file).worksheets[0].values
    return [["" if value is None else value for value in row] for row in rows]


def sniffed(file: Path) -> list[list[str]]:
    """Read CSV as those do who are not told its form."""
    text = file.read_bytes().decode("utf-8-sig")
    dialect = csv.Sniffer().sniff(text.splitlines()[0], ",;\t|")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))


READERS: dict[str, Callable[[Path], list[list[object]]]] = {
    "calamine": calamine, "openpyxl": openpyxl, "csv": sniffed,
}  # fmt: skip

if __name__ == "__main__":
    rows = READERS[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(json.dumps({"rows": rows}))
