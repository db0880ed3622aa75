"""The page of one photo: what the tag is, which regions drove it, and how that was found out.

The page of a product is that of the photo that is explained, headed by the product's tag, with a
strip of its other photos.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import style
from core.report.drawing.curves import HEIGHT, draw_curves
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.evidence import Fact
from core.report.pdf.blocks import (
    GAP,
    HEADING,
    Block,
    headed,
    height_of,
    joined,
    stack,
    text_lines,
    titled,
)
from core.report.pdf.canvas import TITLE, measure, paragraph, short
from core.report.pdf.photo_pictures import GUTTER, SHORTEST, caption_room, draw_pictures
from core.report.pdf.strip import strip_of
from core.report.pictures import fit, heat
from core.report.template import Part

COLUMNS: Final = 3
TALLEST: Final = 310.0
BAR: Final = 5.0
HEADER: Final = 62.0
MAP: Final = (60.0, 112.0)
"""Least and greatest height of the activation map; all of these in points."""

STRIP_ROWS: Final = 2
"""Rows of a product's other photos beside the explanation; the rest follows on pages of its own."""

SHORTEST_WITH_STRIP: Final = 115.0
"""Points; what pictures give up so that a product of a few photos stays on one page."""

RIVAL_ROWS: Final = 3
"""Superpixels that tell the tag from the runner-up."""


def draw_page(
    page: Page, report: PhotoReport, *, limits: bool, shows: Collection[Part] = frozenset(Part)
) -> None:
    """Draw and end the page of one photo, and more where words or a product's photos need them.

    Parameters
    ----------
    page : Page
        On a fresh page.
    limits : bool
        Say the limits of the method here; in a long report they stand on the summary.
    shows : collection of Part
        Of what a template may leave out.
    """
    columns = _columns(page, report, shows)
    below = [_computed(page, report)] if Part.COMPUTED in shows else []
    below += [_limits(page, report)] if limits else []
    middle = max(height_of(column) for column in columns)
    room = page.bottom - MARGIN - HEADER - caption_room(report) - middle
    strip, rest = _divided(
        strip_of(page, report.product, report.language), room - SHORTEST_WITH_STRIP
    )
    room -= height_of(strip)
    least = SHORTEST_WITH_STRIP if strip else SHORTEST
    fits = not rest and room - height_of(below) >= least
    high = min(room - height_of(below) if fits else room, TALLEST)
    _header(page, report)
    y = draw_pictures(page, report, MARGIN + HEADER, high)
    y = stack(strip, MARGIN, y, page.inner)
    width = _column(page)
    for index, column in enumerate(columns):
        stack(column, MARGIN + index * (width + GUTTER), y, width)
    if fits:
        stack(below, MARGIN, y + middle, page.inner)
        page.end_page()
        return
    page.end_page()
    if rest or below:
        more = list(_groups(page, report, rest)) or [titled(page, _name(report))]
        _further(page, [*more, *below])


def _divided(strip: Sequence[Block], room: float) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part a strip into what stands beside the explanation, its heading at least, and the rest."""
    many = next((n for n in range(STRIP_ROWS, 0, -1) if height_of(strip[: 1 + n]) <= room), 0)
    return strip[: 1 + many], strip[1 + many :]


def _groups(page: Page, report: PhotoReport, rest: Sequence[Block]) -> Iterator[Block]:
    """Give the rest of a strip, each page of it with a heading."""
    if report.product is None or not rest:
        return
    head = titled(page, report.language.say("photo.more", product=report.product.name))
    many = int((page.bottom - MARGIN - head.height) // rest[0].height)
    for start in range(0, len(rest), many):
        first, *others = rest[start : start + many]
        yield joined([head, first])
        yield from others


def _further(page: Page, parts: Sequence[Block]) -> None:
    """Draw and end as many pages as these parts need."""
    y = MARGIN
    for part in parts:
        if y > MARGIN and y + part.height > page.bottom:
            page.end_page()
            y = MARGIN
        y = stack([part], MARGIN, y, page.inner)
    page.end_page()


def _column(page: Page) -> float:
    return (page.inner - (COLUMNS - 1) * GUTTER) / COLUMNS


def _header(page: Page, report: PhotoReport) -> None:
    tag, status, y = report.tag, report.status, MARGIN + 18
    confidence = report.language.percent(tag.probability)
    taken = page.text(page.right, y, confidence, size=TITLE, bold=True, right=True)
    room = page.inner - taken - GUTTER
    label = short(tag.label, room, size=TITLE, bold=True)
    page.text(MARGIN, y, label, size=TITLE, bold=True)
    y += 18
    word = f"{content.STATUS_MARKS[status]}  {report.language.inline(status)}"
    taken = page.text(MARGIN, y, word, colour=style.ACCENT)
    name = short(_name(report), page.inner - taken - 2 * GUTTER)
    colour = style.INK if report.product else style.MUTED
    page.text(page.right, y, name, colour=colour, right=True)
    page.fill(MARGIN, y + 10, page.inner, 1.5, style.RULE)
    page.fill(MARGIN, y + 10, page.inner * tag.probability, 1.5, style.ACCENT)


def _name(report: PhotoReport) -> str:
    return report.product.name if report.product else report.photo.path.name


def _columns(page: Page, report: PhotoReport, shows: Collection[Part]) -> tuple[list[Block], ...]:
    width, say = _column(page), report.language.say
    bars = [_probabilities(page, report)]
    words = [_words(page, say("photo.reasons"), evidence.why(report), width)]
    words += [_words(page, heading, said, width) for heading, said in evidence.why_not(report)]
    if Part.WEIGHTS in shows:
        bars += _weights(page, report)
    seen = _tables(page, (say("decision.decision"), evidence.decision_rows(report)))
    if Part.QUALITY in shows:
        words.append(_table(page, say("quality.heading"), content.quality(report)))
        seen += _against_chance(page, report)
    if Part.MAP in shows:  # as large as makes its column no taller than the others
        left = max(map(height_of, (bars, words))) - height_of(seen)
        seen = [*_map(page, report, (left - HEADING - GAP, width)), *seen]
    return bars, words, seen


def _tables(page: Page, *tables: tuple[str, Sequence[Fact]]) -> list[Block]:
    """Draw those tables that have rows."""
    return [_table(page, heading, rows) for heading, rows in tables if rows]


def _probabilities(page: Page, report: PhotoReport) -> Block:
    rows = content.scores(report)

    def body(x: float, y: float, width: float) -> float:
        bar = width * 0.2
        figures = measure("> 99.9 %") + 6
        for label, share, wording in rows:
            page.text(x, y, short(label, width - bar - figures - 6))
            left = x + width - figures - bar
            page.fill(left, y - BAR, bar, BAR, style.RULE)
            page.fill(left, y - BAR, bar * share, BAR, style.ACCENT)
            page.text(x + width, y, wording, right=True)
            y += LEADING
        return y

    several = report.product is not None and report.product.several
    heading = report.language.say("photo.probable_of_all" if several else "photo.probable")
    return headed(page, heading, LEADING * len(rows), body)


def _weights(page: Page, report: PhotoReport) -> list[Block]:
    """Draw what speaks for the class, and what speaks for it rather than for the next one."""
    surrogate, say = content.explained(report), report.language.say
    parts = [_signed(page, report, say("photo.weights"), content.strongest(surrogate))]
    if found := evidence.runner_up(report):
        other, model = found
        heading = say("reason.over", label=surrogate.label, other=other)
        parts.append(_signed(page, report, heading, content.strongest(model, RIVAL_ROWS)))
    return parts


def _signed(
    page: Page, report: PhotoReport, heading: str, rows: Sequence[tuple[int, float]]
) -> Block:
    """Draw superpixels with signed bars."""
    largest = max((abs(weight) for _, weight in rows), default=0.0) or 1.0

    def body(x: float, y: float, width: float) -> float:
        half = width * 0.16
        middle = x + width - measure("+0.000") - 8 - half
        for superpixel, weight in rows:
            page.text(x, y, content.place(report, superpixel))
            long = half * abs(weight) / largest
            colour = style.FOR if weight > 0 else style.AGAINST
            page.fill(middle if weight > 0 else middle - long, y - BAR, long, BAR, colour)
            page.text(x + width, y, content.signed(report, weight), right=True)
            y += LEADING
        top = y - LEADING * (len(rows) + 1) + 3
        page.fill(middle - 0.25, top, 0.5, LEADING * len(rows), style.MUTED)
        return y

    return headed(page, heading, LEADING * len(rows), body)


def _words(page: Page, heading: str, sentences: Sequence[str], width: float) -> Block:
    lines = paragraph(" ".join(sentences), width)
    return headed(page, heading, LEADING * len(lines), text_lines(page, lines))


def _table(page: Page, heading: str, rows: Sequence[Fact]) -> Block:
    def body(x: float, y: float, width: float) -> float:
        for name, value in rows:
            taken = page.text(x, y, name, colour=style.MUTED)
            room = width - taken - 6
            page.text(x + width, y, short(value, room), right=True)
            y += LEADING
        return y

    return headed(page, heading, LEADING * len(rows), body)


def _map(page: Page, report: PhotoReport, room: tuple[float, float]) -> list[Block]:
    """Draw the activation map into about this height and width, where the network gives one."""
    pixels = heat(report)
    if pixels is None:
        return []
    least, most = MAP
    high, wide = fit(pixels.shape[:2], (min(max(room[0], least), most), room[1]))

    def body(x: float, y: float, width: float) -> float:
        page.picture(pixels, x, y - LEADING + 2, wide, high)
        return y + high

    return [headed(page, report.language.say("photo.map"), high + 2, body)]


def _against_chance(page: Page, report: PhotoReport) -> list[Block]:
    """Draw deletion and insertion beside random order, where they were measured."""
    tables = _tables(page, (report.language.say("chance.heading"), evidence.against_chance(report)))
    curves = report.faithfulness.curves if report.faithfulness else None
    if curves is None:
        return tables
    (table,) = tables

    def draw(x: float, y: float, width: float) -> float:
        table.draw(x, y, width)
        draw_curves(page, curves, x, y + table.height - GAP, width, report.language)
        return y + table.height + HEIGHT

    return [Block(table.height + HEIGHT, draw)]


def _computed(page: Page, report: PhotoReport) -> Block:
    rows, facts = content.parameters(report), content.provenance(report)
    facts = [*facts, *evidence.audit_rows(report)]
    deep = -(-len(rows) // COLUMNS)
    versions = max(measure(name) for name, _ in facts) + GUTTER
    told = [(name, paragraph(value, page.inner - versions)) for name, value in facts]

    def body(x: float, y: float, width: float) -> float:
        column = _column(page)
        for index, (name, value) in enumerate(rows):
            left, line = x + index // deep * (column + GUTTER), y + index % deep * LEADING
            taken = page.text(left, line, name, colour=style.MUTED)
            page.text(left + column, line, short(value, column - taken - 6), right=True)
        y += deep * LEADING + 4
        for name, lines in told:
            page.text(x, y, name, colour=style.MUTED)
            y = text_lines(page, lines)(x + versions, y, width)
        return y

    count = deep + sum(len(lines) for _, lines in told)
    return headed(page, report.language.say("computed.heading"), LEADING * count + 4, body)


def _limits(page: Page, report: PhotoReport) -> Block:
    lines = paragraph(report.language.say("pages.limits"), page.inner)
    body = text_lines(page, lines, style.MUTED)
    return headed(page, report.language.say("pages.limits_of_one"), LEADING * len(lines), body)
