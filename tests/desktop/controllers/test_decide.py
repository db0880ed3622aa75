"""Keys decide and lead on to the next photo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.panels.inspector.score_bars import ROWS
from tests.window import (
    WAIT_MS,
    current,
    pick,
    press,
    verdicts,
    wait_for_verdict,
)


def test_keys_decide_and_go_on_to_the_next(qtbot: QtBot, explained: Program) -> None:
    assert current(explained) == "blue.png"
    press(explained, Qt.Key.Key_Return)
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_S)
    assert current(explained) == "grey.png"
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    wait_for_verdict(qtbot, explained, "green.png", "skipped")
    assert explained.window.top._summary.text() == "1 done     4 to do     0 flagged"


def test_correct_takes_what_is_typed_and_flag_wants_a_reason(
    qtbot: QtBot, explained: Program
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "yel")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "green.png", "corrected")
    press(explained, Qt.Key.Key_F)
    pick(qtbot, explained, "two things")
    wait_for_verdict(qtbot, explained, "grey.png", "flagged")
    marks = {path.name: explained.window.model.mark(path) for path in explained.window.model.paths}
    assert (marks["blue.png"].tag, marks["green.png"].tag) == ("Yellow", "Teal")
    assert marks["grey.png"].reason == "two things"


def test_a_typing_error_becomes_no_tag_and_an_added_tag_is_offered_again(
    qtbot: QtBot, explained: Program
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Petrol blue")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    for name, typed, tag in (
        ("green.png", "yelow", "Yellow"),
        ("grey.png", "petroll", "Petrol blue"),
        ("red.png", "gray", "Grey"),
    ):
        press(explained, Qt.Key.Key_C)
        pick(qtbot, explained, typed)
        wait_for_verdict(qtbot, explained, name, "corrected")
        model = explained.window.model
        assert {path.name: model.mark(path).tag for path in model.paths}[name] == tag
    assert explained.workbench.added_tags.photos == {"Petrol blue": 2}


@pytest.mark.parametrize("by_mouse", [False, True], ids=["Shift+2", "double click"])
def test_a_suggested_class_is_taken(qtbot: QtBot, explained: Program, by_mouse: bool) -> None:
    window = explained.window
    second = window.inspector.scores.labels[1]
    if by_mouse:
        scores = window.inspector.scores
        row = QPoint(60, round(1.5 * scores.height() / ROWS))
        qtbot.mouseClick(scores, Qt.MouseButton.LeftButton, pos=row)
        assert explained.workbench.current_photo.label == second  # the first click explains it
        qtbot.mouseDClick(scores, Qt.MouseButton.LeftButton, pos=row)
    else:
        press(explained, Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert window.model.mark(window.model.paths[0]).tag == second
    assert current(explained) == "green.png"


def test_the_first_class_taken_is_accepted(qtbot: QtBot, explained: Program) -> None:
    press(explained, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")


def test_correct_begins_at_the_runner_up(qtbot: QtBot, explained: Program) -> None:
    second = explained.workbench.current_photo.prediction.top[1].label
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert explained.window.model.mark(explained.window.model.paths[0]).tag == second


def test_several_photos_are_decided_at_once(qtbot: QtBot, explained: Program) -> None:
    photos = explained.window.photos
    for row in (1, 3):
        photos.selectionModel().select(
            explained.window.model.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    press(explained, Qt.Key.Key_Return)
    for name in ("blue.png", "green.png", "red.png"):
        wait_for_verdict(qtbot, explained, name, "accepted")
    press(explained, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(verdicts(explained).values()) == {"to do"}, timeout=WAIT_MS)


def test_queue_sorted_meanwhile_is_begun_anew(qtbot: QtBot, explained: Program) -> None:
    window, deciding = explained.window, explained.workbench.decide
    window.photos.choose(window.model.paths[2])
    deciding._led_to = window.model.paths[2]
    deciding._on_listed()
    press(explained, Qt.Key.Key_Return)
    assert window.photos.currentIndex().row() == 0
    last = window.model.paths[-1]
    wait_for_verdict(qtbot, explained, window.model.paths[2].name, "accepted")
    window.photos.choose(last)
    press(explained, Qt.Key.Key_S)
    assert window.photos.currentIndex().row() == 0  # the end leads back to what is left
