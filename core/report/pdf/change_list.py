"""The list of what will change in a shop's file, as pages to sign or to file."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core import given_files, outputs
from core.catalog.edits import Change
from core.entities import Box, Drawn, Progress
from core.errors import ExportFailed
from core.jobs import CancelToken
from core.language.catalog import Language, english
from core.report import evidence
from core.report.drawing import fonts, style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.pdf.canvas import TITLE, Canvas, paragraph, short
from core.report.pdf.flow import ROW, Flow
from core.report.pdf.small_pictures import draw_small
from core.report.template import Paper
from core.version import __version__

MOST_CHANGES: Final = 10_000
"""Beyond this a PDF is no longer something that a person can open."""

PICTURE: Final = 38.0
"""Side of the box of a photo, points."""

GAP: Final = 10.0
ABOVE: Final = 5.0
"""Between columns, and between a row's lines and its edges, points."""

KEPT: Final = 12
"""Lines of a row that stay on one page."""

EDGES: Final = (0.0, 0.29, 0.53, 0.77, 1.0)
"""Where the columns begin, of the width beside the photo."""

HEADS: Final = ("subject", "before", "after", "by")
"""Of the columns, by key."""

Line = tuple[str, str]
"""Text and colour."""


def write_change_list(
    changes: Sequence[Change],
    path: Path,
    *,
    source: Path,
    folder: Path,
    boxes: Mapping[Path, Drawn] = MappingProxyType({}),
    disputed: Sequence[str] = (),
    token: CancelToken | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    created: datetime | None = None,
    language: Language | None = None,
) -> None:
    """Write a list of changes, one row for each product.

    Parameters
    ----------
    changes : sequence of Change
        Without any, the pages say so.
    path : Path
    source : Path
        The shop's file that they are about.
    folder : Path
        Where the photos' paths begin.
    boxes : mapping of Path to Drawn
        Around items, by the photos' files: outlined, as long as the file holds that photo.
    disputed : sequence of str
        Products that stay as they are because their photos were decided differently.
    token : CancelToken, optional
        Looked at before each row.
    on_progress : callable, optional
        Told after each row.
    created : datetime, optional
        The document's time; now where left out.
    language : Language, optional
        English where left out.

    Raises
    ------
    ExportFailed
        More than `MOST_CHANGES`, no permission, disk full. The file is written wholly or not at
        all.
    Cancelled
        Once `token` was cancelled; nothing is left.
    """
    if len(changes) > MOST_CHANGES:
        cause = f"too many changes for one PDF, the limit is {MOST_CHANGES:,}: name a .csv file"
        raise ExportFailed(path, cause)
    moment, language = created or datetime.now(UTC), language or english()
    with (
        outputs.writing(path) as temporary,
        tempfile.TemporaryFile(dir=temporary.parent) as spool,
        temporary.open("wb") as output,
    ):
        canvas = Canvas(Paper.A4, spool, language)
        flow = Flow(canvas)
        title = language.say("changes.title", file=fonts.display(source.name))
        _title(flow, title, _facts(changes, disputed, source, folder, moment, language))
        for done, _ in enumerate(_rows(flow, changes, folder, boxes, token, language), start=1):
            if on_progress:
                on_progress(Progress(done, len(changes), fonts.display(changes[done - 1].product)))
        _disputed(flow, disputed, language)
        flow.end()
        canvas.number(0, f"{title} · {language.moment(moment)}")
        subject = language.say("changes.subject", count=len(changes))
        canvas.describe(title, subject, moment)
        canvas.save(output)


def _facts(
    changes: Sequence[Change],
    disputed: Sequence[str],
    source: Path,
    folder: Path,
    moment: datetime,
    language: Language,
) -> list[tuple[str, str]]:
    say = language.say
    facts = [
        (say("made.made"), say("made.with", moment=moment, version=__version__)),
        (say("changes.file"), str(source)),
        (say("made.photos_from"), str(folder)),
        (say("changes.products"), language.number(len(changes))),
    ]
    left = say("changes.disputed", count=len(disputed))
    return [*facts, (say("changes.left"), left)] if disputed else facts


def _title(flow: Flow, title: str, facts: Sequence[tuple[str, str]]) -> None:
    page = flow.page
    flow.y += 18
    shown = short(title, page.inner, size=TITLE, bold=True)
    page.text(MARGIN, flow.y, shown, size=TITLE, bold=True)
    flow.y += 8
    flow.facts(facts)


def _rows(
    flow: Flow,
    changes: Sequence[Change],
    folder: Path,
    boxes: Mapping[Path, Drawn],
    token: CancelToken | None,
    language: Language,
) -> Iterator[None]:
    """Draw one row after the other."""
    if not changes:
        flow.y += ROW
        flow.body(language.say("changes.none"))
        return
    _head(flow, language)
    for change in changes:
        if token:
            token.check()
        photo = folder / change.photo
        _row(flow, change, photo, _box(photo, boxes), language)
        yield
    if token:
        token.check()


def _head(flow: Flow, language: Language) -> None:
    flow.y += ROW / 2
    with flow.row() as y:
        for (left, _), name in zip(_columns(flow.page), HEADS, strict=True):
            flow.page.text(left, y, language.say(f"changes.head.{name}"), colour=style.MUTED)


def _columns(page: Page) -> list[tuple[float, float]]:
    """Give left edge and width of each column of words."""
    start = MARGIN + PICTURE + GAP
    room = page.right - start
    edges = pairwise(start + room * share for share in EDGES)
    return [(left, right - left - GAP) for left, right in edges]


def _box(photo: Path, boxes: Mapping[Path, Drawn]) -> Box | None:
    """Give a photo's box, unless the file holds another photo by now."""
    drawn = boxes.get(photo)
    if drawn is None or drawn.sha256 not in {"", given_files.sha256_of(photo)}:
        return None
    return drawn.box


def _row(flow: Flow, change: Change, photo: Path, box: Box | None, language: Language) -> None:
    """Draw a change; what is left of a very long one goes on behind the next page's head."""
    page, columns = flow.page, _columns(flow.page)
    cells = zip(_cells(change, language), columns, strict=True)
    told = [_lines(cell, width) for cell, (_, width) in cells]
    kept = min(max(map(len, told)), KEPT)
    flow.need(max(PICTURE, kept * LEADING) + 2 * ABOVE, lambda: _head(flow, language))
    draw_small(page, photo, MARGIN, flow.y + ABOVE, PICTURE, PICTURE, box=box)
    while True:
        fits = int((page.bottom - flow.y - 2 * ABOVE) // LEADING)
        for (left, _), lines in zip(columns, told, strict=True):
            _column(page, lines[:fits], left, flow.y + ABOVE)
        deep = min(fits, max(map(len, told)))
        flow.y += max(PICTURE, deep * LEADING) + 2 * ABOVE
        page.fill(MARGIN, flow.y, page.inner, 0.4, style.RULE)
        told = [lines[fits:] for lines in told]
        if not any(told):
            return
        flow.end()
        _head(flow, language)
        again = [(language.say("changes.continued", product=change.product), style.MUTED)]
        told[0] = told[0] or _lines(again, columns[0][1])


def _column(page: Page, lines: Sequence[Line], x: float, y: float) -> None:
    for number, (text, colour) in enumerate(lines, start=1):
        page.text(x, y + number * LEADING - 3, text, colour=colour)


def _cells(change: Change, language: Language) -> tuple[list[Line], ...]:
    return (
        [(change.product, style.INK), (change.photo, style.MUTED)],
        [
            (
                change.before or language.say("changes.no_category"),
                style.INK if change.before else style.MUTED,
            )
        ],
        [(change.after, style.INK)],
        [
            (change.by or language.say("decision.nobody"), style.INK),
            (evidence.verdict_word(change.why, language), style.MUTED),
        ],
    )


def _lines(cell: Sequence[Line], width: float) -> list[Line]:
    return [(line, colour) for text, colour in cell for line in paragraph(text, width) if line]


def _disputed(flow: Flow, names: Sequence[str], language: Language) -> None:
    """List the products that stay as they are."""
    if not names:
        return
    flow.heading(language.say("changes.left_count", count=len(names)))
    flow.body(language.say("changes.decide_alike"))
    for name in names:
        with flow.row() as y:
            flow.page.text(MARGIN, y, short(name, flow.page.inner))
