"""What was accepted by itself is looked at in a sample, and what is wrong is to do again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.check_dialog import CheckDialog
from tests.window import WAIT_MS, opened, verdicts


def accept_all(qtbot: QtBot, program: Program) -> None:
    review = program.workbench.desk.shared.review
    photos = [row.id for row in review.photos.present()]
    review.decisions.accept(photos, automatic=True)
    program.workbench.desk.reload()
    qtbot.waitUntil(lambda: set(verdicts(program).values()) == {"accepted"}, timeout=WAIT_MS)


def test_a_sample_tells_the_error_rate_and_sends_back_what_is_wrong(
    qtbot: QtBot, explained: Program
) -> None:
    accept_all(qtbot, explained)
    explained.window.review_menu.check_action.trigger()
    dialog = opened(qtbot, explained, CheckDialog)
    assert len(dialog._grid.model.paths) == 5
    assert dialog._rate.text().startswith("0 of 5 wrong, which is 0.0 %. ")
    view, wrong = dialog._grid._list, dialog._grid.model.paths[1]
    place = view.visualRect(dialog._grid.model.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog._rate.text().startswith("1 of 5 wrong, which is 20.0 %. ")
    assert "3.6 to 62.4 %" in dialog._rate.text()
    dialog.accept()
    qtbot.waitUntil(lambda: verdicts(explained).get(wrong.name) == "to do", timeout=WAIT_MS)
    marks = [explained.window.model.mark(path) for path in explained.window.model.paths]
    assert [mark.automatic for mark in marks] == [False] * 5
    assert sorted(mark.verdict for mark in marks) == ["accepted"] * 4 + ["to do"]
    explained.window.decisions.undo_action.trigger()
    qtbot.waitUntil(lambda: set(verdicts(explained).values()) == {"accepted"}, timeout=WAIT_MS)


def test_a_larger_sample_begins_with_the_smaller_one(qtbot: QtBot, explained: Program) -> None:
    accept_all(qtbot, explained)
    explained.window.review_menu.check_action.trigger()
    checking = explained.workbench._check_accepted
    dialog = opened(qtbot, explained, CheckDialog)
    every = list(dialog._grid.model.paths)
    dialog._size.setRange(2, 5)
    dialog._size.setValue(2)
    qtbot.waitUntil(lambda: len(dialog._grid.model.paths) == 2, timeout=WAIT_MS)
    assert list(dialog._grid.model.paths) == every[:2]
    dialog.reject()
    assert checking._dialog is None


def test_who_asks_twice_gets_one_sample(qtbot: QtBot, explained: Program) -> None:
    accept_all(qtbot, explained)
    checking = explained.workbench._check_accepted
    for _ in range(2):
        explained.window.review_menu.check_action.trigger()
    dialog = opened(qtbot, explained, CheckDialog)
    seed, drawn = checking._seed, list[object]()
    explained.workbench.desk.ask(lambda shared: None, drawn.append)
    qtbot.waitUntil(lambda: bool(drawn), timeout=WAIT_MS)
    assert len(explained.window.findChildren(CheckDialog)) == 1
    assert checking._seed == seed  # a larger sample begins with this one
    dialog.reject()


def test_the_dialog_goes_with_the_review_that_it_is_about(qtbot: QtBot, explained: Program) -> None:
    accept_all(qtbot, explained)
    explained.window.review_menu.check_action.trigger()
    dialog = opened(qtbot, explained, CheckDialog)
    explained.workbench.desk.opened.emit(None)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)


def test_where_nothing_was_accepted_by_itself_that_is_said(
    qtbot: QtBot, explained: Program
) -> None:
    explained.window.review_menu.check_action.trigger()
    qtbot.waitUntil(
        lambda: explained.window.status.words.startswith("No auto-accepted photo is left"),
        timeout=WAIT_MS,
    )
