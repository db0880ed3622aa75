"""The line at the foot: tagging gives way to an export that runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.status_bar import STEPS, StatusBar


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    return made


def seen(status: StatusBar) -> tuple[str, bool, bool, bool]:
    """Words, and whether bar, pause and cancel are shown."""
    parts = (status._bar, status._pause_button, status._cancel_button)
    bar, pause, cancel = (not part.isHidden() for part in parts)
    return status._words._whole, bar, pause, cancel


def test_tagging_shows_how_far_it_is_and_can_rest(qtbot: QtBot, status: StatusBar) -> None:
    status.show_tagging(0.25, "Tagging 1 of 4")
    assert seen(status) == ("Tagging 1 of 4", True, True, False)
    assert status._bar.value() == STEPS / 4
    with qtbot.waitSignal(status.paused) as told:
        status.pause_action.trigger()
    assert (told.args, status.pause_action.text()) == ([True], "Resume")
    status.show_tagged("4 photos tagged")
    assert seen(status) == ("4 photos tagged", False, False, False)


def test_an_export_is_told_first(qtbot: QtBot, status: StatusBar) -> None:
    status.show_work(None, "Writing report.pdf")
    status.show_tagging(0.5, "Tagging 2 of 4")
    status.show_tagged("4 photos tagged")
    assert seen(status) == ("Writing report.pdf", False, False, True)
    with qtbot.waitSignal(status.cancelled):
        status.cancel_action.trigger()
    status.show_idle("Export stopped")
    status.show_tagging(0.5, "Tagging 2 of 4")
    assert seen(status) == ("Tagging 2 of 4", True, True, False)


def test_network_and_reviewer_are_named(status: StatusBar) -> None:
    status.show_network("tiny 1", "SHA-256 0123")
    status.show_reviewer("ana")
    said = (status._network.text(), status._network.toolTip(), status._reviewer.text())
    assert said == ("tiny 1", "SHA-256 0123", "Reviewer: ana")
    status.show_reviewer("")
    assert status._reviewer.text() == ""


def test_a_choice_of_classes_is_said_and_opens_by_a_click(qtbot: QtBot, status: StatusBar) -> None:
    button = status.classes_button
    assert button.isHidden()
    status.show_classes("3 of 5 classes can occur", "Blue")
    assert (button.isHidden(), button.accessibleName()) == (False, "3 of 5 classes can occur")
    assert button.toolTip() == "Blue"
    with qtbot.waitSignal(status.classes_asked):
        button.click()
    status.show_classes("")
    assert button.isHidden()


def test_a_tip_leaves_what_was_said(status: StatusBar) -> None:
    status.show_idle("Ready")
    status.show_tip("There is no decision to take back.")
    assert seen(status)[0] == "There is no decision to take back."
    status.show_tagging(0.5, "Tagging 2 of 4")
    assert (status.words, seen(status)[0]) == (
        "Tagging 2 of 4",
        "There is no decision to take back.",
    )
    status.show_tip("")
    assert seen(status)[0] == "Tagging 2 of 4"


def test_a_file_that_was_written_is_said_and_offered(qtbot: QtBot, status: StatusBar) -> None:
    with qtbot.waitSignal(status.written) as told:
        status.show_written(Path("/shop/report.pdf"))
    assert told.args == [Path("/shop/report.pdf")]
    assert status.words == f"Written: {Path('/shop/report.pdf')}"
