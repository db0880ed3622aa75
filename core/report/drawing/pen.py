"""What everything is drawn with, on paper and on the screen.

y runs downwards, text stands on baselines, units are points.
"""

from collections.abc import Sequence
from typing import Protocol


class Pen(Protocol):
    """Draws words, rectangles and lines."""

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
