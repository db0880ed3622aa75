"""Parts of a page whose height is known before they are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.report.drawing import style
from core.report.drawing.page import LEADING, Page
from core.report.pdf.canvas import short

HEADING: Final = 14.0
TITLED: Final = 22.0
GAP: Final = 14.0
"""Room of a heading, of a page's title, and below a part, points."""

Draw = Callable[[float, float, float], float]
"""Draws at x, y, width; gives the y below itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something with a heading and a known height."""

    height: float
    draw: Draw


def height_of(parts: Sequence[Block]) -> float:
    """Give the height of parts that stand one below the other."""
    return sum(part.height for part in parts)


def stack(parts: Sequence[Block], x: float, y: float, width: float) -> float:
    """Draw parts one below the other; gives the y below them."""
    for part in parts:
        part.draw(x, y, width)
        y += part.height
    return y


def joined(parts: Sequence[Block]) -> Block:
    """Keep parts together on one page."""
    return Block(height_of(parts), lambda x, y, width: stack(parts, x, y, width))


def headed(page: Page, heading: str, height: float, body: Draw) -> Block:
    """Put a heading over a body of known height."""

    def draw(x: float, y: float, width: float) -> float:
        page.text(x, y + 8, short(heading, width, bold=True), bold=True)
        return body(x, y + 8 + LEADING + 2, width)

    return Block(HEADING + height + GAP, draw)


def titled(page: Page, title: str) -> Block:
    """Say what a page goes on with."""

    def draw(x: float, y: float, width: float) -> float:
        page.text(x, y + 8, short(title, width, bold=True), bold=True)
        return y + TITLED

    return Block(TITLED, draw)


def text_lines(page: Page, lines: Sequence[str], colour: str = style.INK) -> Draw:
    """Write lines that are broken already."""

    def body(x: float, y: float, width: float) -> float:
        for line in lines:
            page.text(x, y, line, colour=colour)
            y += LEADING
        return y

    return body
