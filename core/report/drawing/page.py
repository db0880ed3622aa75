"""What pages are drawn on: a PDF sheet, or a picture of it for the window."""

from collections.abc import Sequence
from typing import Final, Protocol

from core.entities import Pixels
from core.report.pictures import fit
from core.report.template import Paper

LEADING: Final = 11.5
MARGIN: Final = 42.0
LOGO: Final = (22.0, 120.0)
"""Height and width of the box of the logo at the upper edge; all of these in points."""

POINTS: Final = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
"""Width and height of a page."""


class Page(Protocol):
    """y runs downwards from the top, text stands on baselines, units are points."""

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

    def text(
        self, x: float, y: float, text: str, *, size: float = ..., colour: str = ...,
        bold: bool = ..., right: bool = ...,
    ) -> float:  # fmt: skip
        """Write one line; gives its width."""
        ...

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        ...

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = ...) -> None:
        """Draw an open line through points."""
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


class Frame:
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
