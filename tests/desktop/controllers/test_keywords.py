"""Keywords from the menu: asked for, written behind the window, told."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.report.xmp.export import KeywordExport
from core.report.xmp.places import KeywordsInto
from core.vocabulary import Action
from desktop.app import Program
from desktop.controllers.keywords import said_of
from desktop.dialogs.keywords_dialog import KeywordsDialog
from tests.core.report.xmp.reading import subject
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, opened, press, wait_for_verdict


def write(qtbot: QtBot, program: Program, into: KeywordsInto) -> KeywordExport:
    press(program, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, program, KeywordsDialog)
    dialog._choices[into].setChecked(True)
    with qtbot.waitSignal(program.workbench.keyword_writer.written, timeout=WAIT_MS) as told:
        dialog.accept()
    return told.args[0]


def test_decisions_are_written_beside_their_photos(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    assert write(qtbot, explained, KeywordsInto.FULL_NAME).written == 1
    assert subject((products / "a" / "blue.png.xmp").read_bytes()) == ["Blue"]
    assert explained.window.status._words._whole.startswith("Keywords written for 1 photo")
    assert write(qtbot, explained, KeywordsInto.FULL_NAME).unchanged == 1


def test_what_is_refused_is_named(qtbot: QtBot, explained: Program) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    assert len(write(qtbot, explained, KeywordsInto.JPEG).refused) == 1
    said = explained.window.notice.text()
    assert said.startswith("Left as before: 1 file.") and "blue.png: is no JPEG" in said


def test_without_a_review_they_are_not_offered(start: Start) -> None:
    program = start()
    assert not program.window.export_menu.keywords_action.isEnabled()
    assert not program.workbench._keywords.cancel()


def test_what_came_of_it_is_said_in_one_line() -> None:
    told = KeywordExport(1_200, 3, 2)
    assert said_of(told) == (
        "Keywords written for 1,200 photos; 3 had them already; taken out of 2"
    )


def test_the_dialog_goes_with_the_review_that_it_was_about(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    press(explained, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    opened(qtbot, explained, KeywordsDialog)
    explained.workbench.open([products / "b"])
    qtbot.waitUntil(lambda: not explained.window.findChildren(KeywordsDialog), timeout=WAIT_MS)


def test_what_was_decided_last_is_written_though_it_still_waits(
    qtbot: QtBot, explained: Program
) -> None:
    desk, gate = explained.workbench.desk, threading.Event()
    desk._runner.submit(lambda token, tell: gate.wait(WAIT_MS / 1000))
    desk.decide(Action.ACCEPT, list(explained.window.model.paths))
    threading.Timer(0.5, gate.set).start()
    assert write(qtbot, explained, KeywordsInto.FULL_NAME).written == len(LABELS)
