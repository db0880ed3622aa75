"""How the window is arranged, by keys, and kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.app import Program
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from tests.window import click, current, strike, wait_for_verdict

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_panels_go_and_come_by_their_keys_and_stay_so(
    explained: Program, settings: Settings
) -> None:
    window = explained.window
    strike(window, Qt.Key.Key_F7)
    assert not window.folders.isVisible() and window.inspector.isVisible()
    strike(window, Qt.Key.Key_F8)
    assert not window.inspector.isVisible()
    assert settings.hidden_panels == ["Left panel", "Right panel"]
    strike(window, Qt.Key.Key_F7)
    assert window.folders.isVisible() and settings.hidden_panels == ["Right panel"]
    again = MainWindow(settings)
    assert not again.folders.isHidden() and not again.view_actions.right_action.isChecked()
    assert again.decisions.parentWidget().isHidden()
    again.deleteLater()


def test_decisions_are_made_without_the_panel_that_shows_them(
    qtbot: QtBot, explained: Program
) -> None:
    strike(explained.window, Qt.Key.Key_F8)
    strike(explained.window, Qt.Key.Key_S)
    wait_for_verdict(qtbot, explained, "blue.png", Verdict.SKIPPED)


def test_a_panel_that_goes_leaves_the_keyboard_to_the_list(explained: Program) -> None:
    window = explained.window
    window.inspector.scores.setFocus()
    strike(window, Qt.Key.Key_F8)
    assert window.focusWidget() is window.photos


def test_the_screen_is_filled_and_left_again(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    strike(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    window.showNormal()  # as the system may
    qtbot.waitUntil(lambda: not window.view_actions.full_action.isChecked())
    strike(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    strike(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())


def test_tiles_grow_by_keys_and_wheel_and_stay_so(explained: Program, settings: Settings) -> None:
    window, photos = explained.window, explained.window.photos
    usual = photos.tile_size()
    strike(window, Qt.Key.Key_Plus, CTRL)
    assert photos.tile_size().width() > usual.width()
    turn(photos.viewport(), 120)
    window.grid_action.trigger()
    assert photos.tile_size().width() == 192 + usual.width() - 128
    assert settings.tile_width == 192
    turn(photos.viewport(), -120)
    strike(window, Qt.Key.Key_Minus, CTRL)
    assert photos.tile_size() == usual
    window.view_actions.larger_action.trigger()
    strike(window, Qt.Key.Key_0, CTRL)
    assert photos.tile_size() == usual
    strike(window, Qt.Key.Key_Minus, CTRL)
    again = MainWindow(settings)
    again.photos.set_grid(True)
    assert again.photos.tile_size() == photos.tile_size() != usual
    again.deleteLater()


def turn(widget: object, notch: int) -> None:
    at, none = QPointF(10, 10), Qt.MouseButton.NoButton
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, notch), none, CTRL, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def test_a_filmstrip_of_large_tiles_leaves_room_for_the_pictures(explained: Program) -> None:
    window = explained.window
    for _ in range(9):
        window.view_actions.larger_action.trigger()
    assert window.photos.tile_size().width() < 192
    assert window.minimumSizeHint().height() <= window.minimumHeight()
    window.grid_action.trigger()
    assert window.photos.tile_size().width() > 256


def test_staying_after_a_decision_is_said_kept_and_ended_by_a_click(
    qtbot: QtBot, explained: Program, settings: Settings
) -> None:
    window = explained.window
    assert not window.status.staying_button.isVisible()
    strike(window, Qt.Key.Key_N, CTRL | SHIFT)
    assert not settings.advances and window.status.staying_button.isVisible()
    strike(window, Qt.Key.Key_S)
    wait_for_verdict(qtbot, explained, "blue.png", Verdict.SKIPPED)
    assert current(explained) == "blue.png"
    click(window, window.status.staying_button)
    assert settings.advances and not window.status.staying_button.isVisible()
    strike(window, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", Verdict.ACCEPTED)
    assert current(explained) == "green.png"
