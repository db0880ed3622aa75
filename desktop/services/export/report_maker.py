"""Makes what an export consists of, taking turns at the network with the window; on a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from core.entities import Outcome, Prediction
from core.errors import AppError
from core.explain.faithfulness import faithfulness
from core.imaging import images
from core.jobs import CancelToken, JobRunner
from core.report.content import PhotoReport, shown
from core.report.evidence import about_product
from core.report.order import ExportOrder
from desktop.services.answer_cache import explained
from desktop.services.overlay_painter import settings_of, style_of
from desktop.ui.language import speech

if TYPE_CHECKING:
    from core.entities import Explanation, Photo
    from core.inference.classifier import Classifier
    from desktop.services.export.request import ExportRequest

T = TypeVar("T")
Tell = Callable[[Any], None]

ENGINE_PRIORITY: Final = 5
"""Behind the photo that is being looked at, before tagging the rest."""
LISTEN_S: Final = 0.05
"""Seconds between looks at the token while the network works."""


class ReportMaker:
    """Makes what a report needs of each photo."""

    def __init__(self, classifier: Classifier, engine: JobRunner, request: ExportRequest) -> None:
        self._classifier, self._engine, self._request = classifier, engine, request

    def order(self, token: CancelToken, tell: Tell) -> ExportOrder:
        """Give what is to be written; of a single photo there is no progress to tell."""
        request = self._request
        total = len(request.photos)
        return ExportOrder(
            outputs={request.format: request.target},
            reports=lambda: self._reports(token),
            rows=request.rows,
            photos=total,
            folder=request.folder,
            left_out=request.left_out(),
            columns=request.columns,
            template=request.template,
            language=speech(),
            token=token,
            on_progress=tell if total > 1 else None,
        )

    def _reports(self, token: CancelToken) -> Iterator[PhotoReport | Outcome]:
        """Give a report per photo; one of several that fails becomes its outcome."""
        if len(self._request.photos) > 1:
            self._request = self._request.noted(token)
        for path in self._request.photos:
            try:
                yield self.report(path, token)
            except AppError as error:
                if len(self._request.photos) == 1:
                    raise
                yield Outcome(path, error=getattr(error, "cause", str(error)))

    def report(self, path: Path, token: CancelToken) -> PhotoReport:
        """Tag, explain and measure one photo, or take what is known of it."""
        photo = images.load_photo(path, self._request.boxes.get(path), token=token)
        request, classifier = self._request.about(photo), self._classifier
        prediction, explanation = self._known(photo, request, token)
        settings = replace(explanation.settings, against=request.against)
        report = PhotoReport(
            photo,
            prediction,
            replace(explanation, settings=settings),
            classifier.pack,
            style_of(request.look, request.label),
            decision=request.note(path),
        )
        report = about_product(report, request.product(path))
        return self._measured(report, token) if request.measured else report

    def _known(
        self, photo: Photo, request: ExportRequest, token: CancelToken
    ) -> tuple[Prediction, Explanation]:
        classifier, known, recall = self._classifier, request.known, request.recall
        if known is not None:
            return known.prediction, known.explanation
        settings = settings_of(request.look, request.labels)
        prediction = self._on_engine(lambda _: classifier.classify(photo), token)
        explanation = self._on_engine(
            lambda turn: explained(
                classifier, photo, prediction, settings, recall, turn, lambda _: None
            ),
            token,
        )
        return prediction, explanation

    def _measured(self, report: PhotoReport, token: CancelToken) -> PhotoReport:
        areas = self._on_engine(
            lambda turn: faithfulness(self._classifier, report.photo, shown(report), token=turn),
            token,
        )
        return replace(report, faithfulness=areas)

    def _on_engine(self, work: Callable[[CancelToken], T], token: CancelToken) -> T:
        """Wait for a turn at the network; cancelling the export cancels the turn."""
        job = self._engine.submit(lambda turn, _: work(turn), priority=ENGINE_PRIORITY)
        while not job.wait(LISTEN_S):
            if token.cancelled:
                job.cancel()
                token.check()
        return job.result()
