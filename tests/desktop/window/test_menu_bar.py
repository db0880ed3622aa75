"""The bar of menus: everything is found in it, works from it, or says why it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.app import Program
from desktop.ui.controls import action
from desktop.window.main_window import MainWindow
from desktop.window.menu_bar import fill
from desktop.window.named_actions import named_actions
from tests.window import strike, wait_for_verdict


def entries(menu: QMenu) -> Iterator[QAction]:
    """Everything that can be chosen in a menu and the menus within it."""
    for entry in menu.actions():
        if entry.menu() is not None:
            yield from entries(entry.menu())
        elif not entry.isSeparator():
            yield entry


def all_entries(window: MainWindow) -> list[QAction]:
    menus = [title.menu() for title in window.menuBar().actions()]
    return [entry for menu in menus for entry in entries(menu)]


def test_every_action_with_a_name_is_found_in_the_bar(main_window: MainWindow) -> None:
    elsewhere = {"Open", "Menu of exports", "Sort", "Open again", "Dismiss", "Stop"}
    elsewhere |= {"Cancel the work", "Context menu", "Menu bar"}
    elsewhere |= {"Copy catalog tag", "Search for catalog tag"}
    elsewhere |= {"Show folder in the file manager", "Copy the folder's path"}
    named = named_actions(main_window)
    menus = {name for name, made in named.items() if made.menu() is not None}
    found = {entry.objectName() for entry in all_entries(main_window)}
    assert set(named) - found - menus == elsewhere


def test_nothing_stands_twice_and_each_menu_has_a_letter(main_window: MainWindow) -> None:
    chosen = [entry.objectName() for entry in all_entries(main_window) if entry.objectName()]
    assert len(chosen) == len(set(chosen))
    titles = [title.text() for title in main_window.menuBar().actions()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(titles)


def test_what_cannot_be_chosen_says_why(main_window: MainWindow) -> None:
    disabled = [entry for entry in all_entries(main_window) if not entry.isEnabled()]
    assert len(disabled) > 20
    assert [entry.text() for entry in disabled if not entry.statusTip()] == []


def test_a_reason_is_read_at_the_foot_while_it_is_pointed_at(
    qtbot: QtBot, main_window: MainWindow
) -> None:
    main_window.show()
    assert QTest.qWaitForWindowActive(main_window)
    main_window.status.show_idle("Ready")
    edit = main_window.menuBar().actions()[1].menu()
    undo = main_window.decisions.undo_action
    strike(main_window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(edit.isVisible)
    QTest.mouseMove(edit, edit.actionGeometry(undo).center())
    qtbot.waitUntil(lambda: main_window.status._words.accessibleName() == undo.statusTip())
    assert main_window.status.words == "Ready"
    edit.close()
    assert main_window.status._words.accessibleName() == "Ready"


def test_with_photos_open_only_what_has_no_meaning_now_is_left_out(explained: Program) -> None:
    disabled = [entry for entry in all_entries(explained.window) if not entry.isEnabled()]
    assert [entry.text() for entry in disabled if not entry.statusTip()] == []
    names = {entry.objectName() for entry in disabled}
    assert {"Undo", "Redo", "Keep it", "Own product"} <= names
    assert names.isdisjoint({"Accept", "Contrast", "What if", "Import the shop's file", "Grid"})


def test_a_decision_is_made_by_letters_alone(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    strike(window, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    decide = next(t.menu() for t in window.menuBar().actions() if t.text() == "&Decide")
    qtbot.waitUntil(decide.isVisible)
    QTest.keyClick(decide, Qt.Key.Key_Down)
    while decide.activeAction() is not window.decisions.skip_action:
        QTest.keyClick(decide, Qt.Key.Key_Down)
    QTest.keyClick(decide, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", Verdict.SKIPPED)


def test_keys_of_pictures_that_are_not_seen_do_nothing(explained: Program) -> None:
    window, compare = explained.window, explained.window.compare
    window.grid_action.trigger()
    assert not compare.what_if_action.isEnabled() and not compare.overlay_action.isEnabled()
    assert "grid" in compare.what_if_action.statusTip()
    window.grid_action.trigger()
    assert compare.what_if_action.isEnabled() and compare.overlay_action.isEnabled()


def test_a_table_that_names_nothing_is_refused(place: QWidget) -> None:
    known = {"Flag": action(place, "Flag")}
    menu = QMenu(place)
    fill(menu, ("Flag", "", ("More", ("Flag",))), known)
    assert [entry.text() for entry in menu.actions()] == ["Flag", "", "More"]
    assert known["Flag"].menuRole() is QAction.MenuRole.NoRole
    with pytest.raises(KeyError, match="Flog"):
        fill(menu, ("Flog",), known)


def test_f10_opens_the_first_menu_and_alt_leads_to_the_bar(
    qtbot: QtBot, main_window: MainWindow
) -> None:
    main_window.show()
    assert QTest.qWaitForWindowActive(main_window)
    bar = main_window.menuBar()
    file, edit = (title.menu() for title in bar.actions()[:2])
    strike(main_window, Qt.Key.Key_F10)
    qtbot.waitUntil(file.isVisible)
    assert file.activeAction() is main_window.open_menu.open_folder_action
    QTest.keyClick(file, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not file.isVisible())
    strike(main_window, Qt.Key.Key_Alt)
    assert bar.activeAction() is bar.actions()[0]
    strike(main_window, Qt.Key.Key_Right)
    strike(main_window, Qt.Key.Key_Down)
    qtbot.waitUntil(edit.isVisible)
    edit.close()
