"""Writes reports behind the window: one photo as card or page, many as one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

from core import images
from core.entities import Explanation, Outcome, Prediction, Progress
from core.errors import AppError, ExportFailed
from core.explain import lime
from core.jobs import CancelToken, JobRunner
from core.report.content import PhotoReport
from desktop.compare.overlay_painter import settings_of, style_of
from desktop.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from desktop.review.look import Look

T = TypeVar("T")

ENGINE_PRIORITY: Final = 5
"""Behind the photo that is being looked at, before tagging the rest."""
LISTEN_S: Final = 0.05
"""Seconds between looks at the token while the network works."""


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
        Its suffix says what: .png for the card of one photo, .pdf for pages.
    look : Look
        How overlays are painted and explanations made.
    label : str or None
        Class shown for a single photo; the tag for many.
    labels : tuple of str
        Classes explained beside the top five.
    known : Known or None
        For a single photo, what need not be computed again.
    """

    photos: tuple[Path, ...]
    target: Path
    look: Look
    label: str | None = None
    labels: tuple[str, ...] = ()
    known: Known | None = None


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


class ReportMaker:
    """Makes what a report needs of each photo, taking turns at the network with the window."""

    def __init__(self, classifier: Classifier, engine: JobRunner, order: Order) -> None:
        self._classifier, self._engine, self._order = classifier, engine, order
        self._settings = settings_of(order.look, order.labels)

    def reports(self, token: CancelToken) -> Iterator[PhotoReport | Outcome]:
        """Give a report per photo; a photo that fails becomes its outcome."""
        for path in self._order.photos:
            try:
                yield self.report(path, token)
            except AppError as error:
                yield Outcome(path, error=str(error))

    def report(self, path: Path, token: CancelToken) -> PhotoReport:
        """Tag and explain one photo, or take what is known of it."""
        photo = images.load_photo(path)
        classifier, known = self._classifier, self._order.known
        if known is None:
            prediction = self._on_engine(lambda _: classifier.classify(photo), token)
            explanation = self._on_engine(
                lambda turn: lime.explain(
                    classifier, photo, prediction, self._settings, token=turn
                ),
                token,
            )
        else:
            prediction, explanation = known.prediction, known.explanation
        style = style_of(self._order.look, self._order.label)
        return PhotoReport(photo, prediction, explanation, classifier.pack, style)

    def _on_engine(self, work: Callable[[CancelToken], T], token: CancelToken) -> T:
        """Wait for a turn at the network; cancelling the export cancels the turn."""
        job = self._engine.submit(lambda turn, _: work(turn), priority=ENGINE_PRIORITY)
        while not job.wait(LISTEN_S):
            if token.cancelled:
                job.cancel()
                token.check()
        return job.result()


def write(
    order: Order, maker: ReportMaker, token: CancelToken, tell: Callable[[Any], None]
) -> None:
    """Write the file that the order asks for."""
    from core.report import pdf, png

    first = order.photos[0]
    if order.target.suffix.lower() == ".png":
        png.write_card(maker.report(first, token), order.target)
    elif len(order.photos) == 1:
        pdf.write_report([maker.report(first, token)], order.target, total=1, token=token)
    else:
        if len(order.photos) > pdf.MOST_PHOTOS:
            cause = f"too many photos for one report, the limit is {pdf.MOST_PHOTOS:,}"
            raise ExportFailed(order.target, cause)
        tell(Progress(0, len(order.photos)))
        pdf.write_report(
            maker.reports(token),
            order.target,
            total=len(order.photos),
            token=token,
            on_progress=tell,
        )
