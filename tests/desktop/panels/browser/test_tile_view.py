"""The arithmetic of tiles, and the view that rests on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.tile_view import WHEEL_SHARE, Tiling
from tests.desktop.painted import painted, turn_wheel, where

MakeList = Callable[[int], PhotoList]
TILINGS = st.builds(
    Tiling, st.integers(0, 500), st.integers(1, 12), st.integers(1, 200), st.integers(1, 200)
)


@given(TILINGS, st.data())
def test_a_tile_is_found_where_it_lies(tiling: Tiling, data: st.DataObject) -> None:
    if tiling.count:
        place = data.draw(st.integers(0, tiling.count - 1))
        left, top = tiling.corner(place)
        assert tiling.at(left, top) == place
        assert tiling.within(left, top, 1, 1) == [place]
        assert top < tiling.down * tiling.height


@given(TILINGS)
def test_everything_lies_within_the_whole(tiling: Tiling) -> None:
    whole = (0, 0, tiling.across * tiling.width, max(1, tiling.down * tiling.height))
    assert tiling.within(*whole) == list(range(tiling.count))
    assert tiling.at(-1, 0) is None
    assert tiling.at(0, whole[3] + tiling.height) is None


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
