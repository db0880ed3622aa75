"""Rows and paragraphs that run down the page and on to the next."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from core.report.drawing import style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.pdf.canvas import measure, paragraph

ROW: Final = 15.0
HEADING: Final = 2 * ROW + 6
"""Heights of a table's row and of a heading, points."""


class Flow:
    """A cursor that runs down the page and on to the next."""

    def __init__(self, page: Page) -> None:
        self.page, self.y = page, MARGIN

    def need(self, height: float, again: Callable[[], None] | None = None) -> None:
        """Begin a page where less than this height is left; `again` repeats a table's head."""
        if self.y + height <= self.page.bottom:
            return
        self.end()
        if again:
            again()

    def end(self) -> None:
        """End the page."""
        self.page.end_page()
        self.y = MARGIN

    def heading(self, text: str, room: float = 3 * ROW) -> None:
        """Write a heading, on a page that has room for what follows."""
        self.need(2.5 * ROW + room)
        self.y += HEADING - 6
        self.page.text(MARGIN, self.y, text, bold=True)
        self.y += 6

    def body(self, text: str, colour: str = style.INK) -> None:
        """Write a paragraph."""
        for line in paragraph(text, self.page.inner):
            self.need(LEADING)
            self.y += LEADING
            self.page.text(MARGIN, self.y, line, colour=colour)

    def facts(self, told: Sequence[tuple[str, str]]) -> None:
        """Write facts by name, and a rule below them."""
        page = self.page
        named = max(measure(name) for name, _ in told) + LEADING
        for name, value in told:
            for index, line in enumerate(paragraph(value, page.inner - named)):
                self.y += LEADING + 1
                if index == 0:
                    page.text(MARGIN, self.y, name, colour=style.MUTED)
                page.text(MARGIN + named, self.y, line)
        self.y += LEADING
        page.fill(MARGIN, self.y, page.inner, 1.5, style.RULE)

    @contextmanager
    def row(self, again: Callable[[], None] | None = None) -> Iterator[float]:
        """Give the baseline of a table's next row, a hairline below it."""
        self.need(ROW, again)
        self.y += ROW
        yield self.y - 4.5
        self.page.fill(MARGIN, self.y, self.page.inner, 0.4, style.RULE)
