"""What the export dialog shows before anything is written; on a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.report import content
from core.report.drawing import fonts
from core.vocabulary import Status
from desktop.ui.language import speech
from desktop.ui.qimage import to_qimage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from core.report.content import PackFacts, PhotoReport
    from core.report.formats import DrawnFormat
    from core.report.pdf.front_pages import FrontMatter
    from core.report.template import Template
    from desktop.ui.photo_state import Mark, Product, Tag

SCALE = 2.0
"""Pixels per point of a page."""
NO_PRODUCTS: Final[Mapping[Path, Product]] = {}
NOTHING_LEFT_OUT: Final[Mapping[str, int]] = {}


def page_images(
    report: PhotoReport, drawn: DrawnFormat, look: Template, cover: FrontMatter | None
) -> list[QImage]:
    """Draw the pages, or the card, of a photo."""
    told = replace(report, language=speech())
    return [to_qimage(page) for page in drawn.pages(told, look, cover, SCALE)]


def cover_of(
    look: Template,
    photos: Sequence[tuple[Path, Tag, Mark]],
    pack: PackFacts,
    products: Mapping[Path, Product] = NO_PRODUCTS,
    left_out: Mapping[str, int] = NOTHING_LEFT_OUT,
) -> FrontMatter:
    """Say what the cover will say, as far as the photos are tagged; products by their leads."""
    from core.report.pdf.document import common_folder
    from core.report.pdf.front_pages import (
        FrontMatter,
        IndexEntry,
        contradiction_facts,
        left_out_facts,
    )
    from core.report.template import Part

    entries = [
        IndexEntry(
            fonts.display(path.name),
            tag.status,
            key="" if tag.status is Status.ERROR else "photo",
            label=tag.label,
            confidence=tag.confidence,
            cause=tag.error,
            verdict=mark.verdict,
            photos=products[path].photos if path in products else 0,
            contradictions=products[path].contradictions if path in products else 0,
            page=page,
        )
        for page, (path, tag, mark) in enumerate(photos)
        if tag.status is not None
    ]
    language, say = speech(), speech().say
    facts = [(say("made.made"), language.moment(datetime.now(UTC)))]
    facts += [(say("made.for"), look.company)] if look.company else []
    facts += [
        (say("made.photos_from"), common_folder({path.parent for path, _, _ in photos}, language)),
        *left_out_facts(left_out, language),
        (say("made.network"), f"{pack.name} {pack.version} · SHA-256 {pack.sha256}"),
        *content.classes_chosen(pack, language),
        *contradiction_facts(entries, language),
    ]
    cards = (pack.card,) if pack.card else ()
    if cards and not look.network.belong(len(photos)):
        facts.append(content.network_left_out(language))
        cards = ()
    reading = Part.READING in look.parts
    title = fonts.display(look.title_in(language))
    return FrontMatter(title, facts, entries, cards, reading=reading, language=language)
