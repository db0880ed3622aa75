"""What the review knows, for all workers."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
    Start,
)


def test_a_photo_known_before_has_one_path(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    explained.window.close()
    bench = start(products).workbench
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    held = {id(path) for path in bench.desk.shared._paths.values()}
    assert {id(path) for path in bench.scan.index.below(None)} == held
