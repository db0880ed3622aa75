"""A shop's file, read for dialogs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.catalog.class_map import ClassMap
from core.catalog.inspection import inspect
from core.catalog.photo_index import PhotoIndex
from desktop.services.review.catalog_reader import CatalogRead
from tests.packs import LABELS

ReadFile = Callable[[str], CatalogRead]
PHOTOS = ["blue.png", "green.png", "grey.png", "red.png"]


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    """`read_file(text)`: what the reader says of a CSV about four photos."""

    def read(text: str) -> CatalogRead:
        file = tmp_path / "shop.csv"
        file.write_text(text, "utf-8")
        found = inspect(file, PhotoIndex(PHOTOS), ClassMap(LABELS))
        rows = [list(reading.table.rows()) for reading in found.readings]
        return CatalogRead(found, [1, 2, 3, 4], rows)

    return read
