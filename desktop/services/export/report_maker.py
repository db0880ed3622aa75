"""Makes what an export consists of, taking turns at the network with the window; on a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from core import paths
from core.entities import Outcome, Prediction, Progress
from core.errors import AppError, ExportFailed, os_cause, printable
from core.explain.faithfulness import faithfulness
from core.imaging import images
from core.jobs import CancelToken, JobRunner
from core.report.content import PhotoReport, shown
from core.report.tables import formats
from desktop.services.answer_cache import explained
from desktop.services.overlay_painter import settings_of, style_of
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.entities import Explanation, Photo
    from core.inference.classifier import Classifier
    from desktop.services.export.exporter import Order

T = TypeVar("T")
Tell = Callable[[Any], None]

ENGINE_PRIORITY: Final = 5
"""Behind the photo that is being looked at, before tagging the rest."""
NOT_EXPORTED: Final = "not-exported.txt"
"""Names the photos that have no card, beside the cards."""
LISTEN_S: Final = 0.05
"""Seconds between looks at the token while the network works."""


class ReportMaker:
    """Makes what a report needs of each photo."""

    def __init__(self, classifier: Classifier, engine: JobRunner, order: Order) -> None:
        self._classifier, self._engine, self._order = classifier, engine, order
        self._settings = settings_of(order.look, order.labels)

    def reports(self, token: CancelToken) -> Iterator[PhotoReport | Outcome]:
        """Give a report per photo; a photo that fails becomes its outcome."""
        for path in self._order.photos:
            try:
                yield self.report(path, token)
            except AppError as error:
                yield Outcome(path, error=getattr(error, "cause", str(error)))

    def report(self, path: Path, token: CancelToken) -> PhotoReport:
        """Tag, explain and measure one photo, or take what is known of it."""
        photo, order, classifier = images.load_photo(path), self._order, self._classifier
        prediction, explanation = self._known(photo, token)
        settings = replace(explanation.settings, against=order.against)
        report = PhotoReport(
            photo,
            prediction,
            replace(explanation, settings=settings),
            classifier.pack,
            style_of(order.look, order.label),
            decision=order.note(path),
        )
        return self._measured(report, token) if order.measured else report

    def _known(self, photo: Photo, token: CancelToken) -> tuple[Prediction, Explanation]:
        classifier, known, memory = self._classifier, self._order.known, self._order.memory
        if known is not None:
            return known.prediction, known.explanation
        prediction = self._on_engine(lambda _: classifier.classify(photo), token)
        explanation = self._on_engine(
            lambda turn: explained(
                classifier, photo, prediction, self._settings, memory, turn, lambda _: None
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


def write(order: Order, maker: ReportMaker, token: CancelToken, tell: Tell) -> None:
    """Write the file, or for cards of several photos the files, that the order asks for."""
    if order.rows is not None:
        rows = _told(order.rows(), len(order.photos), token, tell)
        formats.write(rows, order.target, order.folder)
    elif order.kind == ".png":
        _write_cards(order, maker, token, tell)
    else:
        _write_pdf(order, maker, token, tell)


def _told(items: Iterator[T], total: int, token: CancelToken, tell: Tell) -> Iterator[T]:
    for done, item in enumerate(items, start=1):
        token.check()
        yield item
        tell(Progress(done, total))


def _write_pdf(order: Order, maker: ReportMaker, token: CancelToken, tell: Tell) -> None:
    from core.report.pdf import document

    total = len(order.photos)
    if total > document.MOST_PHOTOS:
        cause = tr("too many photos for one report, the limit is {:,}").format(document.MOST_PHOTOS)
        raise ExportFailed(order.target, cause)
    single = total == 1
    reports = iter([maker.report(order.photos[0], token)]) if single else maker.reports(token)
    tell(Progress(0, total))
    document.write_report(
        reports,
        order.target,
        template=order.template,
        total=total,
        token=token,
        on_progress=None if single else tell,
    )


def _write_cards(order: Order, maker: ReportMaker, token: CancelToken, tell: Tell) -> None:
    """Write one card to the target, several into the folder of that name: all or none."""
    from core.report import png

    if len(order.photos) == 1:
        png.write_card(maker.report(order.photos[0], token), order.target)
        return
    try:
        with tempfile.TemporaryDirectory(dir=order.target.parent, prefix=".Tagproof-") as folder:
            made = Path(folder)
            _draw_cards(order, maker, made, token, tell)
            order.target.mkdir(exist_ok=True)
            for card in made.iterdir():
                card.replace(order.target / card.name)
    except OSError as error:
        raise ExportFailed(order.target, os_cause(error)) from error


def _draw_cards(
    order: Order, maker: ReportMaker, folder: Path, token: CancelToken, tell: Tell
) -> None:
    from core.batch import unique_stems
    from core.report import png

    stems, failed = unique_stems(order.photos), list[str]()
    pairs = zip(order.photos, maker.reports(token), strict=True)
    for done, (photo, item) in enumerate(pairs, start=1):
        token.check()
        if isinstance(item, Outcome):
            failed.append(f"{printable(photo)}: {item.error}\n")
        else:
            png.write_card(item, folder / f"{stems[photo]}.explanation.png")
        tell(Progress(done, len(order.photos)))
    if failed:
        paths.write_text(folder / NOT_EXPORTED, "".join(failed))
