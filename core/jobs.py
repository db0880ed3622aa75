"""Work beside the caller: jobs with progress and cancel, each ending exactly once. No Qt."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from itertools import count
from typing import Any, Final, Generic, TypeVar

from core.entities import Progress
from core.errors import AppError, Cancelled

log = logging.getLogger(__name__)

T = TypeVar("T")

ETA_WARM_UP_S: Final = 0.5
"""Seconds; earlier guesses jump about."""
ETA_MEMORY_S: Final = 5.0
"""Seconds; throughput older than this hardly counts."""


class CancelToken:
    """Asks work to stop; work looks at it once per batch."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def cancel(self) -> None:
        """Ask to stop; from any thread, any number of times."""
        self._asked.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._asked.is_set()

    def check(self) -> None:
        """Raise Cancelled where somebody asked."""
        if self.cancelled:
            raise Cancelled


class LinkedToken(CancelToken):
    """Is cancelled with another token, or alone: that of a part of somebody's work.

    Parameters
    ----------
    token : CancelToken or None
        That of the whole.
    """

    def __init__(self, token: CancelToken | None) -> None:
        super().__init__()
        self._whole = token

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for the end of this part, or of the whole."""
        return super().cancelled or (self._whole is not None and self._whole.cancelled)


class YieldingToken(CancelToken):
    """The token of work that nobody waits for: it gives way as soon as other work waits.

    Parameters
    ----------
    token : CancelToken
        That of the job itself.
    runner : JobRunner
        On which it runs.
    """

    def __init__(self, token: CancelToken, runner: "JobRunner") -> None:
        super().__init__()
        self._token, self._runner = token, runner

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked, or waits."""
        return self._token.cancelled or self._runner.wanted


class JobState(StrEnum):
    """Where a job stands; a job that waits for its turn is RUNNING as well."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


Report = Callable[[Progress], None]
Work = Callable[[CancelToken, Report], T]


class Job(Generic[T]):
    """Handle of one submitted piece of work.

    Attributes
    ----------
    generation : int
        Rises with every job of a runner: of two jobs, the one with the lower number is stale.
    error : BaseException or None
        Why it failed: an AppError is for the user, anything else is a bug.
    """

    def __init__(
        self,
        work: Work[T],
        generation: int,
        on_progress: Report | None,
        on_end: "Callable[[Job[T]], None] | None",
    ) -> None:
        self.generation = generation
        self.error: BaseException | None = None
        self._work = work
        self._on_progress, self._on_end = on_progress, on_end
        self._token = CancelToken()
        self._lock = threading.Lock()
        self._state = JobState.RUNNING
        self._started = False
        self._ended = threading.Event()
        self._result: T | None = None

    @property
    def state(self) -> JobState:
        """Where the job stands; final once it is not RUNNING."""
        return self._state

    def cancel(self) -> None:
        """Ask to stop. Whatever the work still gives is dropped: the job ends as CANCELLED.

        A job that waits for its turn is over at once; its `on_end` comes with its turn.
        """
        self._token.cancel()
        with self._lock:
            waiting = not self._started
            if waiting:
                self._state = JobState.CANCELLED
        if waiting:
            self._ended.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end, `on_end` included, at most `timeout` seconds; tells whether it came."""
        return self._ended.wait(timeout)

    def result(self) -> T:
        """Wait for the end and give what the work gave.

        Raises
        ------
        Cancelled
            Where the job was cancelled.
        BaseException
            What the work raised.
        """
        self.wait()
        if self.error is not None:
            raise self.error
        if self._state is JobState.CANCELLED:
            raise Cancelled
        return self._result  # type: ignore[return-value]  # T itself may be None

    def _run(self) -> None:
        """Do the work and tell the end; on the worker's thread."""
        with self._lock:
            self._started = True
        if self._state is JobState.RUNNING:
            self._settle(*self._try())
        try:
            if self._on_end is not None:
                self._on_end(self)
        except BaseException:  # as above: the worker lives on, and those who wait are told
            log.exception("the listener to a job's end failed")
        self._ended.set()

    def _try(self) -> tuple[T | None, BaseException | None]:
        try:
            self._token.check()
            return self._work(self._token, self._tell), None
        except Cancelled as error:
            return None, error
        except AppError as error:
            log.info("job failed: %s", error)
            return None, error
        except BaseException as error:  # a library's SystemExit must not end the worker
            log.exception("bug in a job")
            return None, error

    def _settle(self, result: T | None, error: BaseException | None) -> None:
        with self._lock:
            if self._token.cancelled or isinstance(error, Cancelled):
                self._state = JobState.CANCELLED
            elif error is not None:
                self.error, self._state = error, JobState.FAILED
            else:
                self._result, self._state = result, JobState.DONE

    def _tell(self, progress: Progress) -> None:
        """Pass progress on, unless the job is stale; then stop the work here."""
        self._token.check()
        if self._on_progress is not None:
            self._on_progress(progress)


class JobRunner:
    """Worker threads and their queue.

    Parameters
    ----------
    name : str
        Name of the threads.
    workers : int
        1 for what must not be entered twice, such as an engine.
    on_start : callable, optional
        Called once on each worker's thread, before its first job.
    """

    def __init__(
        self, name: str, workers: int = 1, on_start: Callable[[], None] | None = None
    ) -> None:
        self._on_start = on_start
        self._queue: queue.PriorityQueue[tuple[float, int, Job[Any] | None]] = queue.PriorityQueue()
        self._generations = count(1)
        self._lock = threading.Lock()
        self._open_jobs: set[Job[Any]] = set()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"{name}-{n}", daemon=True)
            for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(
        self,
        work: Work[T],
        *,
        on_progress: Report | None = None,
        on_end: Callable[[Job[T]], None] | None = None,
        priority: int = 0,
    ) -> Job[T]:
        """Queue work.

        Parameters
        ----------
        work : callable
            Called with the token to look at and the function to tell progress to.
        on_progress, on_end : callable, optional
            Called on a worker's thread; `on_end` exactly once, and nothing after it. After
            `cancel` no new progress comes.
        priority : int
            Higher goes first; equal ones in order of submission.

        Raises
        ------
        RuntimeError
            After `close`.
        """
        with self._lock:
            if self._closed:
                raise RuntimeError("job submitted to a closed runner")
            job = Job(work, next(self._generations), on_progress, on_end)
            self._open_jobs.add(job)
            self._queue.put((-priority, job.generation, job))
        return job

    @property
    def wanted(self) -> bool:
        """Whether work waits for its turn."""
        return not self._queue.empty()

    def give_way(self, priority: int = 0) -> None:
        """Do now what waits and is more urgent than this; from inside a job of this runner."""
        while True:
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                return
            urgency, _, job = waiting
            if job is None or -urgency <= priority:
                self._queue.put(waiting)
                return
            self._do(job)

    def close(self) -> None:
        """Cancel all jobs, let each tell its end, and join the threads; again is harmless."""
        with self._lock:
            self._closed = True
            open_jobs = list(self._open_jobs)
        for job in open_jobs:
            job.cancel()
        for _ in self._threads:
            self._queue.put((float("inf"), next(self._generations), None))
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _serve(self) -> None:
        if self._on_start is not None:
            self._on_start()
        while (job := self._queue.get()[2]) is not None:
            self._do(job)
            del job  # else an idle worker holds all that its last job gave

    def _do(self, job: Job[Any]) -> None:
        job._run()
        with self._lock:
            self._open_jobs.discard(job)


class Eta:
    """Seconds left, from the throughput of the last seconds.

    Parameters
    ----------
    total : int
        Steps of the whole job.
    clock : callable
        Gives seconds.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._began = self._last = clock()
        self._done = 0
        self._steps = self._seconds = 0.0

    def update(self, done: int) -> float | None:
        """Note that `done` steps are done; gives seconds left, None while it is too early."""
        now = self._clock()
        elapsed = now - self._last
        memory = 0.5 ** (elapsed / ETA_MEMORY_S)
        self._steps = self._steps * memory + (done - self._done)
        self._seconds = self._seconds * memory + elapsed
        self._last, self._done = now, done
        if done >= self._total:
            return 0.0
        if now - self._began < ETA_WARM_UP_S or self._steps <= 0:
            return None
        return (self._total - done) * self._seconds / self._steps


def telling(
    listener: Callable[[Progress], None] | None, note: str, total: int
) -> Callable[[int], None] | None:
    """Give what tells a listener of steps done, with the time left; None where nobody listens."""
    if listener is None:
        return None
    eta = Eta(total)
    return lambda done: listener(Progress(done, total, note, eta.update(done)))
