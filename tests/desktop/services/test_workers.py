"""The threads behind the window end with it, in an order in which none waits for ever."""

from __future__ import annotations

import threading

from core.jobs import CancelToken, JobState
from desktop.services.workers import Workers

NAMES = {"engine", "export", "views", "painter", "decoders", "scan", "review", "catalog"}


def test_none_waits_for_anothers_work() -> None:
    workers = Workers()
    runners = list(vars(workers).values())
    all_at_once = threading.Barrier(len(runners), timeout=10)
    held = [runner.submit(lambda token, tell: all_at_once.wait()) for runner in runners]
    assert sorted(job.result() for job in held) == list(range(len(runners)))
    names = {thread.name.rsplit("-", 1)[0] for thread in threading.enumerate()}
    assert names >= NAMES
    workers.close()
    left = {thread.name.rsplit("-", 1)[0] for thread in threading.enumerate()}
    assert left.isdisjoint(NAMES)


def test_an_export_that_waits_for_the_engine_is_cancelled_and_does_not_fail() -> None:
    workers, begun = Workers(), threading.Event()

    def export(token: CancelToken, tell: object) -> None:
        begun.set()
        while True:
            workers.engine.submit(lambda token, tell: None).wait(10)
            token.check()

    job = workers.exports.submit(export)
    assert begun.wait(10)
    workers.close()
    assert job.state is JobState.CANCELLED
