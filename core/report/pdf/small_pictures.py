"""Small pictures of photos on a page, and what stands in place of one that cannot be shown."""

from pathlib import Path
from typing import Final

from core.entities import Box, Pixels
from core.errors import ImageUnreadable
from core.explain.boxed import outlined
from core.given_files import sha256_of
from core.imaging import images
from core.report.drawing import style
from core.report.drawing.page import Page
from core.report.pdf.canvas import measure, paragraph, short
from core.report.pictures import fit

CHANGED: Final = "changed since it was tagged"
SMALL: Final = 6.0
LEADING: Final = 7.5
INSET: Final = 4.0
"""Size, line height and distance from the edge of a cause in words, points."""

PX_PER_POINT: Final = 3.0
"""216 dpi: sharp in print at this size."""


def draw_small(
    page: Page,
    photo: Path,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    sha256: str = "",
    box: Box | None = None,
) -> None:
    """Draw a photo as large as fits into a room, or in its place why it cannot be shown.

    Parameters
    ----------
    sha256 : str
        What the file must hold still; empty where anything will do.
    box : Box or None
        Outlined on the photo.
    """
    try:
        if sha256 and sha256_of(photo) not in {sha256, ""}:
            raise ImageUnreadable(photo, CHANGED)
        pixels = images.load_full(photo, round(max(width, height) * PX_PER_POINT))
        if box is not None:
            pixels = outlined(pixels, box, images.read_size(photo))
    except ImageUnreadable as error:
        draw_cause(page, error.cause, x, y, width, height)
    else:
        _place(page, pixels, x, y, width, height)


def _place(page: Page, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
    page.fill(x, y, width, height, style.PANEL)
    high, wide = fit(pixels.shape[:2], (height, width))
    page.picture(pixels, x + (width - wide) / 2, y + (height - high) / 2, wide, high)


def draw_cause(page: Page, cause: str, x: float, y: float, width: float, height: float) -> None:
    """Draw an empty box with the reason in it."""
    page.fill(x, y, width, height, style.RULE)
    room = width - 2 * INSET
    lines = paragraph(cause, room, SMALL)
    most = max(1, int((height - INSET) // LEADING))
    if len(lines) > most:
        lines = [*lines[: most - 1], short(" ".join(lines[most - 1 :]), room, size=SMALL)]
    top = y + (height - LEADING * len(lines)) / 2 + SMALL
    for number, line in enumerate(lines):
        left = x + (width - measure(line, SMALL)) / 2
        page.text(left, top + number * LEADING, line, size=SMALL, colour=style.MUTED)
