"""The view that rests on the arithmetic of tiles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import Index
from desktop.panels.browser.tile_view import WHEEL_SHARE, TileView
from desktop.ui.photo_state import Listing
from tests.desktop.painted import painted, turn_wheel, where
from tests.window import WAIT_MS

MakeList = Callable[[int], PhotoList]


def test_grid_walks_by_row_and_filmstrip_does_not(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(10)
    photos.choose_first()
    qtbot.keyClick(photos, Qt.Key.Key_Down)
    assert photos.currentIndex().row() == 0
    photos.set_grid(True)
    across = photos.tiling().across
    assert across > 1
    for key, row in (("Down", across), ("Right", across + 1), ("Up", 1), ("End", 9), ("Home", 0)):
        qtbot.keyClick(photos, getattr(Qt.Key, f"Key_{key}"))
        assert photos.currentIndex().row() == row


def test_current_tile_comes_into_view_far_down_a_long_list(make_list: MakeList) -> None:
    photos = make_list(100_000)
    for grid in (False, True):
        photos.set_grid(grid)
        photos.step(90_000 if not grid else 1)
        shown = photos.visualRect(photos.currentIndex())
        assert photos.viewport().rect().contains(shown.center())


def test_click_and_shift_click_select_a_stretch(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(20)
    photos.set_grid(True)
    places = [photos.visualRect(photos.model().index(row, 0)).center() for row in (1, 4)]
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(photos.viewport(), click, pos=places[0])
    qtbot.mouseClick(photos.viewport(), click, Qt.KeyboardModifier.ShiftModifier, pos=places[1])
    assert [path.stem for path in photos.selected_paths()] == ["1", "2", "3", "4"]


def test_select_all_and_centre(make_list: MakeList) -> None:
    photos = make_list(50)
    photos.selectAll()
    assert len(photos.selected_paths()) == 50
    middle = photos.model().index(25, 0)
    photos.scrollTo(middle, QAbstractItemView.ScrollHint.PositionAtCenter)
    room: QRect = photos.viewport().rect()
    assert abs(photos.visualRect(middle).center().x() - room.center().x()) <= 1


def test_page_keys_move_by_what_is_seen(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(100)
    photos.choose_first()
    seen = photos.viewport().width() // photos.tile_size().width()
    qtbot.keyClick(photos, Qt.Key.Key_PageDown)
    assert photos.currentIndex().row() == seen
    photos.set_grid(True)
    rows = photos.viewport().height() // photos.tile_size().height()
    qtbot.keyClick(photos, Qt.Key.Key_PageDown)
    assert photos.currentIndex().row() == seen + max(1, rows) * photos.tiling().across
    qtbot.keyClick(photos, Qt.Key.Key_End)
    qtbot.keyClick(photos, Qt.Key.Key_PageDown)
    assert photos.currentIndex().row() == 99


@pytest.mark.parametrize("grid", [False, True])
def test_the_wheel_moves_along_the_list(make_list: MakeList, grid: bool) -> None:
    photos = make_list(100)
    photos.set_grid(grid)
    bar = photos.verticalScrollBar() if grid else photos.horizontalScrollBar()
    size = photos.tile_size().height() if grid else photos.tile_size().width()
    turn_wheel(photos.viewport(), -1)
    assert bar.value() == round(size * WHEEL_SHARE)
    turn_wheel(photos.viewport(), 1)
    assert bar.value() == 0


def test_many_tiles_that_changed_are_painted_without_a_look_at_each(
    qtbot: QtBot, make_list: MakeList, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, painted_at = list[int](), list[QRect]()
    lies, paint = TileView.visualRect, TileView.paintEvent

    def counted(self: TileView, index: Index) -> QRect:
        asked.append(index.row())
        return lies(self, index)

    def noted(self: TileView, event: QPaintEvent) -> None:
        painted_at.append(event.rect())
        paint(self, event)

    monkeypatch.setattr(TileView, "visualRect", counted)
    monkeypatch.setattr(TileView, "paintEvent", noted)
    photos = make_list(200)
    model = photos.model()
    qtbot.waitUntil(lambda: bool(painted_at), timeout=WAIT_MS)
    for last in (199, 0):  # all of them, and one
        asked.clear()
        painted_at.clear()
        model.dataChanged.emit(model.index(0, 0), model.index(last, 0))
        assert len(asked) < 10
        qtbot.waitUntil(lambda: bool(painted_at), timeout=WAIT_MS)


def test_letters_are_keys_of_their_own(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(20)
    photos.choose_first()
    qtbot.keyClick(photos, "5")
    assert photos.currentIndex().row() == 0


def test_what_lies_under_the_pointer_is_what_is_painted_there(make_list: MakeList) -> None:
    photos = make_list(50)
    for grid in (False, True):
        photos.set_grid(grid)
        photos.choose(Path("17.jpg"))
        shown = photos.visualRect(photos.currentIndex())
        assert photos.indexAt(shown.center()).row() == 17
        accent = where(painted(photos.viewport()), "accent")
        rows, columns = np.nonzero(accent)
        assert shown.contains(QPoint(int(columns.min()), int(rows.min())))
        assert shown.contains(QPoint(int(columns.max()), int(rows.max())))


def test_a_list_that_shrinks_scrolls_back(make_list: MakeList) -> None:
    photos = make_list(100)
    photos.step(100)
    photos.model().replace([Path("0.jpg"), Path("1.jpg")])
    assert photos.horizontalScrollBar().maximum() == 0
    assert photos.visualRect(photos.model().index(0)).left() == 0
    photos.model().clear()
    assert not photos.indexAt(QPoint(10, 10)).isValid()


def grouped(photos: PhotoList, sizes: dict[str, int]) -> None:
    named = [(Path(f"{name}{n}.jpg"), name) for name, many in sizes.items() for n in range(many)]
    photos.model().adopt(Listing.grouped([path for path, _ in named], [name for _, name in named]))


def test_groups_have_headings_in_the_grid_alone(make_list: MakeList) -> None:
    photos = make_list(0)
    photos.set_grid(True)
    grouped(photos, {"Bags": 1, "Hats": 4})
    tiling, size = photos.tiling(), photos.tile_size()
    assert tiling.head > 0
    first, second = (photos.visualRect(photos.model().index(row, 0)) for row in (0, 1))
    assert (first.top(), second.left()) == (tiling.head, 0)
    assert second.top() == 2 * tiling.head + size.height()
    words = where(painted(photos.viewport()), "text")
    assert words[: tiling.head].any()
    assert photos.heading(photos.groups()[1], 4) == ("Hats", "4")
    photos.set_grid(False)
    assert photos.visualRect(photos.model().index(1, 0)).top() == 0


def test_up_and_down_walk_over_headings(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(0)
    photos.resize(500, 1200)
    photos.set_grid(True)
    across = photos.tiling().across
    grouped(photos, {"Bags": across + 1, "Hats": across})
    assert photos.tiling().across == across > 1
    photos.choose_first()
    photos.step(across - 1)
    for key, row in (("Down", across), ("Down", across + 1), ("Down", across + 1), ("Up", across)):
        qtbot.keyClick(photos, getattr(Qt.Key, f"Key_{key}"))
        assert photos.currentIndex().row() == row
