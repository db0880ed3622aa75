"""Writes exports behind the window, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.entities import Progress
from desktop.services.export.report_maker import ReportMaker
from desktop.services.job_bridge import JobBridge

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import CancelToken, Job, JobRunner
    from desktop.services.export.request import ExportRequest


class Exporter(QObject):
    """One export at a time; another one waits for its turn."""

    progressed = Signal(object)
    """A core Progress."""
    written = Signal(object)
    """The Path of the file."""
    failed = Signal(str)
    """Why there is no file."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, engine: JobRunner) -> None:
        super().__init__(bridge)
        self._bridge, self._runner, self._engine = bridge, runner, engine
        self._jobs: list[Job[Any]] = []

    @property
    def running(self) -> bool:
        """Whether an export is being made."""
        return bool(self._jobs)

    def start(self, classifier: Classifier, request: ExportRequest) -> None:
        """Write, behind what is being written; `written` or `failed` follows, unless it is stopped.

        Also of one that is stopped too late `written` follows.
        """
        maker, there = ReportMaker(classifier, self._engine, request), list[Path]()

        def work(token: CancelToken, tell: Callable[[Progress], None]) -> None:
            tell(Progress(0, len(request.photos)))
            request.behind(token)
            maker.order(token, tell).write()
            there.append(request.target)

        def ended(tell: Callable[[], None]) -> None:
            if ours := job in self._jobs:
                self._jobs.remove(job)
            if there:
                self.written.emit(request.target)
            elif ours:
                tell()

        def on_progress(step: Progress) -> None:
            if job in self._jobs:
                self.progressed.emit(step)

        job = self._bridge.start(
            self._runner,
            work,
            done=lambda _: ended(lambda: None),
            failed=lambda words: ended(lambda: self.failed.emit(words)),
            cancelled=lambda: ended(lambda: None),
            progress=on_progress,
        )
        if job is not None:
            self._jobs.append(job)

    def cancel(self) -> bool:
        """Stop all; nothing half-written is left. Tells whether there was anything to stop."""
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job.cancel()
        return bool(jobs)
