"""Parts know their height before they are drawn, and keep to it."""

from collections.abc import Callable

import numpy as np
import pytest

from core.entities import Pixels
from core.report.drawing.page import LEADING
from core.report.pdf.blocks import (
    GAP,
    HEADING,
    Block,
    headed,
    height_of,
    joined,
    stack,
    text_lines,
    titled,
)
from core.report.pdf.preview import PicturePages
from core.report.template import Template

LINES = ["one", "two", "three"]


@pytest.fixture
def page() -> PicturePages:
    return PicturePages(Template(), "", 2.0)


def rows_with_ink(page: PicturePages) -> list[int]:
    pixels: Pixels = page.pixels
    return [int(row) for row in np.flatnonzero((pixels < 128).any(axis=(1, 2)))]


def test_a_headed_part_is_as_tall_as_it_says(page: PicturePages) -> None:
    part = headed(page, "Heading", LEADING * 3, text_lines(page, LINES))
    assert part.height == HEADING + 3 * LEADING + GAP
    below = part.draw(100, 100, 200)
    ink = rows_with_ink(page)
    assert min(ink) >= 200 and max(ink) < 2 * (100 + part.height - GAP / 2)
    assert 100 < below <= 100 + part.height


def test_parts_stand_one_below_the_other() -> None:
    at: list[float] = []

    def remember(x: float, y: float, width: float) -> float:
        at.append(y)
        return y

    draw: Callable[[float, float, float], float] = remember
    parts = [Block(10, draw), Block(20, draw)]
    assert stack(parts, 0, 5, 100) == 35 == 5 + height_of(parts)
    assert at == [5, 15]
    kept = joined(parts)
    assert kept.height == 30 and kept.draw(0, 40, 100) == 70
    assert at[2:] == [40, 50]


def test_a_page_that_goes_on_is_titled(page: PicturePages) -> None:
    title = titled(page, "SKU-1 " * 80)
    assert title.draw(100, 100, 200) == 100 + title.height
    ink = (page.pixels < 128).any(axis=(0, 2)).nonzero()[0]
    assert ink.min() >= 200 and ink.max() <= 600
