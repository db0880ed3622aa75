"""The pages about the network in a long report: drawn from `model_card`, in two columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.inference.card import Card
from core.language.catalog import Language
from core.report.drawing import plots, style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.model_card import Headline, headlines, sections
from core.report.pdf.canvas import TITLE, measure, paragraph, short
from core.report.section import Plot, Section, Table

NETWORK_KEY: Final = "network"
GUTTER: Final = 22.0
HEADING: Final = 1.6 * LEADING
GAP: Final = 16.0
TILE: Final = 50.0
PLOTS: Final = 3
NAME: Final = 0.42
"""Room of a fact's name at most, of the column's width; the others are points."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
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


def draw_model(page: Page, card: Card, language: Language, *, mark: bool = True) -> None:
    """Draw and end the pages about one network.

    Parameters
    ----------
    page : Page
        On a fresh page.
    card : Card
    language : Language
    mark : bool
        Make the first page the end of links to `NETWORK_KEY`.
    """
    if mark:
        page.mark(NETWORK_KEY)
    parts = sections(card, language)
    y = _header(page, card, language)
    y = _tiles(page, headlines(card, language), y)
    y = _plots(page, [plot for part in parts for plot in part.plots], y)
    narrow = (page.inner - GUTTER) / 2
    blocks = [_lines(part, narrow) for part in parts]
    _columns(page, [block for block in blocks if len(block) > 1], y, narrow)
    page.end_page()


def _header(page: Page, card: Card, language: Language) -> float:
    y = MARGIN + 18
    page.text(MARGIN, y, language.say("model.title"), size=TITLE, bold=True)
    named = short(f"{card.name} {card.version}", page.inner / 2)
    page.text(page.right, y, named, colour=style.MUTED, right=True)
    page.fill(MARGIN, y + 14, page.inner, 1.5, style.RULE)
    return y + 14


def _tiles(page: Page, told: Sequence[Headline], y: float) -> float:
    """Draw the main figures side by side, the interval below each."""
    for index, headline in enumerate(told):
        x = MARGIN + page.inner * index / len(told)
        page.text(x, y + TILE - 14, headline.figure, size=TITLE, bold=True)
        page.text(x, y + TILE, headline.name)
        page.text(x, y + TILE + LEADING, headline.interval, colour=style.MUTED)
    return y + TILE + LEADING + 6 if told else y


def _plots(page: Page, drawn: Sequence[Plot], y: float) -> float:
    width = (page.inner - (PLOTS - 1) * GUTTER) / PLOTS
    for index, plot in enumerate(drawn[:PLOTS]):
        plots.draw(page, plot, MARGIN + index * (width + GUTTER), y + 14, width)
    return y + 14 + plots.height_of(width) if drawn else y


def _columns(page: Page, blocks: Sequence[list[ColumnLine]], y: float, width: float) -> None:
    """Let blocks run down two columns, page by page, the shorter column first."""
    edges = [y, y]
    for block in _cut(blocks, page.bottom - MARGIN - GAP):
        height = GAP + _height(block)
        side = edges.index(min(edges))
        if edges[side] + height > page.bottom:
            side = 1 - side
        if edges[side] + height > page.bottom:
            page.end_page()
            edges, side = [MARGIN, MARGIN], 0
        _put(page, block, MARGIN + side * (width + GUTTER), edges[side] + GAP, width)
        edges[side] += height


def _cut(blocks: Iterable[list[ColumnLine]], room: float) -> Iterator[list[ColumnLine]]:
    """Cut blocks that no page could hold."""
    for block in blocks:
        most = int(room // HEADING)
        whole = _height(block) <= room
        yield from [block] if whole else (block[i : i + most] for i in range(0, len(block), most))


def _height(lines: Iterable[ColumnLine]) -> float:
    return sum(line.height for line in lines)


def _put(page: Page, lines: Iterable[ColumnLine], x: float, y: float, width: float) -> None:
    for line in lines:
        y += line.height
        for offset, text, colour, right in line.pieces:
            page.text(x + offset, y - 4, text, colour=colour, bold=line.bold, right=right)
        if line.ruled:
            page.fill(x, y - 1, width, 0.4, style.RULE)


def _lines(part: Section, width: float) -> list[ColumnLine]:
    """Set a section in lines of a column."""
    heading = short(part.heading, width, bold=True)
    lines = [ColumnLine([(0, heading, style.INK, False)], bold=True, height=HEADING)]
    for said in part.paragraphs:
        lines += [ColumnLine([(0, line, style.INK, False)]) for line in paragraph(said, width)]
    lines += _facts(part.facts, width)
    return lines + (_table(part.table, width) if part.table else [])


def _facts(told: Sequence[tuple[str, str]], width: float) -> Iterator[ColumnLine]:
    named = min(max((measure(name) + 10 for name, _ in told), default=0.0), width * NAME)
    for name, value in told:
        for index, line in enumerate(paragraph(value, width - named)):
            shown = short(name, named - 8) if index == 0 else ""
            yield ColumnLine([(0, shown, style.MUTED, False), (named, line, style.INK, False)])


def _table(table: Table, width: float) -> list[ColumnLine]:
    """Set a table: the name gets what the figures leave."""
    rows = [table.columns, *table.rows]
    taken = [max(measure(row[i]) for row in rows) + 10 for i in range(1, len(table.columns))]
    ends = [width - sum(taken[i + 1 :]) for i in range(len(taken))]
    room = width - sum(taken)

    def line(row: Sequence[str], colour: str) -> ColumnLine:
        figures = [
            (end, cell, colour, True) for end, cell in zip(ends, row[1:], strict=True) if cell
        ]
        return ColumnLine(
            [(0, short(row[0], room), colour, False), *figures], ruled=True, height=13.0
        )

    return [line(table.columns, style.MUTED), *(line(row, style.INK) for row in table.rows)]
