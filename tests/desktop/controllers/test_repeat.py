"""One key gives the tag of the last correction again, and says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.controllers.repeat import NOTHING_YET
from tests.window import WAIT_MS, Start, pick, press, verdicts, wait_for_verdict

CONTROL = Qt.KeyboardModifier.ControlModifier


def tags(program: Program) -> dict[str, str]:
    model = program.window.model
    return {path.stem: model.mark(path).tag for path in model.paths}


def test_a_correction_is_repeated_for_one_and_for_all_selected(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_Period)
    assert window.status.words == NOTHING_YET
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    press(explained, Qt.Key.Key_Period)
    wait_for_verdict(qtbot, explained, "green.png", "corrected")
    assert window.status.words == "green.png: Teal again. Ctrl+Z takes it back."
    window.photos.select(window.model.paths[3:])
    press(explained, Qt.Key.Key_Period)
    wait_for_verdict(qtbot, explained, "yellow.png", "corrected")
    assert set(tags(explained).values()) == {"Teal"}
    assert window.status.words == "3 photos: Teal again. Ctrl+Z takes it back."
    press(explained, Qt.Key.Key_Z, CONTROL)
    wait_for_verdict(qtbot, explained, "yellow.png", "to do")
    assert "again" not in window.status.words  # the key would take another step back now
    assert verdicts(explained)["green.png"] == "corrected"


def test_the_network_s_own_tag_is_accepted_by_it(qtbot: QtBot, explained: Program) -> None:
    tag = explained.window.model.tag(explained.window.model.paths[1]).label
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, tag)
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    press(explained, Qt.Key.Key_Period)
    wait_for_verdict(qtbot, explained, "green.png", "accepted")


def test_the_last_correction_is_known_after_a_restart(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    explained.window.close()
    again = start(products)
    with qtbot.waitSignal(again.workbench.desk.settled, timeout=WAIT_MS):
        pass
    again.window.photos.choose(products / "b" / "red.png")
    press(again, Qt.Key.Key_Period)
    wait_for_verdict(qtbot, again, "red.png", "corrected")
    assert tags(again)["red"] == "Teal"
