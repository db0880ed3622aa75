"""Accepting by itself: as far as the card's risk curve goes, and undone at one stroke."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import LeftAlone
from desktop.app import Program
from desktop.controllers.auto_accept import risk_curve
from desktop.dialogs.auto_accept_dialog import AutoAcceptDialog
from tests.window import (
    WAIT_MS,
    opened,
)

CURVE = {"test": {"risk_coverage": [[0.9, 0.5, 0.01], [0.1, 1.0, 0.2]]}}
ALL_SURE = "UPDATE photos SET status = 'known', confidence = 0.99"


@pytest.fixture
def measured(explained: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with a network whose errors are known, and which is sure of every photo."""
    classifier = explained.workbench.network.classifier
    card = replace(classifier.pack.card, metrics=CURVE)
    monkeypatch.setattr(classifier, "pack", replace(classifier.pack, card=card))
    write(explained, ALL_SURE)
    return explained


def write(program: Program, sql: str, *values: object) -> None:
    with program.workbench.desk.shared.review.database.transaction() as connection:
        connection.execute(sql, values)


def offered(qtbot: QtBot, program: Program) -> AutoAcceptDialog:
    """The dialog, with the photos that it would take."""
    program.window.review_menu.auto_action.trigger()
    dialog = opened(qtbot, program, AutoAcceptDialog)
    qtbot.waitUntil(lambda: dialog._complete, timeout=WAIT_MS)
    return dialog


def shown(dialog: AutoAcceptDialog) -> set[str]:
    return {path.name for path in dialog._grid.model.paths}


def automatic(program: Program) -> set[str]:
    model = program.window.model
    return {path.name for path in model.paths if model.mark(path).automatic}


def test_accepts_by_itself_what_is_sure_and_undoes_it_at_once(
    qtbot: QtBot, measured: Program
) -> None:
    write(measured, "UPDATE photos SET confidence = 0.6 WHERE path LIKE '%red%'")
    dialog = offered(qtbot, measured)
    dialog._slider.set_value(95)
    assert not dialog._yes.isEnabled()  # before its photos are seen
    qtbot.waitUntil(lambda: dialog._complete, timeout=WAIT_MS)
    taken = {"blue.png", "green.png", "grey.png", "yellow.png"}
    assert shown(dialog) == taken
    assert dialog._yes.text() == "Accept 4 photos"
    assert "expected to be wrong" in dialog._errors.text()
    dialog.accept()
    qtbot.waitUntil(lambda: automatic(measured) == taken, timeout=WAIT_MS)
    measured.window.decisions.undo_action.trigger()
    qtbot.waitUntil(lambda: not automatic(measured), timeout=WAIT_MS)


def test_leaves_what_the_window_says_to_look_at_unless_asked(
    qtbot: QtBot, measured: Program
) -> None:
    write(measured, "UPDATE photos SET status = 'uncertain' WHERE path LIKE '%grey%'")
    write(measured, "UPDATE photos SET catalog_label = 'Red' WHERE path LIKE '%green%'")
    write(measured, "UPDATE photos SET cluster = 1 WHERE path LIKE '%red%' OR path LIKE '%yell%'")
    dialog = offered(qtbot, measured)
    assert shown(dialog) == {"blue.png"}
    assert dialog._accepts.text() == "1 photo would be accepted, 4 left for you."
    rows = {reason: row[1].text() for reason, row in dialog._left._rows.items()}
    assert (rows[LeftAlone.UNCERTAIN], rows[LeftAlone.DISAGREES]) == ("1", "1")
    assert rows[LeftAlone.ALIKE] == "2"
    dialog._left._boxes[LeftAlone.DISAGREES].setChecked(True)
    qtbot.waitUntil(lambda: dialog._complete, timeout=WAIT_MS)
    assert shown(dialog) == {"blue.png", "green.png"}
    dialog.accept()
    qtbot.waitUntil(lambda: automatic(measured) == {"blue.png", "green.png"}, timeout=WAIT_MS)


def test_who_asks_twice_is_asked_once(qtbot: QtBot, measured: Program) -> None:
    measured.window.review_menu.auto_action.trigger()
    dialog = offered(qtbot, measured)
    settled = list[object]()
    measured.workbench.desk.ask(lambda shared: None, settled.append)
    qtbot.waitUntil(lambda: bool(settled), timeout=WAIT_MS)
    assert measured.window.findChildren(AutoAcceptDialog) == [dialog]
    dialog.reject()


def test_the_dialog_goes_with_the_review_that_it_is_about(qtbot: QtBot, measured: Program) -> None:
    dialog = offered(qtbot, measured)
    measured.workbench.desk.opened.emit(None)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)


def test_what_is_selected_in_the_grid_stays(qtbot: QtBot, measured: Program) -> None:
    dialog = offered(qtbot, measured)
    view = dialog._grid._list
    row = next(r for r, path in enumerate(dialog._grid.model.paths) if path.name == "red.png")
    place = view.visualRect(dialog._grid.model.index(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog._yes.text() == "Accept 4 photos"
    assert "1 selected to be left" in dialog._heading.text()
    dialog.accept()
    taken = {"blue.png", "green.png", "grey.png", "yellow.png"}
    qtbot.waitUntil(lambda: automatic(measured) == taken, timeout=WAIT_MS)
    assert measured.window.status.words.startswith("4 photos auto-accepted")


def test_without_a_risk_curve_nothing_is_accepted_by_itself(explained: Program) -> None:
    assert risk_curve(explained.workbench.network.pack) == []
    explained.window.review_menu.auto_action.trigger()
    assert "no risk curve" in explained.window.notice.text()


def test_a_photo_that_is_called_unknown_by_now_is_left_and_not_counted(
    qtbot: QtBot, measured: Program
) -> None:
    dialog = offered(qtbot, measured)
    write(measured, "UPDATE photos SET status = 'unknown' WHERE path LIKE '%red%'")
    dialog.accept()
    taken = {"blue.png", "green.png", "grey.png", "yellow.png"}
    qtbot.waitUntil(lambda: automatic(measured) == taken, timeout=WAIT_MS)
    assert measured.window.status.words == "4 entries auto-accepted"
