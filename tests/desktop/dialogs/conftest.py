"""What dialogs are asked by: their buttons and words; a shop's file, read for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel
from pytestqt.qtbot import QtBot

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from desktop.services.review.catalog_reader import CatalogRead
from desktop.ui.fitting import room
from desktop.window.main_window import SMALLEST_SIZE
from tests.packs import LABELS

Open = Callable[[QDialog], QDialog]
Press = Callable[[QDialog, str], None]
ReadFile = Callable[[str], CatalogRead]
PHOTOS = ["blue.png", "green.png", "grey.png", "red.png"]


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[QDialog], QDialog]:
    """`opened(dialog)`: shown, no larger than its screen, and still there when it is closed."""

    def show(dialog: QDialog) -> QDialog:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        assert least.boundedTo(SMALLEST_SIZE) == least, "not to be seen whole on a small screen"
        assert dialog.size().boundedTo(room(dialog)) == dialog.size()
        return dialog

    return show


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[QDialog, str], None]:
    """`press(dialog, words)`: click the button with these words."""

    def click(dialog: QDialog, words: str) -> None:
        named = [b for b in dialog.findChildren(QAbstractButton) if b.text() == words]
        assert len(named) == 1, [b.text() for b in dialog.findChildren(QAbstractButton)]
        qtbot.mouseClick(named[0], Qt.MouseButton.LeftButton)

    return click


@pytest.fixture
def said() -> Callable[[QDialog], list[str]]:
    """`said(dialog)`: the words of its labels that are seen."""

    def words(dialog: QDialog) -> list[str]:
        return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]

    return words


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    """`read_file(text)`: what the reader says of a CSV about four photos."""

    def read(text: str) -> CatalogRead:
        file = tmp_path / "shop.csv"
        file.write_text(text, "utf-8")
        found = inspect(file, PhotoIndex(PHOTOS), ClassMap(LABELS))
        return CatalogRead.of(found, [1, 2, 3, 4])

    return read
