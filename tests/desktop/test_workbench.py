"""The work behind the window, from opening to closing."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.store import Review
from desktop.app import Program
from tests.window import (
    WAIT_MS,
    Start,
    press,
    review_file,
)


def test_another_folder_lets_the_first_one_go(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    shared = weakref.ref(explained.workbench.desk.shared)
    (tmp_path / "other").mkdir()
    Image.new("RGB", (64, 48), "orange").save(tmp_path / "other" / "new.png")
    explained.workbench.open([tmp_path / "other"])
    names = lambda: [path.name for path in explained.window.model.paths]  # noqa: E731
    qtbot.waitUntil(lambda: names() == ["new.png"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: explained.workbench.tagger.finished_all, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and shared() is None, timeout=WAIT_MS)


def test_closing_at_once_loses_no_decision(explained: Program, products: Path) -> None:
    for _ in range(4):
        press(explained, Qt.Key.Key_Return)
    explained.window.close()
    with Review(review_file(products), read_only=True) as review:
        assert review.queue.counts().done == 4


def test_a_review_just_opened_is_painted_in_a_turn_of_its_own(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    whole, painting = program.window.centralWidget(), list[bool]()
    program.workbench.desk.opened.connect(lambda _: painting.append(whole.updatesEnabled()))
    program.workbench.open([products])
    qtbot.waitUntil(lambda: painting == [False], timeout=WAIT_MS)
    qtbot.waitUntil(whole.updatesEnabled, timeout=WAIT_MS)
