"""Photos are selected by a click each, and the current one is shown larger."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.dialogs.photo_grid import PhotoGrid
from desktop.panels.browser.photo_model import PhotoModel
from desktop.ui.photo_state import Listing

PHOTOS = [Path(f"{number}.jpg") for number in range(3)]


class Thumbnails:
    """Of every photo but the last."""

    def image(self, path: Path) -> QImage:
        if path == PHOTOS[-1]:
            return QImage()
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        return image


@pytest.fixture
def grid(qtbot: QtBot) -> PhotoGrid:
    model = PhotoModel()
    model.use_thumbnails(Thumbnails())
    made = PhotoGrid("Photos", model)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_photos(Listing.of(PHOTOS))
    return made


def click(qtbot: QtBot, grid: PhotoGrid, row: int) -> None:
    view = grid._list
    place = view.visualRect(grid.model.index(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_selects_and_another_takes_it_back(qtbot: QtBot, grid: PhotoGrid) -> None:
    assert grid.selected() == []
    click(qtbot, grid, 0)
    click(qtbot, grid, 2)
    assert grid.selected() == [PHOTOS[0], PHOTOS[2]]
    click(qtbot, grid, 0)
    assert grid.selected() == [PHOTOS[2]]


def test_what_is_selected_stays_so_among_other_photos(qtbot: QtBot, grid: PhotoGrid) -> None:
    click(qtbot, grid, 1)
    with qtbot.waitSignal(grid.selection_changed):
        grid.show_photos(Listing.of(PHOTOS[1:]))
    assert grid.selected() == [PHOTOS[1]]


def test_the_current_photo_is_shown_larger(qtbot: QtBot, grid: PhotoGrid) -> None:
    assert grid._photo.pixmap().width() > 200  # the first, which is not selected
    assert grid.selected() == []
    click(qtbot, grid, 0)
    assert grid._words.text().startswith("0.jpg")
    click(qtbot, grid, 2)
    assert grid._photo.pixmap().isNull()


def test_news_of_photos_may_come_when_the_grid_is_gone(qtbot: QtBot) -> None:
    model = PhotoModel()
    grid = PhotoGrid("Photos", model)
    grid.show_photos(Listing.of(PHOTOS))
    with qtbot.waitSignal(grid.destroyed):
        grid.deleteLater()
    model.repaint(PHOTOS[0])
