"""Selected photos are seen side by side under one zoom, and any of them decided by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.controllers.side_by_side import CHOOSE
from desktop.dialogs.picker import Picker
from desktop.dialogs.side_by_side_dialog import SideBySideDialog
from tests.window import WAIT_MS, Start, current, opened, pick, press, strike, verdicts

CTRL = Qt.KeyboardModifier.ControlModifier


def select(program: Program, *chosen: str) -> None:
    photos = program.window.photos
    photos.select([path for path in program.window.model.paths if path.name in chosen])


@pytest.fixture
def dialog(qtbot: QtBot, explained: Program) -> SideBySideDialog:
    """Blue, green and grey, all of them there."""
    select(explained, "green.png", "grey.png")
    press(explained, Qt.Key.Key_V)
    made = opened(qtbot, explained, SideBySideDialog)
    qtbot.waitUntil(lambda: all(pane.viewer.picture for pane in made.panes), timeout=WAIT_MS)
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT_MS)
    return made


def activate(qtbot: QtBot, dialog: SideBySideDialog) -> None:
    """A picker has closed: a window manager gives the keyboard back, here nobody does."""
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=WAIT_MS)


def said(dialog: SideBySideDialog) -> list[tuple[str, str, str]]:
    return [(pane._name.text(), pane._tag.text(), pane._decision.text()) for pane in dialog.panes]


def test_each_has_its_tag_confidence_and_decision(dialog: SideBySideDialog) -> None:
    assert [name for name, _, _ in said(dialog)] == [
        "1   blue.png",
        "2   green.png",
        "3   grey.png",
    ]
    for (_, tag, decision), label in zip(said(dialog), ("Blue", "Green", "Grey"), strict=True):
        assert tag.startswith(label) and "%" in tag
        assert decision == "To do"


def test_zoom_and_place_are_the_same_for_all(qtbot: QtBot, dialog: SideBySideDialog) -> None:
    def factors() -> set[float]:
        return {round(pane.viewer.factor(), 6) for pane in dialog.panes}

    fitted = factors()
    viewer = dialog.panes[1].viewer
    middle = QPointF(viewer.rect().center())
    viewer.wheelEvent(
        QWheelEvent(
            middle, viewer.mapToGlobal(middle), QPoint(), QPoint(0, 480),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip
    zoomed = factors()
    assert len(zoomed) == 1 and max(zoomed) > max(fitted)
    before = [pane.viewer.place(middle) for pane in dialog.panes]
    strike(dialog, Qt.Key.Key_Plus)
    for _ in range(3):
        strike(dialog, Qt.Key.Key_Left, CTRL | Qt.KeyboardModifier.ShiftModifier)
    after = [pane.viewer.place(middle) for pane in dialog.panes]
    first, *others = after
    for place in others:  # a row's panes differ by a px where its width cannot be divided
        assert (place.x(), place.y()) == pytest.approx((first.x(), first.y()), abs=0.005)
    assert after != before
    strike(dialog, Qt.Key.Key_0)
    assert factors() == fitted


def test_keys_decide_the_marked_photo_and_mark_the_next(
    qtbot: QtBot, explained: Program, dialog: SideBySideDialog
) -> None:
    strike(dialog, Qt.Key.Key_2)
    assert dialog.marked.name == "green.png"
    strike(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: verdicts(explained)["green.png"] == "accepted", timeout=WAIT_MS)
    assert dialog.marked.name == "grey.png"
    assert said(dialog)[1][2] == "Accepted as Green"
    strike(dialog, Qt.Key.Key_F)
    pick(qtbot, explained, "two things")
    qtbot.waitUntil(lambda: verdicts(explained)["grey.png"] == "flagged", timeout=WAIT_MS)
    assert dialog.marked.name == "blue.png"
    activate(qtbot, dialog)
    strike(dialog, Qt.Key.Key_C)
    pick(qtbot, explained, "yellow")
    qtbot.waitUntil(lambda: verdicts(explained)["blue.png"] == "corrected", timeout=WAIT_MS)
    assert dialog.marked.name == "blue.png"  # nothing is left to do
    activate(qtbot, dialog)
    strike(dialog, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: said(dialog)[0][2] == "To do", timeout=WAIT_MS)


def test_another_photo_is_not_corrected_by_the_answer_about_the_lists(
    qtbot: QtBot, explained: Program, dialog: SideBySideDialog
) -> None:
    figures = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        activate(qtbot, dialog)
        strike(dialog, key)
        strike(dialog, Qt.Key.Key_C)
        picker = opened(qtbot, explained, Picker)
        figures.append([choice.figure for choice in picker._choices.values()])
        picker.reject()
        qtbot.waitUntil(lambda: not explained.window.findChildren(Picker), timeout=WAIT_MS)
    of_blue, of_green = figures
    assert all("%" in figure for figure in of_blue[:-1])
    assert not any(of_green)


def test_arrows_and_clicks_mark_and_the_list_is_gone_to(
    qtbot: QtBot, explained: Program, dialog: SideBySideDialog
) -> None:
    strike(dialog, Qt.Key.Key_Left)
    assert dialog.marked.name == "blue.png"
    strike(dialog, Qt.Key.Key_Right)
    assert dialog.marked.name == "green.png"
    qtbot.mouseClick(dialog.panes[2].viewer, Qt.MouseButton.LeftButton)
    assert [bool(pane.property("marked")) for pane in dialog.panes] == [False, False, True]
    strike(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: current(explained) == "grey.png", timeout=WAIT_MS)
    assert set(verdicts(explained).values()) == {"to do"}


def test_fewer_than_two_or_more_than_four_are_not_offered(qtbot: QtBot, explained: Program) -> None:
    beside = explained.window.compare.beside_action
    assert (beside.isEnabled(), beside.statusTip()) == (False, CHOOSE)
    select(explained, "green.png")
    assert (beside.isEnabled(), beside.statusTip()) == (True, "")
    explained.window.photos.selectAll()
    assert explained.window.photos.selected_count() == 5 and not beside.isEnabled()


def test_a_photo_that_cannot_be_read_says_why(qtbot: QtBot, explained: Program) -> None:
    red = next(path for path in explained.window.model.paths if path.name == "red.png")
    explained.workbench.pictures.forget()
    red.write_bytes(b"no photo any more")
    select(explained, "red.png")
    press(explained, Qt.Key.Key_V)
    dialog = opened(qtbot, explained, SideBySideDialog)
    qtbot.waitUntil(
        lambda: "red.png" in dialog.panes[1].viewer.accessibleDescription(), timeout=WAIT_MS
    )
    assert dialog.panes[1].viewer.picture is None


def test_the_window_takes_it_along(qtbot: QtBot, dialog: SideBySideDialog) -> None:
    window = dialog.parent()
    window.close()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_without_a_review_nothing_is_decided(
    qtbot: QtBot, start: Start, explained: Program, dialog: SideBySideDialog
) -> None:
    dialog.offer(False)
    assert not any(choice.isEnabled() for choice in dialog.keys.deciding)
