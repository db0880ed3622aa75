"""What workers do, told to the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import ImageUnreadable
from core.jobs import JobRunner
from desktop.services.job_bridge import BUG_WORDS, JobBridge, Latest


def test_only_the_newest_job_is_heard(qtbot: QtBot) -> None:
    bridge, runner, heard = JobBridge(), JobRunner("newest"), []
    latest = Latest(bridge, runner)
    go = threading.Event()

    def first(token, tell):  # noqa: ANN001, ANN202
        tell("early")
        go.wait(5)
        return "stale"

    latest.start(first, done=heard.append, progress=heard.append)
    latest.start(lambda token, tell: "fresh", done=heard.append)
    go.set()
    qtbot.waitUntil(lambda: heard == ["fresh"], timeout=5000)
    assert not latest.running
    runner.close()


def test_failures_arrive_as_sentences(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    bridge, runner, heard = JobBridge(), JobRunner("failures"), []

    def unreadable(token, tell):  # noqa: ANN001, ANN202
        raise ImageUnreadable(Path("a.jpg"), "empty file")

    def buggy(token, tell):  # noqa: ANN001, ANN202
        raise KeyError("x")

    for work in (unreadable, buggy):
        bridge.start(runner, work, done=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=5000)
    assert heard == ["a.jpg: empty file", BUG_WORDS]
    runner.close()
