"""What is decided, and the buttons that decide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.ui import theme
from desktop.ui.controls import KeyButton
from desktop.ui.words import VERDICT_SIGNS
from tests.desktop.painted import pixels_of, where


@pytest.fixture
def panel(qtbot: QtBot) -> DecisionPanel:
    made = DecisionPanel()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def named(panel: DecisionPanel, name: str) -> QLabel:
    return next(one for one in panel.findChildren(QLabel) if one.accessibleName() == name)


def test_every_button_and_key_decides(qtbot: QtBot, panel: DecisionPanel) -> None:
    panel.set_writable(True)
    panel.show_catalog("Handbags", "")
    buttons = panel.findChildren(KeyButton)
    asked = {button.defaultAction() for button in buttons}
    mine = (panel.accept_action, panel.correct_action, panel.keep_action, panel.flag_action)
    assert asked == {*mine, panel.skip_action, panel.undo_action}  # others have a key alone
    for button in buttons:
        with qtbot.waitSignal(button.defaultAction().triggered):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(panel.accept_action.triggered):
            qtbot.keyClick(panel, key)


def test_without_a_review_that_can_be_written_nothing_is_offered(panel: DecisionPanel) -> None:
    assert not any(choice.isEnabled() for choice in (*panel.deciding, *panel.walking))
    panel.set_writable(True)
    assert all(choice.isEnabled() for choice in (*panel.deciding, *panel.walking))
    panel.offer(False)
    assert not any(choice.isEnabled() for choice in panel.deciding)
    assert all(choice.isEnabled() for choice in panel.walking)


@pytest.mark.parametrize(("undo", "redo"), [(0, 0), (3, 0), (0, 1)])
def test_only_what_there_is_can_be_walked(panel: DecisionPanel, undo: int, redo: int) -> None:
    panel.set_depth(undo, redo)
    assert panel.undo_action.isEnabled() == bool(undo)
    assert panel.redo_action.isEnabled() == bool(redo)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_decision_is_shown_in_its_words_shape_and_colour(
    panel: DecisionPanel, verdict: Verdict
) -> None:
    panel.show_decision(verdict, "Corrected to Clutches" if verdict != "to do" else "")
    shape = panel._icon
    assert shape.isVisible() == (verdict is not Verdict.TODO)
    if verdict is Verdict.TODO:
        assert named(panel, "Decision").text() == "To do"
        return
    assert named(panel, "Decision").text() == "Corrected to Clutches"
    for scheme in (theme.LIGHT, theme.DARK):
        theme.current().choose(scheme)
        pixels = pixels_of(shape.grab().toImage())
        assert where(pixels, VERDICT_SIGNS[verdict].colour, 40).any()


def test_the_button_says_what_it_accepts_in_the_same_room(panel: DecisionPanel) -> None:
    accept = next(
        b for b in panel.findChildren(KeyButton) if b.defaultAction() is panel.accept_action
    )
    before, narrowest = accept.geometry(), panel.minimumSizeHint()
    panel.show_accepted("Hats & Caps for every kind of weather, and umbrellas")
    assert accept.accessibleName().startswith("Accept Hats & Caps")
    assert (accept.geometry(), panel.minimumSizeHint()) == (before, narrowest)
    panel.show_accepted("")
    assert accept.text() == "Accept"


def test_what_was_done_last_is_said_beside_undo_and_moves_nothing(panel: DecisionPanel) -> None:
    buttons = panel.findChildren(KeyButton)
    places, narrowest = [one.geometry() for one in buttons], panel.minimumSizeHint()
    for words in ("Accepted as Shirts", "Flagged: " + "much too long a reason " * 20, ""):
        panel.show_last(words, "blue.png" if words else "")
        assert panel._last.accessibleName() == words
        assert panel._last.toolTip() == (f"blue.png: {words}" if words else "")
        assert [one.geometry() for one in buttons] == places
        assert panel.minimumSizeHint() == narrowest
    panel.show_last("2,014 products and 2,014 photos: Accepted as Shirts", "", "Shirts")
    assert panel._last.text() == "Shirts"  # and not half a word from both ends
    undo = next(b for b in buttons if b.defaultAction() is panel.undo_action)
    assert undo.geometry().center().y() == pytest.approx(panel._last.geometry().center().y(), abs=2)


def test_the_catalog_s_tag_can_be_kept_where_there_is_one(panel: DecisionPanel) -> None:
    keep = next(b for b in panel.findChildren(KeyButton) if b.text() == "Keep it")
    said = named(panel, "Catalog tag")
    assert not keep.isVisible()
    panel.show_catalog("Handbags", "Red <b>bag</b>")
    assert said.text() == "Catalog says Handbags\nRed <b>bag</b>"
    assert keep.isVisible()
    panel.show_catalog("", "Red bag")
    assert not keep.isVisible()


def test_every_button_has_an_icon_before_its_words(panel: DecisionPanel) -> None:
    buttons = panel.findChildren(KeyButton)
    assert len(buttons) == 6
    assert [one.accessibleName() for one in buttons if one.icon().isNull()] == []
