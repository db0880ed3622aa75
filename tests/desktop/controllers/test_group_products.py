"""Photos are grouped from the menu, and by themselves again; what was decided is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Grouping, Verdict
from desktop.app import Program
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
    photos = list(window.model.paths)
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
