"""What a report needs of each photo, taken from what is known or asked of the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.entities import ClassScore, Explanation, Outcome, Progress
from core.errors import Cancelled, ImageUnreadable
from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.jobs import CancelToken, JobRunner
from core.report.content import DecisionNote, PhotoReport
from core.report.formats import PDF
from core.report.product_note import PhotoNote, ProductNote
from core.vocabulary import Status
from desktop.services.export.report_maker import ReportMaker
from desktop.services.export.request import ExportRequest, KnownAnswer

RequestFor = Callable[..., ExportRequest]


@pytest.fixture
def engine() -> Iterator[JobRunner]:
    made = JobRunner("engine")
    yield made
    made.close()


def test_a_photo_is_tagged_explained_and_noted(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    note = DecisionNote("accepted", "Blue", "ana", None)
    request = request_for(blue, against="Red", label="Blue", note=lambda path: note)
    report = ReportMaker(classifier, engine, request).report(blue, CancelToken())
    assert report.prediction.label == report.explanation.label == report.style.label == "Blue"
    assert report.explanation.settings.against == "Red"
    assert report.explanation.samples == request.look.samples
    assert (report.decision, report.faithfulness) == (note, None)


def test_a_report_on_paper_is_measured_against_random_order(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    maker = ReportMaker(classifier, engine, request_for(blue, format=PDF))
    assert maker.report(blue, CancelToken()).faithfulness is not None


def test_what_is_known_is_not_asked_again(
    classifier: Classifier,
    engine: JobRunner,
    request_for: RequestFor,
    explanation: Explanation,
    blue: Path,
) -> None:
    engine.close()  # it would raise
    known = KnownAnswer(classifier.classify(load_photo(blue)), replace(explanation, samples=77))
    report = ReportMaker(classifier, engine, request_for(blue, known=known)).report(
        blue, CancelToken()
    )
    assert report.explanation.samples == 77


def test_one_of_several_that_cannot_be_read_becomes_its_outcome(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    broken = blue.with_name("broken.png")
    broken.write_bytes(b"")
    several = ReportMaker(classifier, engine, request_for(broken, blue))
    first, second = several.order(CancelToken(), lambda _: None).reports()
    assert first == Outcome(broken, error="empty file")
    assert isinstance(second, PhotoReport)
    alone = ReportMaker(classifier, engine, request_for(broken))
    with pytest.raises(ImageUnreadable):
        list(alone.order(CancelToken(), lambda _: None).reports())


def test_progress_is_told_of_several_photos(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    told: list[Progress] = []
    photos = (blue, blue.with_name("green.png"))
    ReportMaker(classifier, engine, request_for(*photos)).order(CancelToken(), told.append).write()
    assert [(step.done, step.total) for step in told][-1] == (2, 2)
    alone = ReportMaker(classifier, engine, request_for(blue))
    assert alone.order(CancelToken(), told.append).on_progress is None


def test_who_cancels_does_not_wait_for_the_engine(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    go, token = threading.Event(), CancelToken()
    engine.submit(lambda turn, tell: go.wait(10))
    token.cancel()
    with pytest.raises(Cancelled):
        ReportMaker(classifier, engine, request_for(blue)).report(blue, token)
    assert not go.is_set()
    go.set()


def test_a_photos_product_is_on_its_page(
    classifier: Classifier, engine: JobRunner, request_for: RequestFor, blue: Path
) -> None:
    top = (ClassScore("Red", 0.9), ClassScore("Blue", 0.1))
    note = ProductNote("10", "Tee", Status.KNOWN, top, (PhotoNote(blue),), 1)
    asked: list[Path] = []

    def product(path: Path) -> ProductNote:
        asked.append(path)
        return note

    report = ReportMaker(classifier, engine, request_for(blue, product=product)).report(
        blue, CancelToken()
    )
    assert (asked, report.product, report.tag.label) == ([blue], note, "Red")
    assert report.prediction.label == "Blue" and report.style.label == "Red"
