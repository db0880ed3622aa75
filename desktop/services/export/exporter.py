"""Writes exports behind the window, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.entities import Explanation, Prediction
from core.jobs import JobRunner
from core.report.template import Template
from desktop.services.export.choices import PDF
from desktop.services.export.report_maker import ReportMaker, write
from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.report.content import DecisionNote
    from core.report.tables.review_rows import Row
    from desktop.services.answer_cache import Recall
    from desktop.ui.look import Look


@dataclass(frozen=True, slots=True)
class Known:
    """An explanation that the window has already."""

    prediction: Prediction
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written.

    Attributes
    ----------
    photos : tuple of Path
    target : Path
        A file; a folder where cards of several photos are written.
    kind : str
        A suffix of `export_choices.KINDS`.
    look : Look
        How overlays are painted and explanations made.
    template : Template or None
        Of a PDF; the full report where None.
    label : str or None
        Class shown for a single photo; the tag for many.
    labels : tuple of str
        Classes explained beside the top five.
    against : str or None
        Of a single photo, the class that the one shown is set against.
    known : Known or None
        For a single photo, what need not be computed again.
    memory : Recall or None
        Where explanations are kept; asked before one is made.
    note : callable
        Gives what is decided about a photo, None outside a review.
    rows : callable or None
        Gives the rows of a table; None for pages and cards.
    folder : Path
        Where the rows' paths begin.
    hurried : bool
        Leave out the test against random order.
    """

    photos: tuple[Path, ...]
    target: Path
    kind: str
    look: Look
    template: Template | None = None
    label: str | None = None
    labels: tuple[str, ...] = ()
    against: str | None = None
    known: Known | None = None
    memory: Recall | None = None
    note: Callable[[Path], DecisionNote | None] = lambda _: None
    rows: Callable[[], Iterator[Row]] | None = None
    folder: Path = Path()
    hurried: bool = False

    def quick(self) -> Order:
        """Give the same order without what takes long, for a preview."""
        return replace(self, hurried=True)

    @property
    def measured(self) -> bool:
        """Whether the test against random order is part of it."""
        return self.kind == PDF and not self.hurried


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

    def start(self, classifier: Classifier, order: Order) -> None:
        """Write; an export that runs is stopped."""
        maker = ReportMaker(classifier, self._engine, order)
        self._latest.start(
            lambda token, tell: write(order, maker, token, tell),
            done=lambda _: self.written.emit(order.target),
            failed=self.failed.emit,
            progress=self.progressed.emit,
        )

    def cancel(self) -> bool:
        """Stop; nothing half-written is left. Tells whether there was anything to stop."""
        return self._latest.cancel()
