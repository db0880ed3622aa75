"""Objects of Qt that a test leaves are freed by the thread of the tests, not by a worker."""

import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

LEFT: list[str] = []
"""Who freed what the first of two tests leaves."""


class Ring(QObject):
    """Holds itself, so that nothing but a pass over garbage frees it."""

    def __init__(self) -> None:
        super().__init__()
        self._ring, self._clock = self, QTimer(self)


@pytest.fixture
def left() -> Ring:
    """Held by pytest until the test is over."""
    ring = Ring()
    weakref.finalize(ring, lambda: LEFT.append(threading.current_thread().name))
    return ring


def test_what_is_left_outlives_every_worker(qapp: QApplication, left: Ring) -> None:
    LEFT.clear()
    ring = Ring()
    kept = weakref.ref(ring)
    del ring
    worker = threading.Thread(target=lambda: [[number] for number in range(200_000)])
    worker.start()
    worker.join()
    assert kept() is not None


def test_it_is_gone_once_its_test_is_over(qapp: QApplication) -> None:
    assert LEFT in (["MainThread"], [])  # none where another process had the first of the two
