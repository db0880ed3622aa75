"""Where things may stand on a page."""

import numpy as np
import pytest

from core.report.drawing.page import LOGO, MARGIN, POINTS, PageLayout, draw_logo
from core.report.template import Paper


@pytest.mark.parametrize("paper", list(Paper))
def test_margins_are_equal_and_the_footer_has_room(paper: Paper) -> None:
    layout = PageLayout(paper)
    assert (layout.width, layout.height) == POINTS[paper]
    assert layout.inner == pytest.approx(layout.right - MARGIN)
    assert layout.bottom < layout.height - MARGIN


@pytest.mark.parametrize("size", [(10, 400), (400, 10), (30, 30)])
def test_a_logo_of_any_shape_stays_above_the_margin(size: tuple[int, int]) -> None:
    class Placed(PageLayout):
        def picture(self, pixels: object, *box: float) -> None:
            self.box = box

    page = Placed(Paper.A4)
    draw_logo(page, np.zeros((*size, 3), np.uint8))
    x, y, width, height = page.box
    assert height <= LOGO[0] and width <= LOGO[1]
    assert x + width == pytest.approx(page.right)
    assert y > 0 and y + height < MARGIN
