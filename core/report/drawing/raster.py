"""Plots and pages as pictures, for the window."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core.entities import Pixels
from core.report.drawing import fonts, style, text_shaping
from core.report.drawing.plots import draw, height_of
from core.report.section import Plot

WIDTH: Final = 220.0
"""Points; the plot's words are sized for it."""

BODY: Final = 8.0


def plot_pixels(plot: Plot, scale: float = 2.0, paper: str = "white") -> Pixels:
    """Draw a plot as a picture.

    Parameters
    ----------
    plot : Curve or HeatMap
    scale : float
        Pixels per point; 2 gives 440 px of width.
    paper : str
        Colour around the frame.

    Returns
    -------
    (H, W, 3) uint8 RGB
    """
    pen = Raster((WIDTH, height_of(WIDTH)), scale, paper)
    draw(pen, plot, 0, 0, WIDTH - 4)
    return pen.pixels


class Raster:
    """A picture to draw on in points.

    Parameters
    ----------
    size : (float, float)
        Width and height, points.
    scale : float
        Pixels per point.
    paper : str
    resampling : Image.Resampling
        By which placed pictures get their size.
    """

    def __init__(
        self,
        size: tuple[float, float],
        scale: float,
        paper: str,
        resampling: Image.Resampling = Image.Resampling.BOX,
    ) -> None:
        self.image = Image.new("RGB", (round(size[0] * scale), round(size[1] * scale)), paper)
        self._draw, self._scale, self._resampling = ImageDraw.Draw(self.image), scale, resampling

    @property
    def pixels(self) -> Pixels:
        """What is drawn so far."""
        return np.asarray(self.image)

    def text(
        self, x: float, y: float, text: str, *, size: float = BODY, colour: str = style.INK,
        bold: bool = False, right: bool = False,
    ) -> float:  # fmt: skip
        """Write one line; gives its width."""
        width = self.measure(text, size, bold=bold)
        left = (x - width if right else x) * self._scale
        for font, piece in self._pieces(text, size, bold):
            self._draw.text((left, y * self._scale), piece, fill=colour, font=font, anchor="ls")
            left += font.getlength(piece)
        return width

    def measure(self, text: str, size: float = BODY, *, bold: bool = False) -> float:
        """Give a line's width in points."""
        pieces = self._pieces(text, size, bold)
        return sum(font.getlength(piece) for font, piece in pieces) / self._scale

    def short(self, text: str, width: float, *, size: float = BODY, bold: bool = False) -> str:
        """Make any text fit for one line of this width."""
        measure = partial(self.measure, size=size, bold=bold)
        return fonts.shorten(fonts.display(text), width, measure)

    def _pieces(
        self, text: str, size: float, bold: bool
    ) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """Cut a line as it is painted into what one font can draw."""
        pieces = fonts.runs(text_shaping.visual(text), bold=bold)
        return [(_font(face, round(size * self._scale)), piece) for face, piece in pieces]

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; one of no area leaves nothing."""
        edges = [round(edge * self._scale) for edge in (x, y, x + width, y + height)]
        if edges[0] < edges[2] and edges[1] < edges[3]:
            self._draw.rectangle((edges[0], edges[1], edges[2] - 1, edges[3] - 1), fill=colour)

    def picture(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """Place a picture."""
        left, top, right, bottom = (
            round(edge * self._scale) for edge in (x, y, x + width, y + height)
        )
        size = (max(1, right - left), max(1, bottom - top))
        shown = Image.fromarray(pixels).resize(size, self._resampling)
        self.image.paste(shown, (left, top))

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = 0.8) -> None:
        """Draw an open line through points."""
        placed = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(placed, colour, max(1, round(width * self._scale)), joint="curve")


@cache
def _font(face: fonts.Face, size: int) -> ImageFont.FreeTypeFont:
    file = str(fonts.font_file(face))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
