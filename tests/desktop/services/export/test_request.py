"""What is asked to be exported, and what a preview leaves out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.imaging.images import load_photo
from core.jobs import CancelToken
from core.report.content import DecisionNote
from core.report.formats import PDF, PNG
from core.report.tables.formats import TABLE_FORMATS
from desktop.services.export.request import ExportRequest


def test_only_a_report_that_is_written_is_measured(
    request_for: Callable[..., ExportRequest], blue: Path
) -> None:
    measured = {
        offered.suffix: request_for(blue, format=offered).measured for offered in (PDF, PNG)
    }
    assert measured == {".pdf": True, ".png": False}
    assert not any(request_for(blue, format=table).measured for table in TABLE_FORMATS)
    report = request_for(blue, format=PDF, label="Red")
    assert not report.quick().measured
    assert (report.quick().label, report.quick().photos) == ("Red", (blue,))


def test_outside_a_review_there_are_no_notes_and_no_rows(
    request_for: Callable[..., ExportRequest], blue: Path
) -> None:
    request = request_for(blue)
    assert request.note(blue) is None
    assert list(request.rows()) == []


def test_what_was_said_of_other_content_is_not_asked_for(
    request_for: Callable[..., ExportRequest], blue: Path
) -> None:
    photo = load_photo(blue)
    said = {"label": "Red", "labels": ("Red",), "against": "Grey"}
    same = request_for(blue, subject=photo.subject, **said).about(photo)
    assert (same.label, same.labels, same.against) == ("Red", ("Red",), "Grey")
    other = request_for(blue, subject="another", **said).about(photo)
    assert (other.label, other.labels, other.against) == (None, (), None)


def test_notes_stay_as_they_were_when_writing_began(
    request_for: Callable[..., ExportRequest], blue: Path
) -> None:
    said = DecisionNote("accepted", "Blue", "ana", None)
    notes = {blue: said}
    request = request_for(blue, note=notes.get).noted(CancelToken())
    notes.clear()
    assert (request.note(blue), request.product(blue)) == (said, None)
