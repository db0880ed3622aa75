"""What was decided is told in a window beside the photos, and leads back to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.vocabulary import Facet, ViewKey
from desktop.app import Program
from desktop.dialogs.history_dialog import HistoryDialog
from desktop.ui.path_table import NONE
from tests.window import (
    WAIT_MS,
    current,
    opened,
    pick,
    press,
    show,
    verdicts,
    wait_for_verdict,
)

CONTROL = Qt.KeyboardModifier.ControlModifier


def told(dialog: HistoryDialog) -> list[tuple[str, str]]:
    model = dialog._model
    cells = lambda row: (model.index(row, 0).data(), model.index(row, 1).data())  # noqa: E731
    return [cells(row) for row in range(model.rowCount())]


def strike(qtbot: QtBot, dialog: HistoryDialog, *keys: Qt.Key) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT_MS)
    for key in keys:
        QTest.keyClick(dialog.focusWidget(), key)


def return_to_window(qtbot: QtBot, program: Program) -> None:
    """Go back from the history's window, as a click does."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=WAIT_MS)


@pytest.fixture
def dialog(qtbot: QtBot, explained: Program) -> HistoryDialog:
    """Above the window: blue.png corrected, then two photos skipped together."""
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    photos = explained.window.photos
    photos.select(explained.window.model.paths[1:3])
    press(explained, Qt.Key.Key_S)
    wait_for_verdict(qtbot, explained, "grey.png", "skipped")
    press(explained, Qt.Key.Key_H, CONTROL)
    made = opened(qtbot, explained, HistoryDialog)
    qtbot.waitUntil(lambda: len(told(made)) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT_MS)
    return made


def test_all_is_told_the_newest_first_and_as_it_is_decided(
    qtbot: QtBot, explained: Program, dialog: HistoryDialog
) -> None:
    skipped, corrected = ("2 photos", "Skipped"), ("blue.png", "Corrected to Teal")
    assert told(dialog) == [skipped, corrected]
    return_to_window(qtbot, explained)
    press(explained, Qt.Key.Key_Z, CONTROL)
    undone = ("2 photos", "Skipped (undone)")
    qtbot.waitUntil(lambda: told(dialog) == [undone, corrected], timeout=WAIT_MS)
    press(explained, Qt.Key.Key_F)
    pick(qtbot, explained, "two things")
    flagged = "Flagged: two things"
    qtbot.waitUntil(lambda: told(dialog)[0][1] == flagged, timeout=WAIT_MS)
    assert told(dialog)[1:] == [undone, corrected]


def test_enter_goes_to_the_photo(qtbot: QtBot, explained: Program, dialog: HistoryDialog) -> None:
    assert current(explained) != "blue.png"
    strike(qtbot, dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(explained) == "blue.png", timeout=WAIT_MS)
    qtbot.waitUntil(explained.window.isActiveWindow, timeout=WAIT_MS)
    assert dialog.isVisible()
    assert "blue.png" not in explained.window.status.words
    assert verdicts(explained)["green.png"] == "skipped"  # Enter has decided nothing


def test_a_photo_that_the_view_does_not_list_is_found_among_all(
    qtbot: QtBot, explained: Program, dialog: HistoryDialog
) -> None:
    window = explained.window
    show(qtbot, explained, ViewKey.FLAGGED)
    explained.workbench.narrowing.choose(Facet.FOLDER, ["b"])
    window.top.search.setText("nothing like it")
    strike(qtbot, dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(explained) == "blue.png", timeout=WAIT_MS)
    assert (window.list_controls.view, window.chips.texts) == (ViewKey.ALL, [])
    assert window.model.rowCount() == 5
    assert window.status.words.startswith("blue.png is not in that view")


def test_a_photo_that_is_gone_is_said_to_be(
    qtbot: QtBot, explained: Program, dialog: HistoryDialog
) -> None:
    shared = explained.workbench.desk.shared
    blue = explained.window.model.paths[0]
    shared.photo_ids._numbers[shared.photo_ids.find(blue)] = NONE  # as when it was found missing
    strike(qtbot, dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not there any more" in explained.window.status.words, timeout=WAIT_MS)


def test_all_down_to_a_step_is_taken_back(
    qtbot: QtBot, explained: Program, dialog: HistoryDialog
) -> None:
    strike(qtbot, dialog, Qt.Key.Key_Down)
    assert dialog._undo.text() == "Undo 2 steps, back to this one"
    QTest.mouseClick(dialog._undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(verdicts(explained).values()) == {"to do"}, timeout=WAIT_MS)
    undone = [("2 photos", "Skipped (undone)"), ("blue.png", "Corrected to Teal (undone)")]
    qtbot.waitUntil(lambda: told(dialog) == undone, timeout=WAIT_MS)
    return_to_window(qtbot, explained)
    for name, verdict in (("blue.png", "corrected"), ("grey.png", "skipped")):
        press(explained, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        wait_for_verdict(qtbot, explained, name, verdict)


def test_older_steps_come_in_as_the_list_is_scrolled(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = explained.workbench.desk.shared.review
    (photo,) = explained.workbench.desk.shared.ids(explained.window.model.paths[:1])
    for number in range(450):
        review.decisions.flag([photo], f"reason {number}")
    press(explained, Qt.Key.Key_H, CONTROL)
    dialog = opened(qtbot, explained, HistoryDialog)
    qtbot.waitUntil(lambda: dialog._model.rowCount() >= 200, timeout=WAIT_MS)
    for rows in (400, 450):

        def scrolled(rows: int = rows) -> bool:  # the list may not be laid out yet at the first
            strike(qtbot, dialog, Qt.Key.Key_End)
            return dialog._model.rowCount() >= rows

        qtbot.waitUntil(scrolled, timeout=WAIT_MS)
    assert dialog._model.rowCount() == 450
    assert told(dialog)[-1][1] == "Flagged: reason 0"
    strike(qtbot, dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not explained.window.findChildren(HistoryDialog), timeout=WAIT_MS)
