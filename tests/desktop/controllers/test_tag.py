"""Tagging behind the window: paused, through, and what follows then."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.review.views import Filter
from tests.window import WAIT_MS, Start, verdicts


def test_look_alikes_are_found_once_all_is_tagged(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    (products / "b" / "twin.png").write_bytes((products / "b" / "red.png").read_bytes())
    program = start(products)
    with qtbot.waitSignal(program.workbench.desk.settled, timeout=WAIT_MS):
        pass
    program.workbench.narrowing.ask(Filter(duplicates=True))
    qtbot.waitUntil(lambda: {"red.png", "twin.png"} <= set(verdicts(program)), timeout=WAIT_MS)
    program.window.close()


def test_pause_rests_and_goes_on(qtbot: QtBot, start: Start, products: Path) -> None:
    program = start()
    bench = program.workbench
    program.window.status.pause_action.setChecked(True)
    bench.open([products])
    qtbot.waitUntil(lambda: not bench.scan.running, timeout=WAIT_MS)
    assert bench.tagger.paused
    assert sum(bench.tagger.counts.values()) <= 1  # the photo looked at is tagged all the same
    program.window.status.pause_action.setChecked(False)
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == 5, timeout=WAIT_MS)
