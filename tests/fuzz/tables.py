"""Fuzz the reading of shops' files: `python -m tests.fuzz.tables --seconds 600`."""

import io
from contextlib import suppress
from pathlib import Path

from tests.fuzz.fuzzing import Attempt, Target, by_magic, main

ROWS = (
    ("sku", "image", "category", "name", "price"),
    ("P-1", "shirt_1.jpg|shirt_2.jpg", "Clothing > Shirts", "Blue shirt", "12,50"),
    ("P-2", "https://shop.example/i/dress.jpg?v=2", "Dresses", 'A "red" dress', "20"),
    ("P-3", "bag.png", "Bags; Handbags", "Grün & gross", "=1+1"),
)
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>{}</channel></rss>"""
ITEM = (
    "<item><g:id>{}</g:id><g:image_link>{}</g:image_link><g:product_type><![CDATA[{}]]>"
    "</g:product_type><title>{}</title></item>"
)


def seeds(_: Path) -> list[bytes]:
    """A shop's file in every form that is read."""
    from html import escape

    from openpyxl import Workbook

    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS).replace(
        '"A "red" dress"', '"A ""red"" dress"'
    )
    book, packed = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    book.create_sheet("Categories").append(("id", "name"))
    book.save(packed)
    items = "".join(ITEM.format(*map(escape, row[:4])) for row in ROWS[1:])
    lines = "\n".join("\t".join(row) for row in ROWS)
    return [
        text.encode(), text.replace(",", ";").encode("cp1252"), lines.encode("utf-16"),
        ("\n\n" + text).encode("utf-8-sig"), packed.getvalue(), FEED.format(items).encode(),
        FEED.format(items).replace("UTF-8", "iso-8859-1").encode("latin-1"),
    ]  # fmt: skip


def prepare(folder: Path) -> Attempt:
    """Read a file as the import does, and write decisions back into it."""
    from core.catalog.describe import as_json, lines
    from core.catalog.photo_index import PhotoIndex
    from core.catalog.reading import inspect
    from core.catalog.term_map import classes_of
    from core.errors import AppError

    photos = PhotoIndex(("shirt_1.jpg", "shirt_2.jpg", "dress.jpg", "bag.png"), folder)
    classes = classes_of(("Shirts", "Dresses", "Handbags"))

    def attempt(path: Path) -> None:
        for index in (None, photos):
            with suppress(AppError):
                found = inspect(path, index, classes, digests=True)
                list(lines(found)), as_json(found)

    return attempt


SUFFIX = by_magic((b"PK", ".xlsx"), (b"<", ".xml"), otherwise=".csv")

if __name__ == "__main__":
    main(Target("tests.fuzz.tables", seeds, SUFFIX, prepare))
