"""The report as a PDF: one photo or thousands, page by page, in bounded memory."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core import outputs
from core.entities import Outcome, Progress
from core.errors import ExportFailed
from core.imaging import images
from core.inference.card import Card
from core.jobs import CancelToken
from core.language.catalog import Language, english
from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import fonts
from core.report.pdf.attached_records import AttachedRecords
from core.report.pdf.canvas import Canvas
from core.report.pdf.front_pages import (
    FAILED_KEY,
    INDEX_KEY,
    SUMMARY_KEY,
    FrontMatter,
    IndexEntry,
    contradiction_facts,
    draw_front,
    left_out_facts,
    noun,
)
from core.report.pdf.model_page import NETWORK_KEY, draw_model
from core.report.pdf.photo_page import draw_page
from core.report.template import Part, Template
from core.version import __version__
from core.vocabulary import Status

__all__ = ["MOST_PHOTOS", "check_count", "write_report"]

PHOTOS_KEY: Final = "photos"
LOGO_PX: Final = 1200
"""Longer side of a logo: finer than it is printed."""

MOST_PHOTOS: Final = 10_000
"""Beyond this a PDF is no longer something that a person can open."""


def check_count(photos: int, path: Path) -> None:
    """Refuse a report that nobody could open, before any work.

    Raises
    ------
    ExportFailed
    """
    if photos > MOST_PHOTOS:
        cause = f"too many photos for one report, the limit is {MOST_PHOTOS:,}"
        raise ExportFailed(path, cause)


def write_report(
    reports: Iterable[PhotoReport | Outcome],
    path: Path,
    *,
    template: Template | None = None,
    total: int = 0,
    left_out: Mapping[str, int] | None = None,
    token: CancelToken | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    created: datetime | None = None,
    language: Language | None = None,
) -> None:
    """Write a report, taking the photos one at a time.

    Parameters
    ----------
    reports : iterable of PhotoReport or Outcome
        An outcome stands for a photo that failed: it is listed with its cause.
    path : Path
    template : Template, optional
        Title, logo, paper and parts; the full report where left out.
    total : int
        How many are to come, for the progress; 0 where that is not known.
    left_out : dict of str to int, optional
        Pictures in the folder that are no photos here, by kind; the summary says so.
    token : CancelToken, optional
        Looked at before each photo.
    on_progress : callable, optional
        Told after each photo.
    created : datetime, optional
        The document's time; that of the newest photo where left out.
    language : Language, optional
        Of all pages, whatever the reports name; English where left out.

    Raises
    ------
    ExportFailed
        Nothing to report, too much for one file, no permission, disk full. The file is written
        wholly or not at all.
    ImageUnreadable
        The template's logo.
    Cancelled
        Once `token` was cancelled; nothing is left.
    """
    check_count(total, path)
    template = template or Template()
    logo = images.load_full(template.logo, LOGO_PX) if template.logo else None
    with (
        outputs.writing(path) as temporary,
        tempfile.TemporaryFile(dir=temporary.parent) as spool,
        temporary.open("wb") as output,
    ):
        canvas = Canvas(template.paper, spool, language)
        if logo is not None:
            canvas.use_logo(logo)
        writer = _Writer(canvas, path, template, language or english())
        for done, item in enumerate(_watched(reports, token), start=1):
            writer.add(item)
            if on_progress:
                on_progress(Progress(done, max(done, total), writer.entries[-1].name))
        writer.finish(created, left_out or {})
        canvas.save(output)


def _watched(
    reports: Iterable[PhotoReport | Outcome], token: CancelToken | None
) -> Iterator[PhotoReport | Outcome]:
    """Look at the token before each photo is asked for, and once behind the last."""
    source = iter(reports)
    while True:
        if token:
            token.check()
        try:
            yield next(source)
        except StopIteration:
            return


class _Writer:
    """Draws each photo as it comes and remembers what summary and index will say of it."""

    def __init__(self, canvas: Canvas, path: Path, template: Template, language: Language) -> None:
        self._canvas, self._path, self._template = canvas, path, template
        self._language = language
        self._title = fonts.display(template.title_in(language))
        self._folders: set[Path] = set()
        self._waiting: PhotoReport | None = None
        self._newest: datetime | None = None
        self._facts: dict[str, dict[str, None]] = {}
        self._cards: dict[str, Card] = {}
        self._records = AttachedRecords(canvas, language.say("pages.attached"))
        self.entries: list[IndexEntry] = []

    def add(self, item: PhotoReport | Outcome) -> None:
        """Take the next photo. The latest always waits: alone, it gets a page of its own kind."""
        check_count(len(self.entries) + 1, self._path)
        self._draw(alone=False)
        photo = item.path if isinstance(item, Outcome) else item.photo.path
        self._folders.add(photo.parent)
        if isinstance(item, Outcome):
            name = fonts.display(item.path.name)
            self.entries.append(IndexEntry(name, Status.ERROR, cause=item.error))
            return
        self._waiting = replace(item, language=self._language)
        self._remember(self._waiting)

    def _remember(self, report: PhotoReport) -> None:
        product, key = report.product, f"photo-{len(self.entries)}"
        self.entries.append(
            IndexEntry(
                fonts.display(product.name if product else report.photo.path.name),
                report.status,
                key,
                self._canvas.pages,
                report.tag.label,
                report.tag.probability,
                verdict=report.decision.word if report.decision else "",
                agreement=evidence.agreement(report),
                photos=len(product.photos) if product else 0,
                contradictions=len(product.contradictions) if product else 0,
            )
        )
        self._newest = max(self._newest or report.created, report.created)
        if report.pack.card:
            self._cards.setdefault(report.pack.sha256, report.pack.card)
        for name, value in (*content.common_facts(report), *evidence.reviewer_rows(report)):
            self._facts.setdefault(name, {})[value] = None

    def _draw(self, *, alone: bool) -> None:
        if self._waiting is None:
            return
        self._canvas.mark(self.entries[-1].key)
        if self._canvas.pages == 0:
            self._canvas.mark(PHOTOS_KEY)
        if not alone:
            self._canvas.link_footer(INDEX_KEY)
        parts = self._template.parts
        limits = alone and Part.READING in parts
        draw_page(self._canvas, self._waiting, limits=limits, shows=parts)
        self._records.add(self._waiting)
        self._waiting = None

    def finish(self, created: datetime | None, left_out: Mapping[str, int]) -> None:
        """Draw what is left, bring summary and index to the front, number the pages."""
        if not self.entries:
            raise ExportFailed(self._path, "there is no photo to report on")
        moment = created or self._newest or datetime.now(UTC)
        alone = len(self.entries) == 1 and self._waiting is not None
        self._draw(alone=alone)
        front = 0 if alone else self._front(moment, left_out)
        self._records.finish()
        if alone and self._template.network.belong(1):
            for card in self._cards.values():
                draw_model(self._canvas, card, self._language)
        named = (fonts.display(self._template.company), self._title, self._language.moment(moment))
        self._canvas.number(front, " · ".join(filter(None, named)))
        about = noun(self.entries, self._language)
        subject = self._language.say("front.subject", noun=about, count=len(self.entries))
        self._canvas.describe(self._title, subject, moment)

    def _front(self, moment: datetime, left_out: Mapping[str, int]) -> int:
        language, say = self._language, self._language.say
        facts = [(say("made.made"), say("made.with", moment=moment, version=__version__))]
        facts += [(say("made.for"), self._template.company)] if self._template.company else []
        facts += [(say("made.photos_from"), common_folder(self._folders, language))]
        facts += left_out_facts(left_out, language)
        facts += [(name, "; ".join(values)) for name, values in self._facts.items()]
        facts += contradiction_facts(self.entries, language)
        cards = tuple(self._cards.values())
        if cards and not self._template.network.belong(len(self.entries)):
            facts.append(content.network_left_out(language))
            cards = ()
        matter = FrontMatter(
            self._title,
            facts,
            self.entries,
            cards,
            reading=Part.READING in self._template.parts,
            language=language,
        )
        front = draw_front(self._canvas, matter)
        self._bookmark(matter)
        return front

    def _bookmark(self, matter: FrontMatter) -> None:
        say = self._language.say
        self._canvas.outline(say("front.summary"), SUMMARY_KEY)
        if matter.failed:
            self._canvas.outline(say("front.failed_heading"), FAILED_KEY)
        if matter.cards:
            self._canvas.outline(say("model.title"), NETWORK_KEY)
        if matter.reported:
            self._canvas.outline(say("front.index"), INDEX_KEY)
            self._canvas.outline(noun(matter.reported, matter.language), PHOTOS_KEY, closed=True)
        for entry in matter.reported:
            self._canvas.outline(f"{entry.label} · {entry.name}", entry.key, level=1)


def common_folder(folders: Collection[Path], language: Language) -> str:
    """Name the folder that holds all these."""
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives, or some named from here and some from the root
        return language.count(len(folders), "folder")
