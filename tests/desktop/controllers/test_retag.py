"""All of a class in a view get another tag in one step."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.inference.classifier import Classifier
from core.vocabulary import Status, ViewKey
from desktop.app import Program
from desktop.controllers.retag import NOT_YET
from desktop.dialogs.anew_dialog import AnewDialog
from desktop.dialogs.picker import Picker
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, opened, pick, press, show, verdicts, wait_for_verdict

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def correct(qtbot: QtBot, program: Program, name: str, tag: str) -> None:
    program.window.photos.choose(next(p for p in program.window.model.paths if p.name == name))
    press(program, Qt.Key.Key_C)
    pick(qtbot, program, tag)
    wait_for_verdict(qtbot, program, name, "corrected")


def test_all_of_a_class_get_another_tag_and_what_was_decided_is_asked_about(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window
    correct(qtbot, explained, "red.png", "Blue")
    correct(qtbot, explained, "grey.png", "Blue")
    window.photos.choose(window.model.paths[0])
    press(explained, Qt.Key.Key_C, SHIFT)
    title = opened(qtbot, explained, Picker).windowTitle()
    assert title == "3 photos tagged Blue in this view"
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert window.model.mark(window.model.paths[2]).tag == "Blue"
    opened(qtbot, explained, AnewDialog).accept()
    teal = lambda: [p.stem for p in window.model.paths if window.model.mark(p).tag == "Teal"]  # noqa: E731
    qtbot.waitUntil(lambda: teal() == ["blue", "grey", "red"], timeout=WAIT_MS)
    press(explained, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: teal() == ["blue"], timeout=WAIT_MS)


def test_whoever_goes_on_meanwhile_is_not_asked(qtbot: QtBot, explained: Program) -> None:
    window, answered = explained.window, list[object]()
    press(explained, Qt.Key.Key_C, SHIFT)
    window.photos.step(1)
    explained.workbench.desk.ask(lambda _: True, answered.append)  # behind what was asked for
    qtbot.waitUntil(lambda: answered == [True], timeout=WAIT_MS)
    assert not window.findChildren(Picker)


def test_only_what_the_view_lists_is_meant(qtbot: QtBot, explained: Program) -> None:
    correct(qtbot, explained, "red.png", "Blue")
    show(qtbot, explained, ViewKey.TO_DO)
    explained.window.photos.choose_first()
    press(explained, Qt.Key.Key_C, SHIFT)
    assert "1 photo tagged Blue" in opened(qtbot, explained, Picker).windowTitle()
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    explained.window.photos.choose(explained.window.model.paths[0])  # decided: not in the view
    press(explained, Qt.Key.Key_C, SHIFT)
    said = "Nothing in this view is tagged Teal."
    qtbot.waitUntil(lambda: explained.window.status.words == said, timeout=WAIT_MS)


def test_of_several_selected_all_are_meant(qtbot: QtBot, explained: Program) -> None:
    explained.window.photos.select(explained.window.model.paths[1:3])
    press(explained, Qt.Key.Key_C, SHIFT)
    assert opened(qtbot, explained, Picker).windowTitle() == "Correct 3 photos"
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "grey.png", "corrected")
    assert list(verdicts(explained).values()) == ["corrected"] * 3 + ["to do"] * 2


def test_asked_for_before_the_photo_is_tagged_it_waits_and_says_so(
    qtbot: QtBot, start: Start, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, open_really = threading.Event(), Classifier.open
    monkeypatch.setattr(
        Classifier, "open", lambda folder: gate.wait(WAIT_MS / 1000) and open_really(folder)
    )
    program = start(products)
    window = program.window
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    window.photos.choose(products / "a" / "blue.png")
    press(program, Qt.Key.Key_C, SHIFT)
    assert window.status._words.accessibleName() == NOT_YET
    gate.set()
    assert opened(qtbot, program, Picker).windowTitle() == "1 photo tagged Blue in this view"
    pick(qtbot, program, "Teal")
    wait_for_verdict(qtbot, program, "blue.png", "corrected")


def test_a_photo_that_cannot_be_read_has_no_class(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    broken = products / "a" / "broken.png"
    broken.write_bytes(b"no photo")
    program = start(products)
    window = program.window
    qtbot.waitUntil(lambda: window.model.tag(broken).status is Status.ERROR, timeout=WAIT_MS)
    show(qtbot, program, ViewKey.ALL)
    window.photos.choose(broken)
    press(program, Qt.Key.Key_C, SHIFT)
    assert window.status.words == "This file could not be read."
