"""What pages are drawn on: the canvas of a PDF, or a picture of it for the window."""

from typing import Final, Protocol

from core.entities import Pixels
from core.report.drawing.pen import Pen
from core.report.pictures import fit
from core.report.template import Paper

LEADING: Final = 11.5
MARGIN: Final = 42.0
LOGO: Final = (22.0, 120.0)
"""Height and width of the box of the logo at the upper edge; all of these in points."""

POINTS: Final = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
"""Width and height of a page."""


class Page(Pen, Protocol):
    """A pen with pictures, links and page ends; y runs downwards from the top."""

    pages: int
    """Finished so far."""

    @property
    def right(self) -> float:
        """The right margin."""
        ...

    @property
    def inner(self) -> float:
        """Width between the margins."""
        ...

    @property
    def bottom(self) -> float:
        """Where content ends and the footer begins."""
        ...

    def picture(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """Place a picture."""
        ...

    def link(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Lead from a rectangle to a marked page."""
        ...

    def mark(self, key: str) -> None:
        """Make this page the end of links to `key`."""
        ...

    def end_page(self) -> None:
        """Finish the page."""
        ...


class PageLayout:
    """Where things may stand on a page of this paper."""

    def __init__(self, paper: Paper) -> None:
        self.width, self.height = POINTS[paper]

    @property
    def right(self) -> float:
        """The right margin."""
        return self.width - MARGIN

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where content ends and the footer begins."""
        return self.height - MARGIN - 1.5 * LEADING


def draw_logo(page: Page, pixels: Pixels) -> None:
    """Draw a logo into its box, to the right above the upper margin."""
    height, width = fit(pixels.shape[:2], LOGO)
    page.picture(pixels, page.right - width, (MARGIN - height) / 2, width, height)
