"""What the export dialog shows before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.entities import Explanation
from core.inference.classifier import Classifier
from core.jobs import CancelToken, JobRunner
from core.report.content import PhotoReport
from core.report.formats import PDF, PNG
from core.report.template import BUILT_IN, Template
from core.vocabulary import Status, Verdict
from desktop.services.export.previews import cover_of, page_images
from desktop.services.export.report_maker import ReportMaker
from desktop.services.export.request import ExportRequest, KnownAnswer
from desktop.services.picture_loader import Shown
from desktop.ui.photo_state import Mark, Product, Tag


@pytest.fixture
def report(
    classifier: Classifier,
    explanation: Explanation,
    shown: Shown,
    request_for: Callable[..., ExportRequest],
    blue: Path,
) -> PhotoReport:
    known = KnownAnswer(classifier.classify(shown.photo), explanation)
    engine = JobRunner("engine")
    made = ReportMaker(classifier, engine, request_for(blue, known=known))
    engine.close()
    return made.report(blue, CancelToken())


def test_the_cover_stands_before_the_page(report: PhotoReport, classifier: Classifier) -> None:
    tags = [(report.photo.path, Tag(Status.KNOWN, "Blue", 0.9), Mark())]
    cover = cover_of(Template(), tags, classifier.pack)
    alone = page_images(report, PDF, Template(), None)
    assert len(page_images(report, PDF, Template(), cover)) == len(alone) + 1
    assert alone[0].height() > alone[0].width() > 1000  # A4, two pixels a point
    (card,) = page_images(report, PNG, Template(), None)
    assert card.width() > 500


def test_the_cover_says_what_is_known_so_far(classifier: Classifier) -> None:
    photos = [
        (Path("/shop/a/one.jpg"), Tag(Status.KNOWN, "Blue", 0.9), Mark(Verdict.ACCEPTED, "Blue")),
        (Path("/shop/b/two.jpg"), Tag(Status.ERROR, error="empty file"), Mark()),
        (Path("/shop/b/three.jpg"), Tag(), Mark()),
    ]
    look = Template(title="Autumn", company="Beispiel GmbH")
    cover = cover_of(look, photos, classifier.pack)
    assert [(one.label, one.cause, bool(one.key)) for one in cover.entries] == [
        ("Blue", "", True),
        ("", "empty file", False),
    ]
    facts = dict(cover.facts)
    assert facts["For"] == "Beispiel GmbH"
    assert facts["Photos from"] == str(Path("/shop"))
    assert classifier.pack.sha256 in facts["Model"]
    assert "For" not in dict(cover_of(BUILT_IN["short"], photos, classifier.pack).facts)


def test_the_cover_names_what_is_no_photo(classifier: Classifier) -> None:
    photos = [(Path("/shop/one.jpg"), Tag(Status.KNOWN, "Blue", 0.9), Mark())]
    cover = cover_of(Template(), photos, classifier.pack, left_out={"PSD": 3, "hidden": 1})
    assert dict(cover.facts)["Not among the photos"] == "3 PSD, 1 hidden"
    assert "Not among the photos" not in dict(cover_of(Template(), photos, classifier.pack).facts)


def test_the_cover_counts_products(classifier: Classifier) -> None:
    lead, alone = Path("/shop/10_1.jpg"), Path("/shop/x.jpg")
    tag = Tag(Status.KNOWN, "Blue", 0.9)
    products = {lead: Product(tag, 4, 1, lead)}
    cover = cover_of(
        Template(), [(lead, tag, Mark()), (alone, tag, Mark())], classifier.pack, products
    )
    assert (len(cover.products), cover.alone, cover.photos) == (1, 1, 5)
    assert dict(cover.facts)["Contradictions"].startswith("1 of these photos looks")
