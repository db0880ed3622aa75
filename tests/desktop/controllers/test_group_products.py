"""Photos are grouped from the menu, and by themselves again; what was decided is not lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.entities import Progress
from core.jobs import ETA_WARM_UP_S
from core.review import steps
from core.vocabulary import Grouping, Verdict
from desktop.app import Program
from desktop.controllers.group_products import STOPPED, words
from desktop.dialogs.products_dialog import ProductsDialog
from tests.window import WAIT_MS, Start, opened, press

NAMES = ("a10_1.png", "a10_2.png", "b20_1.png", "b20_2.png")


@pytest.fixture
def program(qtbot: QtBot, start: Start, products: Path) -> Program:
    """The window with a folder of two products' photos, each by itself."""
    folder = products / "b"
    shown = sorted(folder.iterdir())
    for name, source in zip(NAMES, (shown[0], shown[0], shown[1], shown[1]), strict=True):
        (products / "a" / name).write_bytes(source.read_bytes())
    for path in (products / "a").iterdir():
        if path.name not in NAMES:
            path.unlink()
    made = start(products / "a")
    bench = made.workbench
    assert bench is not None
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(NAMES), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: made.window.model.rowCount() == len(NAMES), timeout=WAIT_MS)
    return made


def group(qtbot: QtBot, program: Program, grouping: Grouping) -> None:
    program.window.review_menu.group_action.trigger()
    dialog = opened(qtbot, program, ProductsDialog)
    dialog._buttons[grouping].setChecked(True)
    with qtbot.waitSignal(program.workbench.grouper.regrouped, timeout=WAIT_MS):
        dialog._yes.click()


def test_grouping_makes_one_entry_a_product_and_goes_back(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, program.workbench.desk
    photos = set(window.model.paths)  # tags that arrive may sort them anew
    group(qtbot, program, Grouping.NAMES)
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT_MS)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_Return)
    group(qtbot, program, Grouping.NONE)
    qtbot.waitUntil(lambda: not window.model.products, timeout=WAIT_MS)
    accepted = [path for path in photos if window.model.mark(path).verdict is Verdict.ACCEPTED]
    assert len(accepted) == 2  # both photos of what was decided
    left = set(photos) - set(accepted)
    qtbot.waitUntil(lambda: set(window.model.paths) == left, timeout=WAIT_MS)


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let a grouping take its time, and stand still at its last moment until this is set."""
    reach, finish, given = steps.Steps._reach, steps.Steps.finish, threading.Event()

    def slow(self: steps.Steps, done: int) -> None:
        time.sleep(ETA_WARM_UP_S / 2)  # so that the time left is known by the end
        reach(self, done)

    def wait(self: steps.Steps) -> None:
        assert given.wait(WAIT_MS / 1000)
        finish(self)

    monkeypatch.setattr(steps, "AT_ONCE", 1)
    monkeypatch.setattr(steps.Steps, "_reach", slow)
    monkeypatch.setattr(steps.Steps, "finish", wait)
    return given


def begin(qtbot: QtBot, program: Program, grouping: Grouping) -> None:
    """Group, and wait until the foot says how far that is."""
    program.window.review_menu.group_action.trigger()
    dialog = opened(qtbot, program, ProductsDialog)
    dialog._buttons[grouping].setChecked(True)
    dialog._yes.click()
    status = program.window.status
    qtbot.waitUntil(lambda: status.words.startswith("Grouping photos: "), timeout=WAIT_MS)
    assert status.words.endswith(" s left")
    assert status._bar.isVisible() and status._cancel_button.isVisible()
    assert not status._pause_button.isVisible()


def test_the_foot_says_how_far_it_is_until_it_is_over(
    qtbot: QtBot, program: Program, go_on: threading.Event
) -> None:
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.grouper.regrouped, timeout=WAIT_MS):
        bench._garbage._pause.stop()
        begin(qtbot, program, Grouping.NAMES)
        assert bench._garbage._pause.isActive()  # put off, from the last step on
        go_on.set()
    assert (window.status.words, window.status._bar.isVisible()) == ("", False)
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT_MS)
    assert not bench.grouper.cancel()


@pytest.mark.parametrize("by_key", [True, False])
def test_cancelled_photos_stay_as_they_were_and_the_foot_says_so(
    qtbot: QtBot, program: Program, go_on: threading.Event, by_key: bool
) -> None:
    window, bench = program.window, program.workbench
    photos = set(window.model.paths)  # tags that arrive may sort them anew
    with (
        qtbot.assertNotEmitted(bench.grouper.regrouped),
        qtbot.waitSignal(bench.grouper.stopped, timeout=WAIT_MS),
    ):
        begin(qtbot, program, Grouping.NAMES)
        if by_key:
            bench.current_photo.cancel()  # what is nearer would be ended first
            press(program, Qt.Key.Key_Escape)
        else:
            window.status.cancel_action.trigger()
        go_on.set()
    assert (window.status.words, window.status._bar.isVisible()) == (STOPPED, False)
    review = bench.desk.shared.review
    assert (review.products.grouping, review.products.count()) == (Grouping.NONE, 0)
    assert set(window.model.paths) == photos and not window.model.products
    if by_key:
        go_on.clear()
        with qtbot.waitSignal(bench.grouper.regrouped, timeout=WAIT_MS):
            begin(qtbot, program, Grouping.NAMES)  # it can be had all the same
            go_on.set()


def test_words_leave_out_what_is_not_known() -> None:
    assert words(Progress(1, 4, seconds_left=7.2)) == "Grouping photos: 25 %     7 s left"
    assert words(Progress(4, 4, seconds_left=0.0)) == "Grouping photos: 100 %"
