"""A pen that notes what is drawn with it."""

from collections.abc import Sequence

import pytest

Point = tuple[float, float]


class Notes:
    """What was drawn, in the order of drawing."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.boxes: list[tuple[tuple[float, float, float, float], str]] = []
        self.lines: list[tuple[list[Point], str]] = []

    def text(self, x: float, y: float, text: str, **_: object) -> float:
        self.words.add(text)
        return 4.0 * len(text)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.boxes.append(((x, y, width, height), colour))

    def line(self, points: Sequence[Point], colour: str, width: float = 0.8) -> None:
        self.lines.append((list(points), colour))


@pytest.fixture
def notes() -> Notes:
    return Notes()
