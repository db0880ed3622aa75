"""Old garbage is looked for while nobody works."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.system import gc_tuning
from desktop.system.gc_tuning import QuietCollector


class Ring:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QuietCollector]:
    monkeypatch.setattr(gc_tuning, "QUIET_MS", 300)
    owner = QObject()
    collector = QuietCollector(owner)
    yield collector
    collector.close()


def old_ring() -> "weakref.ref[Ring]":
    """Give garbage that only a pass over all objects finds."""
    ring = Ring()
    kept = weakref.ref(ring)
    gc.collect(1)
    del ring
    return kept


def test_python_looks_at_young_objects_alone(collector: QuietCollector) -> None:
    before = gc.get_stats()[2]["collections"]
    held = [[number] for number in range(300_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert len(held) == 300_000


def test_a_pause_frees_old_garbage(qtbot: QtBot, collector: QuietCollector) -> None:
    ring = old_ring()
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)
    assert gc.get_freeze_count() > 0


def test_a_long_pause_frees_what_becomes_garbage_in_it(
    qtbot: QtBot, collector: QuietCollector
) -> None:
    for _ in range(2):
        ring = old_ring()
        qtbot.waitUntil(lambda ring=ring: ring() is None, timeout=5000)


def test_no_pause_while_photos_are_chosen(qtbot: QtBot, collector: QuietCollector) -> None:
    ring = old_ring()
    for _ in range(6):
        qtbot.wait(100)
        collector.postpone()
    assert ring() is not None


def test_another_folder_lets_the_next_pause_look_at_all(
    qtbot: QtBot, collector: QuietCollector
) -> None:
    ring = Ring()
    collector.collect()
    kept = weakref.ref(ring)
    del ring
    collector.collect()
    assert kept() is not None
    collector.look_at_all()
    qtbot.waitUntil(lambda: kept() is None, timeout=5000)


def test_closing_leaves_it_to_python_again(qtbot: QtBot) -> None:
    before = gc.get_threshold()
    owner = QObject()
    collector = QuietCollector(owner)
    assert gc.get_threshold() != before
    collector.collect()
    collector.close()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
