"""The arithmetic of tiles, and the view that rests on it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import PhotoModel
from desktop.panels.browser.tile_view import Tiling

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


def make_list(qtbot: QtBot, count: int) -> PhotoList:
    model = PhotoModel()
    photos = PhotoList(model)
    model.setParent(photos)
    qtbot.addWidget(photos)
    photos.resize(500, 400)
    photos.show()
    model.append([Path(f"{n}.jpg") for n in range(count)])
    return photos


def test_grid_walks_by_row_and_filmstrip_does_not(qtbot: QtBot) -> None:
    photos = make_list(qtbot, 10)
    photos.choose_first()
    qtbot.keyClick(photos, Qt.Key.Key_Down)
    assert photos.currentIndex().row() == 0
    photos.set_grid(True)
    across = photos.tiling().across
    assert across > 1
    for key, row in (("Down", across), ("Right", across + 1), ("Up", 1), ("End", 9), ("Home", 0)):
        qtbot.keyClick(photos, getattr(Qt.Key, f"Key_{key}"))
        assert photos.currentIndex().row() == row


def test_current_tile_comes_into_view_far_down_a_long_list(qtbot: QtBot) -> None:
    photos = make_list(qtbot, 100_000)
    for grid in (False, True):
        photos.set_grid(grid)
        photos.step(90_000 if not grid else 1)
        shown = photos.visualRect(photos.currentIndex())
        assert photos.viewport().rect().contains(shown.center())


def test_click_and_shift_click_select_a_stretch(qtbot: QtBot) -> None:
    photos = make_list(qtbot, 20)
    photos.set_grid(True)
    places = [photos.visualRect(photos.model().index(row, 0)).center() for row in (1, 4)]
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(photos.viewport(), click, pos=places[0])
    qtbot.mouseClick(photos.viewport(), click, Qt.KeyboardModifier.ShiftModifier, pos=places[1])
    assert [path.stem for path in photos.selected_paths()] == ["1", "2", "3", "4"]


def test_select_all_and_centre(qtbot: QtBot) -> None:
    photos = make_list(qtbot, 50)
    photos.selectAll()
    assert len(photos.selected_paths()) == 50
    middle = photos.model().index(25, 0)
    photos.scrollTo(middle, QAbstractItemView.ScrollHint.PositionAtCenter)
    room: QRect = photos.viewport().rect()
    assert abs(photos.visualRect(middle).center().x() - room.center().x()) <= 1
