import logging
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import Progress
from core.errors import AppError, Cancelled
from core.jobs import CancelToken, Eta, Job, JobRunner, JobState, Report, YieldingToken, telling

PATIENCE_S = 10


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    runner = JobRunner("test")
    yield runner
    runner.close()


class Blocker:
    """Work that lasts until it is released, deaf to its token."""

    def __init__(self) -> None:
        self.started, self.release = threading.Event(), threading.Event()

    def __call__(self, token: CancelToken, report: Report) -> str:
        self.started.set()
        assert self.release.wait(PATIENCE_S)
        return "late"


def until_cancelled(started: threading.Event) -> Callable[[CancelToken, Report], None]:
    def work(token: CancelToken, report: Report) -> None:
        started.set()
        while True:
            token.check()

    return work


def test_done(runner: JobRunner) -> None:
    ends: list[Job[int]] = []
    told: list[Progress] = []

    def work(token: CancelToken, report: Report) -> int:
        report(Progress(1, 2, "half"))
        return 7

    job = runner.submit(work, on_progress=told.append, on_end=ends.append)
    assert job.result() == 7
    assert job.state is JobState.DONE
    assert ends == [job]
    assert told == [Progress(1, 2, "half")]


def test_callbacks_come_on_the_worker_and_see_the_final_state(runner: JobRunner) -> None:
    seen: list[tuple[str, JobState]] = []
    job = runner.submit(
        lambda token, report: 1,
        on_end=lambda job: seen.append((threading.current_thread().name, job.state)),
    )
    assert job.wait(PATIENCE_S)
    assert seen == [("test-0", JobState.DONE)]


@pytest.mark.parametrize("error", [AppError("no photo"), ValueError("bug"), SystemExit(2)])
def test_failed_keeps_the_error_and_the_worker(
    runner: JobRunner, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    def work(token: CancelToken, report: Report) -> None:
        raise error

    ends: list[Job[None]] = []
    with caplog.at_level(logging.INFO):
        job = runner.submit(work, on_end=ends.append)
        assert job.wait(PATIENCE_S)
    assert job.state is JobState.FAILED
    assert job.error is error
    assert ends == [job]
    with pytest.raises(type(error)):
        job.result()
    traced = [record for record in caplog.records if record.exc_info]
    assert bool(traced) is not isinstance(error, AppError)
    assert runner.submit(lambda token, report: "alive").result() == "alive"


def test_running_job_hears_the_cancel(runner: JobRunner) -> None:
    started = threading.Event()
    ends: list[Job[None]] = []
    job = runner.submit(until_cancelled(started), on_end=ends.append)
    assert started.wait(PATIENCE_S)
    job.cancel()
    job.cancel()
    assert job.wait(PATIENCE_S)
    assert job.state is JobState.CANCELLED
    assert ends == [job]
    with pytest.raises(Cancelled):
        job.result()


def test_what_a_cancelled_job_still_gives_is_dropped(runner: JobRunner) -> None:
    blocker = Blocker()
    job = runner.submit(blocker)
    assert blocker.started.wait(PATIENCE_S)
    job.cancel()
    blocker.release.set()
    assert job.wait(PATIENCE_S)
    assert job.state is JobState.CANCELLED


def test_no_progress_after_cancel(runner: JobRunner) -> None:
    told: list[Progress] = []
    first, go = threading.Event(), threading.Event()

    def work(token: CancelToken, report: Report) -> None:
        report(Progress(1, 2))
        first.set()
        assert go.wait(PATIENCE_S)
        report(Progress(2, 2))

    job = runner.submit(work, on_progress=told.append)
    assert first.wait(PATIENCE_S)
    job.cancel()
    go.set()
    assert job.wait(PATIENCE_S)
    assert told == [Progress(1, 2)]
    assert job.state is JobState.CANCELLED


def test_waiting_job_is_over_at_once_and_never_runs(runner: JobRunner) -> None:
    blocker, ran = Blocker(), threading.Event()
    ends: list[Job[None]] = []
    runner.submit(blocker)
    assert blocker.started.wait(PATIENCE_S)
    job = runner.submit(lambda token, report: ran.set(), on_end=ends.append)
    job.cancel()
    assert job.wait(0)
    assert job.state is JobState.CANCELLED
    blocker.release.set()
    runner.close()
    assert ends == [job]
    assert not ran.is_set()


def test_cancel_after_the_end_changes_nothing(runner: JobRunner) -> None:
    job = runner.submit(lambda token, report: 7)
    assert job.wait(PATIENCE_S)
    job.cancel()
    assert job.state is JobState.DONE
    assert job.result() == 7


def test_a_long_job_gives_way_to_what_is_more_urgent(runner: JobRunner) -> None:
    order: list[str] = []
    blocker = Blocker()

    def long_work(token: CancelToken, report: Report) -> None:
        blocker(token, report)
        order.append("first half")
        runner.give_way()
        order.append("second half")

    runner.submit(long_work)
    assert blocker.started.wait(PATIENCE_S)
    for name, priority in (("equal", 0), ("urgent", 5), ("more urgent", 9), ("idle", -5)):
        last = runner.submit(
            lambda token, report, name=name: order.append(name),  # type: ignore[misc]
            priority=priority,
        )
    blocker.release.set()
    assert last.wait(PATIENCE_S)
    assert order == ["first half", "more urgent", "urgent", "second half", "equal", "idle"]


def test_priority_then_order(runner: JobRunner) -> None:
    blocker = Blocker()
    order: list[str] = []
    runner.submit(blocker)
    assert blocker.started.wait(PATIENCE_S)
    for name, priority in (("a", 0), ("b", 0), ("urgent", 5), ("idle", -5)):
        last = runner.submit(
            lambda token, report, name=name: order.append(name),  # type: ignore[misc]
            priority=priority,
        )
    blocker.release.set()
    assert last.wait(PATIENCE_S)
    assert order == ["urgent", "a", "b", "idle"]


def test_generations_rise(runner: JobRunner) -> None:
    jobs = [runner.submit(lambda token, report: None) for _ in range(5)]
    generations = [job.generation for job in jobs]
    assert generations == sorted(set(generations))


def test_broken_listener_is_logged_and_the_end_still_comes(
    runner: JobRunner, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(job: Job[int]) -> None:
        raise ValueError("listener")

    job = runner.submit(lambda token, report: 1, on_end=broken)
    assert job.wait(PATIENCE_S)
    assert job.state is JobState.DONE
    assert any(record.exc_info for record in caplog.records)
    assert runner.submit(lambda token, report: 2).result() == 2


def test_close_ends_every_job_once_and_leaves_no_thread() -> None:
    before = threading.active_count()
    runner = JobRunner("closing", workers=3)
    ends: list[Job[None]] = []
    started = threading.Event()
    jobs = [runner.submit(until_cancelled(started), on_end=ends.append) for _ in range(20)]
    assert started.wait(PATIENCE_S)
    runner.close()
    runner.close()
    assert threading.active_count() == before
    assert all(job.state is JobState.CANCELLED for job in jobs)
    assert sorted(job.generation for job in ends) == [job.generation for job in jobs]
    with pytest.raises(RuntimeError):
        runner.submit(lambda token, report: None)


def test_close_from_a_listener_does_not_wait_for_itself() -> None:
    runner = JobRunner("self-closing")
    job = runner.submit(lambda token, report: None, on_end=lambda job: runner.close())
    assert job.wait(PATIENCE_S)
    runner.close()


def test_many_jobs_cancelled_from_aside_end_exactly_once() -> None:
    runner = JobRunner("race", workers=4)
    ends: list[Job[int]] = []
    jobs = [
        runner.submit(lambda token, report: 1, on_end=ends.append, priority=n % 3)
        for n in range(300)
    ]
    for job in jobs[::2]:
        job.cancel()
    assert all(job.wait(PATIENCE_S) for job in jobs)
    runner.close()
    assert sorted(job.generation for job in ends) == [job.generation for job in jobs]
    assert {job.state for job in jobs[1::2]} == {JobState.DONE}
    assert {job.state for job in jobs[::2]} <= {JobState.DONE, JobState.CANCELLED}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@given(rate=st.floats(0.01, 1e4), total=st.integers(10, 10_000))
def test_eta_of_steady_work_is_exact(rate: float, total: int) -> None:
    clock = Clock()
    eta = Eta(total, clock)
    done = total // 2
    clock.now += done / rate + 1
    left = eta.update(done)
    assert left == pytest.approx((total - done) * (done / rate + 1) / done)


def test_eta_says_nothing_too_early_and_zero_at_the_end() -> None:
    clock = Clock()
    eta = Eta(10, clock)
    clock.now += 0.1
    assert eta.update(1) is None
    clock.now += 10
    assert eta.update(10) == 0


def test_eta_follows_a_change_of_pace() -> None:
    clock = Clock()
    eta = Eta(1000, clock)
    for done in range(1, 101):
        clock.now += 0.1
        eta.update(done)
    for done in range(101, 301):
        clock.now += 1.0
        left = eta.update(done)
    assert left == pytest.approx(700, rel=0.05)


def test_eta_survives_a_clock_that_stands_still() -> None:
    eta = Eta(10, Clock())
    assert eta.update(0) is None
    assert eta.update(5) is None


def test_work_that_nobody_waits_for_gives_way() -> None:
    runner = JobRunner("test")
    started, seen = threading.Event(), []

    def idle(token: CancelToken, _: object) -> None:
        giving_way = YieldingToken(token, runner)
        giving_way.check()
        started.set()
        for _ in range(500):
            giving_way.check()
            time.sleep(0.01)

    try:
        job = runner.submit(idle, priority=-10)
        assert started.wait(5)
        runner.submit(lambda *_: seen.append("other")).result()
        assert seen == ["other"]
        assert job.state is JobState.CANCELLED
    finally:
        runner.close()


def test_a_listener_is_told_of_steps_and_nobody_of_none() -> None:
    steps: list[Progress] = []
    tell = telling(steps.append, "a.jpg", 8)
    assert tell is not None
    tell(4)
    tell(8)
    assert [(step.done, step.total, step.note) for step in steps] == [
        (4, 8, "a.jpg"),
        (8, 8, "a.jpg"),
    ]
    assert steps[-1].seconds_left == 0
    assert telling(None, "a.jpg", 8) is None
