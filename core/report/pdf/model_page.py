"""The pages about the network in a long report: drawn from `model_card`, in two columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.inference.card import Card
from core.report.drawing import plots, style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.model_card import Headline, Section, Table, headlines, sections
from core.report.pdf.canvas import TITLE, measure, paragraph, short

NETWORK_KEY: Final = "network"
GUTTER: Final = 22.0
HEADING: Final = 1.6 * LEADING
GAP: Final = 16.0
TILE: Final = 50.0
PLOTS: Final = 3
NAME: Final = 0.42
"""Room of a fact's name at most, of the column's width; the others are points."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column: pieces of text, each at an offset from its left edge.

    Attributes
    ----------
    pieces : sequence of (float, str, str, bool)
        Offset, text, colour, and whether the offset is the text's right end.
    bold, ruled : bool
        Ruled lines have a hairline below them.
    """

    pieces: Sequence[tuple[float, str, str, bool]]
    bold: bool = False
    ruled: bool = False
    height: float = LEADING


def draw_model(sheet: Page, card: Card, *, mark: bool = True) -> None:
    """Draw and end the pages about one network.

    Parameters
    ----------
    sheet : Page
        On a fresh page.
    card : Card
    mark : bool
        Make the first page the end of links to `NETWORK_KEY`.
    """
    if mark:
        sheet.mark(NETWORK_KEY)
    parts = sections(card)
    y = _header(sheet, card)
    y = _tiles(sheet, headlines(card), y)
    y = _plots(sheet, [plot for part in parts for plot in part.plots], y)
    narrow = (sheet.inner - GUTTER) / 2
    blocks = [_lines(part, narrow) for part in parts]
    _columns(sheet, [block for block in blocks if len(block) > 1], y, narrow)
    sheet.end_page()


def _header(sheet: Page, card: Card) -> float:
    y = MARGIN + 18
    sheet.text(MARGIN, y, "About the network", size=TITLE, bold=True)
    named = short(f"{card.name} {card.version}", sheet.inner / 2)
    sheet.text(sheet.right, y, named, colour=style.MUTED, right=True)
    sheet.fill(MARGIN, y + 14, sheet.inner, 1.5, style.RULE)
    return y + 14


def _tiles(sheet: Page, told: Sequence[Headline], y: float) -> float:
    """Draw the main figures side by side, the interval below each."""
    for index, headline in enumerate(told):
        x = MARGIN + sheet.inner * index / len(told)
        sheet.text(x, y + TILE - 14, headline.figure, size=TITLE, bold=True)
        sheet.text(x, y + TILE, headline.name)
        sheet.text(x, y + TILE + LEADING, headline.interval, colour=style.MUTED)
    return y + TILE + LEADING + 6 if told else y


def _plots(sheet: Page, drawn: Sequence[plots.Plot], y: float) -> float:
    width = (sheet.inner - (PLOTS - 1) * GUTTER) / PLOTS
    for index, plot in enumerate(drawn[:PLOTS]):
        plots.draw(sheet, plot, MARGIN + index * (width + GUTTER), y + 14, width)
    return y + 14 + plots.height_of(width) if drawn else y


def _columns(sheet: Page, blocks: Sequence[list[Line]], y: float, width: float) -> None:
    """Let blocks run down two columns, page by page, the shorter column first."""
    edges = [y, y]
    for block in _cut(blocks, sheet.bottom - MARGIN - GAP):
        height = GAP + _height(block)
        side = edges.index(min(edges))
        if edges[side] + height > sheet.bottom:
            side = 1 - side
        if edges[side] + height > sheet.bottom:
            sheet.end_page()
            edges, side = [MARGIN, MARGIN], 0
        _put(sheet, block, MARGIN + side * (width + GUTTER), edges[side] + GAP, width)
        edges[side] += height


def _cut(blocks: Iterable[list[Line]], room: float) -> Iterator[list[Line]]:
    """Cut blocks that no page could hold."""
    for block in blocks:
        most = int(room // HEADING)
        whole = _height(block) <= room
        yield from [block] if whole else (block[i : i + most] for i in range(0, len(block), most))


def _height(lines: Iterable[Line]) -> float:
    return sum(line.height for line in lines)


def _put(sheet: Page, lines: Iterable[Line], x: float, y: float, width: float) -> None:
    for line in lines:
        y += line.height
        for offset, text, colour, right in line.pieces:
            sheet.text(x + offset, y - 4, text, colour=colour, bold=line.bold, right=right)
        if line.ruled:
            sheet.fill(x, y - 1, width, 0.4, style.RULE)


def _lines(part: Section, width: float) -> list[Line]:
    """Set a section in lines of a column."""
    heading = short(part.heading, width, bold=True)
    lines = [Line([(0, heading, style.INK, False)], bold=True, height=HEADING)]
    for said in part.paragraphs:
        lines += [Line([(0, line, style.INK, False)]) for line in paragraph(said, width)]
    lines += _facts(part.facts, width)
    return lines + (_table(part.table, width) if part.table else [])


def _facts(told: Sequence[tuple[str, str]], width: float) -> Iterator[Line]:
    named = min(max((measure(name) + 10 for name, _ in told), default=0.0), width * NAME)
    for name, value in told:
        for index, line in enumerate(paragraph(value, width - named)):
            shown = short(name, named - 8) if index == 0 else ""
            yield Line([(0, shown, style.MUTED, False), (named, line, style.INK, False)])


def _table(table: Table, width: float) -> list[Line]:
    """Set a table: the name gets what the figures leave."""
    rows = [table.columns, *table.rows]
    taken = [max(measure(row[i]) for row in rows) + 10 for i in range(1, len(table.columns))]
    ends = [width - sum(taken[i + 1 :]) for i in range(len(taken))]
    room = width - sum(taken)

    def line(row: Sequence[str], colour: str) -> Line:
        figures = [
            (end, cell, colour, True) for end, cell in zip(ends, row[1:], strict=True) if cell
        ]
        return Line([(0, short(row[0], room), colour, False), *figures], ruled=True, height=13.0)

    return [line(table.columns, style.MUTED), *(line(row, style.INK) for row in table.rows)]
