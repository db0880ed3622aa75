"""A request from outside closes the window, but never in the middle of something."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.system.quit_signals import REQUESTS, close_on_request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


@pytest.fixture
def handlers() -> Iterator[None]:
    """Put back what handles signals."""
    numbers = [getattr(signal, name) for name in REQUESTS]
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    signal.set_wakeup_fd(-1)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("name", REQUESTS)
def test_the_loop_closes_the_window_not_the_handler(qtbot: QtBot, name: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    close_on_request(window)
    os.kill(os.getpid(), getattr(signal, name))
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
