"""Where a picture lies in a view: the arithmetic of fit, zoom and pan, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

MARGIN: Final = 16
"""Free border round a fitted picture, px."""
LARGEST_SCALE: Final = 16.0
SMALLEST_SCALE: Final = 0.02


class Size(NamedTuple):
    """Width and height, px."""

    width: float
    height: float


class Box(NamedTuple):
    """A rectangle in view pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class View:
    """What of a picture is seen; two panes that share one are linked.

    Attributes
    ----------
    scale : float or None
        View pixels per picture pixel; None fits the whole picture.
    x, y : float
        The point of the picture, in fractions of its size, at the middle of the view.
    """

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5

    def factor(self, picture: Size, pane: Size) -> float:
        """Give the scale in force, the fitting one where none is set."""
        return self.scale if self.scale is not None else fit_scale(picture, pane)

    def box(self, picture: Size, pane: Size) -> Box:
        """Give where the picture lies in the pane."""
        factor = self.factor(picture, pane)
        width, height = picture.width * factor, picture.height * factor
        x, y = (0.5, 0.5) if self.scale is None else (self.x, self.y)
        return Box(pane.width / 2 - x * width, pane.height / 2 - y * height, width, height)

    def zoomed(self, factor: float, at: tuple[float, float], picture: Size, pane: Size) -> View:
        """Zoom about a point of the pane, which keeps its place on the picture."""
        old = self.box(picture, pane)
        scale = self.factor(picture, pane) * factor
        scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        fraction_x = (at[0] - old.left) / old.width
        fraction_y = (at[1] - old.top) / old.height
        x = fraction_x + (pane.width / 2 - at[0]) / (picture.width * scale)
        y = fraction_y + (pane.height / 2 - at[1]) / (picture.height * scale)
        return View(scale, x, y).held(picture, pane)

    def panned(self, dx: float, dy: float, picture: Size, pane: Size) -> View:
        """Move the picture by view pixels; a fitted picture stays."""
        if self.scale is None:
            return self
        x = self.x - dx / (picture.width * self.scale)
        y = self.y - dy / (picture.height * self.scale)
        return replace(self, x=x, y=y).held(picture, pane)

    def held(self, picture: Size, pane: Size) -> View:
        """Keep the picture from leaving the pane; a side smaller than the pane is centred."""
        scale = self.factor(picture, pane)
        return replace(
            self,
            x=_held(self.x, picture.width * scale, pane.width),
            y=_held(self.y, picture.height * scale, pane.height),
        )


def fit_scale(picture: Size, pane: Size) -> float:
    """Scale at which the whole picture is seen inside the margin."""
    width, height = pane.width - 2 * MARGIN, pane.height - 2 * MARGIN
    scale = min(width / max(picture.width, 1), height / max(picture.height, 1))
    return max(scale, SMALLEST_SCALE)


def _held(fraction: float, shown: float, room: float) -> float:
    if shown <= room:
        return 0.5
    half = room / 2 / shown
    return min(max(fraction, half), 1 - half)
