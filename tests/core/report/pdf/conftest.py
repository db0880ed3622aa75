"""What reading a report back takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.entities import Outcome
from core.report.content import PhotoReport
from core.vocabulary import Status

MakeReport = Callable[..., PhotoReport]


def text_of(path: Path) -> list[str]:
    """Give the text of each page, in one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.fixture
def batch(make_report: MakeReport) -> list[PhotoReport | Outcome]:
    """Three photos and one that failed."""
    return [
        make_report("one.jpg"),
        Outcome(Path("broken.jpg"), error="not an image"),
        make_report("two.jpg", label="Watches", confidence=0.98, status=Status.KNOWN),
        make_report("three.jpg", status=Status.UNKNOWN, confidence=0.31),
    ]
