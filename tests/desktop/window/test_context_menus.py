"""Menus opened by a right click and by the keyboard, about what they were opened on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.app import Program
from desktop.ui.menu import Menu
from desktop.window.menu_table import DECIDING
from tests.window import WAIT_MS, current, strike, wait_for_verdict

MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard


def ask(
    program: Program,
    widget: QWidget,
    point: QPoint | None = None,
    reason: QContextMenuEvent.Reason = MOUSE,
) -> Menu | None:
    """Right-click, or press the Menu key, and give the menu that opens."""
    watched = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    at = point or watched.rect().center()
    if reason is MOUSE:
        QTest.mouseClick(watched, Qt.MouseButton.RightButton, pos=at)
    menus = program.window.context_menus
    menus.menu = None
    QApplication.sendEvent(watched, QContextMenuEvent(reason, at, watched.mapToGlobal(at)))
    return menus.menu


def names(menu: Menu | None) -> list[str]:
    assert menu is not None
    return [entry.objectName() for entry in menu.actions() if entry.objectName()]


def tile(program: Program, row: int) -> QPoint:
    photos = program.window.photos
    return photos.visualRect(program.window.model.index(row)).center()


def test_a_right_click_on_a_tile_decides_about_it(qtbot: QtBot, explained: Program) -> None:
    photos = explained.window.photos
    photos.choose(explained.window.model.paths[0])
    menu = ask(explained, photos, tile(explained, 1))
    assert current(explained) == "green.png"
    assert names(menu)[: len(DECIDING)] == list(DECIDING)
    assert {"Copy path", "Show in the file manager"} <= set(names(menu))
    assert menu is not None
    menu.setActiveAction(explained.window.decisions.skip_action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "green.png", Verdict.SKIPPED)
    assert explained.window.model.mark(explained.window.model.paths[0]).pending


def test_on_one_of_several_selected_it_is_about_all_of_them(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window
    QTest.keyClick(window.photos, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    menu = ask(explained, window.photos, tile(explained, 0))
    assert window.photos.selected_count() == 2
    assert menu is not None
    menu.setActiveAction(window.decisions.skip_action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    for name in ("blue.png", "green.png"):
        wait_for_verdict(qtbot, explained, name, Verdict.SKIPPED)


def test_beside_the_tiles_there_is_none(explained: Program) -> None:
    photos = explained.window.photos
    explained.window.grid_action.trigger()
    corner = photos.viewport().rect().bottomRight() - QPoint(2, 2)
    assert ask(explained, photos, corner) is None
    by_key = ask(explained, photos, tile(explained, 0), KEYBOARD)
    assert "Accept" in names(by_key)
    assert by_key is not None
    by_key.close()


def test_a_class_is_explained_or_taken_where_it_stands(explained: Program) -> None:
    scores = explained.window.inspector.scores
    second = QPoint(20, scores.height() * 3 // 10)
    menu = ask(explained, scores, second)
    assert names(menu)[:2] == ["Explain class 2", "Take class 2"]
    assert menu is not None
    assert scores.labels[1] in menu.actions()[0].text()
    menu.close()
    by_key = ask(explained, scores, second, KEYBOARD)
    assert names(by_key)[0] == "Explain class 1"
    assert by_key is not None
    by_key.close()


@pytest.mark.parametrize(
    ("place", "entry"),
    [
        ("original", "Fit"),
        ("why", "Contrast"),
        ("folders", "Show folder in the file manager"),
        ("views", "Auto-accept"),
    ],
)
def test_every_place_has_its_own(explained: Program, place: str, entry: str) -> None:
    window = explained.window
    widgets = {
        "original": window.compare.original,
        "why": window.compare.why,
        "folders": window.folders.tree_view,
        "views": window.views.list_view,
    }
    menu = ask(explained, widgets[place])
    assert entry in names(menu)
    assert menu is not None
    menu.close()


def test_the_catalogs_tag_is_copied_and_searched_for(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    window.decisions.show_catalog("Blue", "Mug")
    menu = ask(explained, window.decisions.existing)
    assert names(menu)[0] == "Keep it"
    assert menu is not None
    menu.close()
    window.decisions.copy_catalog_action.trigger()
    assert QApplication.clipboard().text() == "Blue"
    bench = explained.workbench
    assert bench is not None
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        window.decisions.seek_catalog_action.trigger()
    assert window.top.text == "Blue"


def test_menus_are_gone_once_closed(qtbot: QtBot, explained: Program) -> None:
    before = len(explained.window.findChildren(Menu))
    menu = ask(explained, explained.window.compare.original)
    assert menu is not None
    menu.close()
    qtbot.waitUntil(lambda: len(explained.window.findChildren(Menu)) == before)


def test_the_key_opens_the_menu_of_what_has_the_keyboard(explained: Program) -> None:
    window, menus = explained.window, explained.window.context_menus
    for place, entry in (
        (window.photos, "Copy path"),
        (window.inspector.scores, "Explain class 1"),
        (window.compare.original, "Fit"),
    ):
        place.setFocus()
        strike(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        assert entry in names(menus.menu)
        assert menus.menu is not None
        lies_on = window.mapFromGlobal(menus.menu.pos())
        assert window.rect().contains(lies_on)
        menus.menu.close()
    window.photos.setFocus()
    window.top.search.setFocus()  # a field has a menu of its own
    menus.menu = None
    strike(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert menus.menu is None
