"""What the tests of the way back share: a file is read, planned and written."""

from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from core.catalog.edits import Wording, plan_edits
from core.catalog.reading import inspect
from core.catalog.term_map import TermMap
from core.catalog.write_back import write_back
from tests.core.catalog import shop


def write(
    path: Path, news: dict[str, str], out: Path, terms: TermMap | None = None, **options: bool
) -> None:
    """Write a file back with new classes by product."""
    found = inspect(path, shop.index(), shop.classes())
    wording = Wording(found, terms or TermMap(), as_class=options.pop("as_class", False))
    entries = {name: e for e in found.entries for name in e.inner if e.product in news}
    labels = {name: news[entry.product] for name, entry in entries.items()}
    write_back(found, plan_edits(found, labels, entries, wording), out, **options)


def book(path: Path) -> None:
    """Save a workbook with a title, formats, formulas, an empty category and a second sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Products"
    sheet.append(["Catalogue"])
    sheet.append([])
    sheet.append(["SKU", "Category", "Image", "Price", "Twice"])
    for row, (product, label) in enumerate(shop.CLASSES.items(), 4):
        sheet.append([int(product), label, ", ".join(shop.views(product)), 9.5, f"=D{row}*2"])
        sheet.cell(row, 2).font = Font(bold=True)
    sheet["B6"] = None
    made.create_sheet("Notes")["A1"] = "=SUM(Products!D4:D6)"
    made.save(path)
