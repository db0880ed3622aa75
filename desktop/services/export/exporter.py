"""Writes exports behind the window, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.entities import Progress
from desktop.services.export.report_maker import ReportMaker
from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import CancelToken, JobRunner
    from desktop.services.export.request import ExportRequest


class Exporter(QObject):
    """One export at a time."""

    progressed = Signal(object)
    """A core Progress."""
    written = Signal(object)
    """The Path of the file."""
    failed = Signal(str)
    """Why there is no file."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, engine: JobRunner) -> None:
        super().__init__(bridge)
        self._engine = engine
        self._latest = Latest(bridge, runner)

    @property
    def running(self) -> bool:
        """Whether an export is being made."""
        return self._latest.running

    def start(self, classifier: Classifier, request: ExportRequest) -> None:
        """Write; an export that runs is stopped."""
        maker = ReportMaker(classifier, self._engine, request)

        def work(token: CancelToken, tell: Callable[[Progress], None]) -> None:
            tell(Progress(0, len(request.photos)))
            request.behind(token)
            maker.order(token, tell).write()

        self._latest.start(
            work,
            done=lambda _: self.written.emit(request.target),
            failed=self.failed.emit,
            progress=self.progressed.emit,
        )

    def cancel(self) -> bool:
        """Stop; nothing half-written is left. Tells whether there was anything to stop."""
        return self._latest.cancel()
