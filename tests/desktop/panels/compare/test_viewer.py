"""One pane: wheel, mouse and keys move the picture, and what is painted follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytest import approx
from pytestqt.qtbot import QtBot

from desktop.panels.compare.view_state import MARGIN, View
from desktop.panels.compare.viewer import PAN_STEP, WHEEL_STEP, LinkedView, Viewer
from desktop.ui.qimage import Picture
from tests.desktop.painted import painted, turn_wheel, where

Draw = Callable[..., Picture]
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def linked() -> LinkedView:
    return LinkedView()


@pytest.fixture
def viewer(qtbot: QtBot, linked: LinkedView, picture: Draw) -> Viewer:
    made = Viewer("Original photo", linked)
    qtbot.addWidget(made)
    made.resize(332, 332)  # 300 px between the margins: 400 px fit at 0.75
    made.show()
    made.show_picture(picture())
    return made


def drag(viewer: Viewer, *path: QPoint) -> None:
    QTest.mousePress(viewer, LEFT, NO_KEY, path[0])
    for place in path[1:]:
        QTest.mouseMove(viewer, place)
    QTest.mouseRelease(viewer, LEFT, NO_KEY, path[-1])


def test_a_picture_is_fitted_and_painted_where_it_is_said_to_lie(viewer: Viewer) -> None:
    assert viewer.factor() == approx(0.75)
    pixels = painted(viewer)
    red = (pixels == (255, 0, 0)).all(axis=2)
    assert red.any(axis=1).sum() == 300
    assert red[:, 200].any()
    assert not red[:, :160].any()
    assert where(pixels, "canvas")[: MARGIN - 1].all()
    assert viewer.place(QPointF(0, 0)) is None
    assert viewer.place(QPointF(viewer.rect().center())).x() == approx(0.5, abs=0.01)


def test_the_wheel_zooms_about_the_pointer(viewer: Viewer) -> None:
    at = QPointF(200, 100)
    before = viewer.place(at)
    turn_wheel(viewer, 4, at)
    assert viewer.factor() == approx(0.75 * WHEEL_STEP**4)
    assert (viewer.place(at) - before).manhattanLength() < 1e-6
    turn_wheel(viewer, -4, at)
    assert viewer.factor() == approx(0.75)


def test_a_zoomed_picture_is_dragged_with_the_pointer(viewer: Viewer) -> None:
    viewer.zoom(4)
    start, end = QPoint(150, 150), QPoint(110, 170)
    grabbed = viewer.place(QPointF(start))
    drag(viewer, start, QPoint(130, 160), end)
    assert (viewer.place(QPointF(end)) - grabbed).manhattanLength() < 1e-6
    rests = viewer.place(QPointF(end))
    QTest.mouseMove(viewer, QPoint(10, 10))
    assert viewer.place(QPointF(end)) == rests


def test_a_double_click_shows_photo_pixels_and_another_all(qtbot: QtBot, viewer: Viewer) -> None:
    for factor in (1, 0.75):
        qtbot.mouseDClick(viewer, LEFT, pos=QPoint(100, 100))
        qtbot.mouseRelease(viewer, LEFT, pos=QPoint(100, 100))
        assert viewer.factor() == approx(factor)


def test_arrows_lead_to_the_photos_beside(qtbot: QtBot, viewer: Viewer) -> None:
    for key, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
        with qtbot.waitSignal(viewer.stepped) as told:
            qtbot.keyClick(viewer, key)
        assert told.args == [step]


def test_a_step_moves_what_is_zoomed(viewer: Viewer) -> None:
    viewer.zoom(8)
    before = viewer.place(QPointF(150, 150))
    viewer.pan_step(-1, 0)
    viewer.pan_step(0, -1)
    moved = viewer.place(QPointF(150, 150)) - before
    assert moved.x() * 300 * viewer.factor() == approx(PAN_STEP)
    assert moved.y() * 400 * viewer.factor() == approx(PAN_STEP)


def test_the_pointer_tells_which_point_it_is_on(qtbot: QtBot, viewer: Viewer) -> None:
    middle = viewer.rect().center()
    QTest.mouseMove(viewer, QPoint(50, 50))  # else it might be there already
    for place, inside in ((middle, True), (QPoint(2, 2), False)):
        with qtbot.waitSignal(viewer.pointed) as told:
            QTest.mouseMove(viewer, place)
        point, on_screen = told.args
        assert (point is not None) == inside
        assert on_screen == viewer.mapToGlobal(place)


def test_while_picking_presses_and_drags_touch_instead_of_moving(viewer: Viewer) -> None:
    touched: list[tuple[float, bool]] = []
    viewer.touched.connect(lambda at, first: touched.append((round(at.x(), 1), first)))
    drag(viewer, QPoint(166, 150), QPoint(211, 150))
    assert touched == []
    viewer.picking = True
    viewer.zoom(2)
    view = viewer.place(QPointF(5, 150))
    drag(viewer, QPoint(166, 150), QPoint(211, 150), QPoint(330, 331))
    assert touched == [(0.5, True), (0.6, False), (0.9, False)]
    assert viewer.place(QPointF(5, 150)) == view


def test_panes_that_share_a_view_move_together(
    qtbot: QtBot, viewer: Viewer, linked: LinkedView, picture: Draw
) -> None:
    other = Viewer("Photo with overlay", linked)
    qtbot.addWidget(other)
    other.resize(viewer.size())
    other.show_picture(picture())
    with qtbot.waitSignal(linked.changed):
        turn_wheel(viewer, 3, QPointF(100, 50))
    assert other.factor() == viewer.factor()
    assert other.place(QPointF(100, 50)) == viewer.place(QPointF(100, 50))
    with qtbot.assertNotEmitted(linked.changed):
        linked.set(linked.view)


def test_without_a_picture_words_are_shown_and_nothing_moves(
    viewer: Viewer, linked: LinkedView
) -> None:
    viewer.show_picture(None, "bag.jpg: " + "a/very/long/path" * 12)
    words = where(painted(viewer), "muted", 60)
    lines = words.any(axis=1).nonzero()[0]
    assert lines.max() - lines.min() > 3 * viewer.fontMetrics().height()
    assert not words[:, :20].any()
    assert not words[:, 312:].any()
    turn_wheel(viewer, 3)
    viewer.actual_size()
    drag(viewer, QPoint(10, 10), QPoint(60, 60))
    assert linked.view == View()
    assert viewer.accessibleDescription().startswith("bag.jpg: ")
