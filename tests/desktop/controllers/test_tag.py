"""Tagging behind the window: paused, through, and what follows then."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from desktop.app import Program
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.shown import Registered
from tests.packs import LABELS
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


def test_what_a_scan_knew_of_other_classes_is_tagged_again(
    qtbot: QtBot, explained: Program, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench, blue = explained.workbench, products / "a" / "blue.png"
    registered, go_on, register = threading.Event(), threading.Event(), SharedReview.register

    def register_slowly(shared: SharedReview, paths: Sequence[Path]) -> Registered:
        known = register(shared, paths)
        registered.set()
        go_on.wait(WAIT_MS / 1000)
        return known

    monkeypatch.setattr(SharedReview, "register", register_slowly)
    bench.open([products])
    qtbot.waitUntil(lambda: registered.is_set() and bench.desk.shared is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bench.network.classifier is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(bench.desk.network_recorded, timeout=WAIT_MS):
        bench._classes.choose(tuple(label for label in LABELS if label != "Blue"))
    go_on.set()
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    assert explained.window.model.tag(blue).label != "Blue"
