"""What is on its way to the disk when the program ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from core.jobs import JobRunner
from desktop.services.review import last_words
from desktop.services.review.last_words import LastWords


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    made = JobRunner("test")
    yield made
    made.close()


def test_all_that_was_added_is_waited_for_and_what_has_ended_is_let_go(runner: JobRunner) -> None:
    words, kept, go_on = LastWords(), list[int](), threading.Event()
    words.add(None)  # nothing begins any more
    words.add(runner.submit(lambda *_: kept.append(1)))
    words.wait()
    words.add(runner.submit(lambda *_: go_on.wait(60)))
    words.add(runner.submit(lambda *_: kept.append(2)))
    assert len(words._jobs) == 2
    threading.Timer(0.05, go_on.set).start()
    words.wait()
    assert kept == [1, 2]


def test_what_takes_too_long_is_said(
    runner: JobRunner, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(last_words, "LAST_WORDS_S", 0.01)
    words, go_on = LastWords(), threading.Event()
    words.add(runner.submit(lambda *_: go_on.wait(60)))
    words.wait()
    go_on.set()
    assert "did not reach the disk" in caplog.text
