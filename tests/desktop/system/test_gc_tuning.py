"""Old garbage is looked for while nobody works."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.system import gc_tuning
from desktop.system.gc_tuning import QuietCollector

ROOT = Path(__file__).resolve().parents[3]


class Ring:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.me = self


HEAPS = """
import ctypes, sys, threading
from desktop.system import gc_tuning

libc = ctypes.CDLL(None)
libc.fdopen.restype = libc.malloc.restype = ctypes.c_void_p
if sys.argv[1] == "shared":
    gc_tuning.share()
together = threading.Barrier(4)

def allocate():
    libc.malloc(1000)
    together.wait()

workers = [threading.Thread(target=allocate) for _ in range(4)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""
"""Says on stdout, in the words of glibc, which heaps there are after four threads have worked."""


@pytest.mark.skipif(sys.platform != "linux", reason="heaps are counted by glibc")
def test_all_threads_share_one_heap() -> None:
    def heaps(how: str) -> int:
        run = [sys.executable, "-c", HEAPS, how]
        return subprocess.check_output(run, text=True, cwd=ROOT).count("<heap nr=")

    assert heaps("each") > 1
    assert heaps("shared") == 1


HOLES = """
import ctypes
from desktop.system import gc_tuning

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4

blocks = [(libc.malloc(100_000), libc.malloc(9_000)) for _ in range(1000)]
for large, _ in blocks:
    ctypes.memset(large, 1, 100_000)
for large, _ in blocks:
    libc.free(large)
before = resident()
gc_tuning.give_back()
print(before - resident())
"""
"""Says on stdout how many KiB of freed blocks, each behind one in use, go back to the system."""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is asked")
def test_what_was_freed_between_things_in_use_goes_back() -> None:
    run = [sys.executable, "-c", HOLES]
    assert int(subprocess.check_output(run, text=True, cwd=ROOT)) > 50_000


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
    chosen = QTimer(interval=20)
    chosen.timeout.connect(collector.postpone)
    chosen.start()
    collector.postpone()
    for _ in range(30):  # twice as long as a pause, and each far shorter
        qtbot.waitSignal(chosen.timeout).wait()
    assert ring() is not None
    chosen.stop()
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)


def test_no_pass_looks_at_what_there_was_at_the_start(qtbot: QtBot) -> None:
    ring, owner = Ring(), QObject()
    kept = weakref.ref(ring)
    collector = QuietCollector(owner)
    del ring
    collector.collect()
    assert kept() is not None
    later = old_ring()
    collector.collect()
    assert later() is None
    collector.close()
    gc.collect()
    assert kept() is None


def test_a_pause_is_told(qtbot: QtBot, collector: QuietCollector) -> None:
    with qtbot.waitSignal(collector.paused, timeout=5000):
        pass


def test_closing_leaves_it_to_python_again(qtbot: QtBot) -> None:
    before = gc.get_threshold()
    owner = QObject()
    collector = QuietCollector(owner)
    assert gc.get_threshold() != before
    collector.collect()
    collector.close()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_no_pause_while_much_is_read(qtbot: QtBot, collector: QuietCollector) -> None:
    ring = old_ring()
    collector.hold()
    qtbot.wait(700)  # twice as long as a pause
    assert ring() is not None
    collector.postpone()
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)
