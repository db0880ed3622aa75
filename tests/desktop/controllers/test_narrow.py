"""Everything that narrows the list is one thing, shown wherever it can be changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.vocabulary import Facet, ViewKey
from desktop.app import Program
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, strike, verdicts


def tick(program: Program, facet: Facet, value: str) -> None:
    program.window.facets.ticked.emit(facet, value)


def wait_for(qtbot: QtBot, program: Program, *names: str) -> None:
    wanted = {f"{name}.png" for name in names}
    qtbot.waitUntil(lambda: set(verdicts(program)) == wanted, timeout=WAIT_MS)


def test_facets_search_and_folders_narrow_together_and_each_chip_gives_way(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window = explained.window
    tick(explained, Facet.CLASS, "Red")
    wait_for(qtbot, explained, "red")
    tick(explained, Facet.CLASS, "Blue")
    wait_for(qtbot, explained, "red", "blue")
    window.folders.ticked.emit(products / "a")
    wait_for(qtbot, explained, "blue")
    window.top.search.setText("blu")
    qtbot.waitUntil(lambda: "“blu”" in window.chips.texts, timeout=WAIT_MS)
    wait_for(qtbot, explained, "blue")
    assert window.chips.texts == ["“blu”", "Class: Red", "Class: Blue", "Folder: a"]
    window.chips._chips[0].click()
    assert window.top.text == ""
    window.chips._chips[-1].click()
    wait_for(qtbot, explained, "red", "blue")


def test_one_key_clears_all(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    tick(explained, Facet.DECISION, "flagged")
    window.top.search.setText("red")
    qtbot.waitUntil(lambda: len(window.chips.texts) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)
    window.activateWindow()
    window.photos.setFocus()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    strike(window, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert (window.chips.texts, window.top.text) == ([], "")
    assert not window.top.clear_action.isEnabled()


def test_by_the_keyboard_alone_and_letters_go_on_deciding(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    strike(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.facets.view
    place = lambda: window.facets.tree.place(Facet.DECISION, "to do")  # noqa: E731
    qtbot.waitUntil(lambda: place().isValid(), timeout=WAIT_MS)
    while window.facets.view.currentIndex() != place():
        strike(window, Qt.Key.Key_Down)
    strike(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.chips.texts == ["Decision: To do"], timeout=WAIT_MS)
    assert QApplication.focusWidget() is window.facets.view
    wait_for(qtbot, explained, *(label.lower() for label in LABELS))
    strike(window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "skipped" in verdicts(explained).values(), timeout=WAIT_MS)


def test_another_folder_begins_with_nothing_narrowed(
    qtbot: QtBot, start: Start, explained: Program, products: Path
) -> None:
    tick(explained, Facet.CLASS, "Red")
    wait_for(qtbot, explained, "red")
    explained.workbench.open([products / "b"])
    explained.window.list_controls.turn_to(ViewKey.ALL)
    wait_for(qtbot, explained, "red", "yellow")
    assert explained.window.chips.texts == []
    assert explained.window.facets.isVisible()


def test_without_a_review_folders_alone_narrow(qtbot: QtBot, start: Start, products: Path) -> None:
    program = start(products / "a", products / "b")
    window = program.window
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert not window.facets.isVisible()
    window.folders.ticked.emit(products / "b")
    wait_for(qtbot, program, "red", "yellow")
    window.folders.ticked.emit(products / "a")
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    window.folders.ticked.emit(None)
    assert window.chips.texts == []
