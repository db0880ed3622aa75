"""The moment in which a review just opened is first painted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.errors import Cancelled
from core.jobs import JobRunner
from desktop.services.job_bridge import JobBridge
from desktop.services.review import first_look
from desktop.services.review.first_look import FirstLook
from tests.window import WAIT_MS


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    made = JobRunner("test")
    yield made
    made.close()


def test_what_is_asked_for_behind_waits_until_nobody_looks(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "FIRST_LOOK_S", 600.0)
    bridge, told = JobBridge(), list[str]()
    look = FirstLook(bridge, runner)
    for word in ("first", "second"):  # each has a moment of its own
        look.begin()
        job = bridge.start(runner, lambda *_, word=word: word, done=told.append)
        assert job is not None
        assert not job.wait(0.05)
        look.cancel()
        qtbot.waitUntil(lambda word=word: told[-1:] == [word], timeout=WAIT_MS)


def test_it_ends_by_itself(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "FIRST_LOOK_S", 0.01)
    bridge, told = JobBridge(), list[str]()
    FirstLook(bridge, runner).begin()
    bridge.start(runner, lambda *_: "behind", done=told.append)
    qtbot.waitUntil(lambda: told == ["behind"], timeout=WAIT_MS)


def test_what_is_behind_is_read_while_it_is_wanted(runner: JobRunner) -> None:
    look = FirstLook(JobBridge(), runner)
    former = look.while_wanted(lambda token: token.check())
    former()
    look.cancel()
    with pytest.raises(Cancelled):
        former()
    look.while_wanted(lambda token: token.check())()  # of what is opened next
