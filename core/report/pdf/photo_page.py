"""The page of one photo: what the tag is, which regions drove it, and how that was found out."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import style
from core.report.drawing.curves import HEIGHT, draw_curves
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.pdf.canvas import TITLE, measure, paragraph, short
from core.report.pdf.photo_pictures import GUTTER, SHORTEST, caption_room, draw_pictures
from core.report.pictures import fit, heat
from core.report.template import Part as Shows

COLUMNS: Final = 3
TALLEST: Final = 310.0
BAR: Final = 5.0
HEADER: Final = 62.0
HEADING: Final = 14.0
GAP: Final = 14.0
MAP: Final = (60.0, 112.0)
"""Least and greatest height of the activation map; all of these in points."""

RIVAL_ROWS: Final = 3
"""Superpixels that tell the tag from the runner-up."""

Row = tuple[str, str]
Draw = Callable[[float, float, float], float]
"""Draws at x, y, width; gives the y below itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something with a heading and a known height."""

    height: float
    draw: Draw


def draw_page(
    sheet: Page, report: PhotoReport, *, limits: bool, shows: Collection[Shows] = frozenset(Shows)
) -> None:
    """Draw and end the page of one photo, and a second one where the words need it.

    Parameters
    ----------
    sheet : Page
        On a fresh page.
    limits : bool
        Say the limits of the method here; in a long report they stand on the summary.
    shows : collection of Part
        Of what a template may leave out.
    """
    columns = _columns(sheet, report, shows)
    below = [_computed(sheet, report)] if Shows.COMPUTED in shows else []
    below += [_limits(sheet)] if limits else []
    middle = max(_height(column) for column in columns)
    room = sheet.bottom - MARGIN - HEADER - caption_room(report) - middle
    fits = room - _height(below) >= SHORTEST
    high = min(room - _height(below) if fits else room, TALLEST)
    _header(sheet, report)
    y = draw_pictures(sheet, report, MARGIN + HEADER, high)
    width = _column(sheet)
    for index, column in enumerate(columns):
        _stack(column, MARGIN + index * (width + GUTTER), y, width)
    if not fits:
        sheet.end_page()
    _stack(below, MARGIN, y + middle if fits else MARGIN, sheet.inner)
    sheet.end_page()


def _height(parts: Sequence[Part]) -> float:
    return sum(part.height for part in parts)


def _column(sheet: Page) -> float:
    return (sheet.inner - (COLUMNS - 1) * GUTTER) / COLUMNS


def _stack(parts: Sequence[Part], x: float, y: float, width: float) -> None:
    for part in parts:
        part.draw(x, y, width)
        y += part.height


def _header(sheet: Page, report: PhotoReport) -> None:
    prediction, y = report.prediction, MARGIN + 18
    confidence = content.percent(prediction.confidence)
    taken = sheet.text(sheet.right, y, confidence, size=TITLE, bold=True, right=True)
    room = sheet.inner - taken - GUTTER
    label = short(prediction.label, room, size=TITLE, bold=True)
    sheet.text(MARGIN, y, label, size=TITLE, bold=True)
    y += 18
    word = f"{content.STATUS_MARKS[prediction.status]}  {content.status_word(prediction.status)}"
    taken = sheet.text(MARGIN, y, word, colour=style.ACCENT)
    name = short(report.photo.path.name, sheet.inner - taken - 2 * GUTTER)
    sheet.text(sheet.right, y, name, colour=style.MUTED, right=True)
    sheet.fill(MARGIN, y + 10, sheet.inner, 1.5, style.RULE)
    sheet.fill(MARGIN, y + 10, sheet.inner * prediction.confidence, 1.5, style.ACCENT)


def _columns(sheet: Page, report: PhotoReport, shows: Collection[Shows]) -> tuple[list[Part], ...]:
    width = _column(sheet)
    bars = [_probabilities(sheet, report)]
    words = [_words(sheet, "Why", content.why(report), width)]
    words += [_words(sheet, heading, said, width) for heading, said in evidence.why_not(report)]
    if Shows.WEIGHTS in shows:
        bars += _weights(sheet, report)
    seen = _tables(sheet, ("Decision", evidence.decision_rows(report)))
    if Shows.QUALITY in shows:
        words.append(_table(sheet, "How good the explanation is", content.quality(report)))
        seen += _against_chance(sheet, report)
    if Shows.MAP in shows:  # as large as makes its column no taller than the others
        left = max(map(_height, (bars, words))) - _height(seen)
        seen = [*_map(sheet, report, (left - HEADING - GAP, width)), *seen]
    return bars, words, seen


def _tables(sheet: Page, *tables: tuple[str, Sequence[Row]]) -> list[Part]:
    """Draw those tables that have rows."""
    return [_table(sheet, heading, rows) for heading, rows in tables if rows]


def _headed(sheet: Page, heading: str, height: float, body: Draw) -> Part:
    """Put a heading over a body of known height."""

    def draw(x: float, y: float, width: float) -> float:
        sheet.text(x, y + 8, short(heading, width, bold=True), bold=True)
        return body(x, y + 8 + LEADING + 2, width)

    return Part(HEADING + height + GAP, draw)


def _probabilities(sheet: Page, report: PhotoReport) -> Part:
    rows = content.scores(report)

    def body(x: float, y: float, width: float) -> float:
        bar = width * 0.2
        figures = measure("under 0.1 %") + 6
        for label, share, wording in rows:
            sheet.text(x, y, short(label, width - bar - figures - 6))
            left = x + width - figures - bar
            sheet.fill(left, y - BAR, bar, BAR, style.RULE)
            sheet.fill(left, y - BAR, bar * share, BAR, style.ACCENT)
            sheet.text(x + width, y, wording, right=True)
            y += LEADING
        return y

    return _headed(sheet, "Most probable", LEADING * len(rows), body)


def _weights(sheet: Page, report: PhotoReport) -> list[Part]:
    """Draw what speaks for the class, and what speaks for it rather than for the next one."""
    surrogate, other = content.explained(report), evidence.runner_up(report)
    parts = [_signed(sheet, report, "Strongest weights", content.strongest(surrogate))]
    if other is not None:
        rows = content.strongest(other, RIVAL_ROWS)
        parts.append(_signed(sheet, report, other.label, rows))
    return parts


def _signed(
    sheet: Page, report: PhotoReport, heading: str, rows: Sequence[tuple[int, float]]
) -> Part:
    """Draw superpixels with signed bars."""
    largest = max((abs(weight) for _, weight in rows), default=0.0) or 1.0

    def body(x: float, y: float, width: float) -> float:
        half = width * 0.16
        middle = x + width - measure("+0.000") - 8 - half
        for superpixel, weight in rows:
            sheet.text(x, y, content.place(report, superpixel))
            long = half * abs(weight) / largest
            colour = style.FOR if weight > 0 else style.AGAINST
            sheet.fill(middle if weight > 0 else middle - long, y - BAR, long, BAR, colour)
            sheet.text(x + width, y, content.signed(weight), right=True)
            y += LEADING
        top = y - LEADING * (len(rows) + 1) + 3
        sheet.fill(middle - 0.25, top, 0.5, LEADING * len(rows), style.MUTED)
        return y

    return _headed(sheet, heading, LEADING * len(rows), body)


def _words(sheet: Page, heading: str, sentences: Sequence[str], width: float) -> Part:
    lines = paragraph(" ".join(sentences), width)
    return _headed(sheet, heading, LEADING * len(lines), _lines(sheet, lines))


def _lines(sheet: Page, lines: Sequence[str], colour: str = style.INK) -> Draw:
    def body(x: float, y: float, width: float) -> float:
        for line in lines:
            sheet.text(x, y, line, colour=colour)
            y += LEADING
        return y

    return body


def _table(sheet: Page, heading: str, rows: Sequence[Row]) -> Part:
    def body(x: float, y: float, width: float) -> float:
        for name, value in rows:
            taken = sheet.text(x, y, name, colour=style.MUTED)
            room = width - taken - 6
            sheet.text(x + width, y, short(value, room), right=True)
            y += LEADING
        return y

    return _headed(sheet, heading, LEADING * len(rows), body)


def _map(sheet: Page, report: PhotoReport, room: tuple[float, float]) -> list[Part]:
    """Draw the activation map into about this height and width, where the network gives one."""
    pixels = heat(report)
    if pixels is None:
        return []
    least, most = MAP
    high, wide = fit(pixels.shape[:2], (min(max(room[0], least), most), room[1]))

    def body(x: float, y: float, width: float) -> float:
        sheet.picture(pixels, x, y - LEADING + 2, wide, high)
        return y + high

    return [_headed(sheet, "Activation map", high + 2, body)]


def _against_chance(sheet: Page, report: PhotoReport) -> list[Part]:
    """Draw deletion and insertion beside random order, where they were measured."""
    tables = _tables(sheet, ("Against random order", evidence.against_chance(report)))
    curves = report.faithfulness.curves if report.faithfulness else None
    if curves is None:
        return tables
    (table,) = tables

    def draw(x: float, y: float, width: float) -> float:
        table.draw(x, y, width)
        draw_curves(sheet, curves, x, y + table.height - GAP, width)
        return y + table.height + HEIGHT

    return [Part(table.height + HEIGHT, draw)]


def _computed(sheet: Page, report: PhotoReport) -> Part:
    rows, facts = content.parameters(report), content.provenance(report)
    facts = [*facts, *evidence.audit_rows(report)]
    deep = -(-len(rows) // COLUMNS)
    versions = measure("Audit entry SHA-256") + GUTTER
    told = [(name, paragraph(value, sheet.inner - versions)) for name, value in facts]

    def body(x: float, y: float, width: float) -> float:
        column = _column(sheet)
        for index, (name, value) in enumerate(rows):
            left, line = x + index // deep * (column + GUTTER), y + index % deep * LEADING
            taken = sheet.text(left, line, name, colour=style.MUTED)
            sheet.text(left + column, line, short(value, column - taken - 6), right=True)
        y += deep * LEADING + 4
        for name, lines in told:
            sheet.text(x, y, name, colour=style.MUTED)
            y = _lines(sheet, lines)(x + versions, y, width)
        return y

    count = deep + sum(len(lines) for _, lines in told)
    return _headed(sheet, "How it was computed", LEADING * count + 4, body)


def _limits(sheet: Page) -> Part:
    lines = paragraph(content.LIMITS, sheet.inner)
    body = _lines(sheet, lines, style.MUTED)
    return _headed(sheet, "What this cannot show", LEADING * len(lines), body)
