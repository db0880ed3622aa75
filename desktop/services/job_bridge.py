"""From jobs on worker threads to the window's thread: everything arrives there, in order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import AppError
from desktop.ui.language import speech, tr

if TYPE_CHECKING:
    from core.jobs import CancelToken, Job, JobRunner

    Work = Callable[[CancelToken, Callable[[Any], None]], Any]

log = logging.getLogger(__name__)

BUG_WORDS: Final = tr("Something went wrong inside the program; the log file says more.")


class JobBridge(QObject):
    """Runs callables in the thread that it lives in, whichever thread posts them."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have this called on the window's thread; from any thread."""
        self._posted.emit(call)

    def close(self) -> None:
        """Drop whatever still arrives: the window is going."""
        self._open = False

    def start(
        self,
        runner: JobRunner,
        work: Work,
        *,
        done: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        priority: int = 0,
    ) -> Job[Any] | None:
        """Submit work whose progress and one end arrive here; nothing once closed."""
        if not self._open:
            return None

        def ended(job: Job[Any]) -> None:
            self.post(partial(_dispatch_end, job, done, failed, cancelled))

        def on_progress(step: object) -> None:
            if progress is not None:
                self.post(partial(progress, step))

        return runner.submit(work, on_progress=on_progress, on_end=ended, priority=priority)

    def _run(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


class Latest:
    """One kind of job of which only the newest counts: a new one cancels and mutes the others.

    Parameters
    ----------
    bridge : JobBridge
    runner : JobRunner
    priority : int
        Higher goes first on the runner.
    """

    def __init__(self, bridge: JobBridge, runner: JobRunner, priority: int = 0) -> None:
        self._bridge, self._runner, self._priority = bridge, runner, priority
        self._generation = 0
        self._job: Job[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether the newest job has not ended."""
        return self._job is not None

    def start(
        self,
        work: Work,
        *,
        done: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
        progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Submit the newest job; nothing of an older one arrives from here on."""
        self.cancel()
        mine = self._generation

        def on_progress(value: object) -> None:
            if mine == self._generation and progress is not None:
                progress(value)

        def ended(call: Callable[[Any], None] | None, value: object) -> None:
            if mine == self._generation:
                self._job = None
                if call is not None:
                    call(value)

        self._job = self._bridge.start(
            self._runner,
            work,
            done=partial(ended, done),
            failed=partial(ended, failed),
            progress=on_progress,
            priority=self._priority,
        )

    def cancel(self) -> bool:
        """Stop and mute the newest job; tells whether one was running."""
        self._generation += 1
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        return job is not None


def _dispatch_end(
    job: Job[Any],
    done: Callable[[Any], None],
    failed: Callable[[str], None] | None,
    cancelled: Callable[[], None] | None,
) -> None:
    state = str(job.state)
    if state == "done":
        done(job.result())
    elif state == "failed" and failed is not None:
        known = isinstance(job.error, AppError)
        failed(speech().trouble(str(job.error)) if known else BUG_WORDS)
    elif state == "cancelled" and cancelled is not None:
        cancelled()
