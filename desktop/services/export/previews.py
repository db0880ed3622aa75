"""What the export dialog shows before anything is written; on a worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.report import content
from core.report.drawing import fonts
from core.report.tables import formats
from core.vocabulary import Status
from desktop.services.export.choices import PNG
from desktop.ui.qimage import to_qimage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from core.report.content import PackFacts, PhotoReport
    from core.report.pdf.front_pages import Summary
    from core.report.tables.review_rows import Row
    from core.report.template import Template
    from desktop.ui.photo_state import Mark, Tag

SCALE = 2.0
"""Pixels per point of a page."""


def table_text(rows: Iterable[Row], kind: str) -> str:
    """Give the first lines of a table."""
    return formats.sample(rows, kind)


def page_images(
    report: PhotoReport, kind: str, look: Template, cover: Summary | None
) -> list[QImage]:
    """Draw the pages, or the card, of a photo."""
    import numpy as np

    from core.report import png
    from core.report.pdf.preview import preview

    if kind == PNG:
        return [to_qimage(np.asarray(png.draw_card(report)))]
    return [to_qimage(page) for page in preview(report, look, cover, SCALE)]


def cover_of(look: Template, photos: Sequence[tuple[Path, Tag, Mark]], pack: PackFacts) -> Summary:
    """Say what the cover will say, as far as the photos are tagged."""
    from core.report.pdf.document import common_folder
    from core.report.pdf.front_pages import Entry, Summary
    from core.report.template import Part

    entries = [
        Entry(
            fonts.display(path.name),
            tag.status,
            key="" if tag.status is Status.ERROR else "photo",
            label=tag.label,
            confidence=tag.confidence,
            cause=tag.error,
            verdict=mark.verdict,
        )
        for path, tag, mark in photos
        if tag.status is not None
    ]
    facts = [("Made", content.utc(datetime.now(UTC)))]
    facts += [("For", look.company)] if look.company else []
    facts += [
        ("Photos from", common_folder({path.parent for path, _, _ in photos})),
        ("Network", f"{pack.name} {pack.version} · SHA-256 {pack.sha256}"),
    ]
    reading = Part.READING in look.parts
    return Summary(fonts.display(look.title), facts, entries, reading=reading)
