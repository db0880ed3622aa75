"""What pages are drawn on: a PDF sheet, or a picture of it for the window."""

from collections.abc import Sequence
from typing import Protocol

from core.entities import Pixels


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
