"""The pictures at the head of a photo's page: the photo, why its tag, why not another."""

from typing import Final

from core.explain import overlay
from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import style
from core.report.drawing.page import LEADING, MARGIN, Page
from core.report.evidence import OverlayCaption
from core.report.pdf.canvas import DPI, measure, short
from core.report.pictures import fit, pair
from core.vocabulary import Colours

GUTTER: Final = 18.0
SHORTEST: Final = 140.0
CAPTION: Final = 36.0
"""Below the pictures: caption and scale side by side."""
STACKED: Final = CAPTION + LEADING + 2
"""The same one below the other, where three pictures leave no room beside."""
HAIRLINE: Final = 0.5
SCALE: Final = (7.0, 110.0)
"""Height and width of the colour scale, where the words beside it leave that."""
SHORTEST_SCALE: Final = 50.0
"""All of these in points."""


def caption_room(report: PhotoReport) -> float:
    """Give the height of what stands below the pictures."""
    return CAPTION if len(evidence.overlay_captions(report)) == 1 else STACKED


def draw_pictures(page: Page, report: PhotoReport, y: float, room: float) -> float:
    """Draw all pictures in one row with captions and scales; gives the y below them."""
    overlays = evidence.overlay_captions(report)
    step = (page.inner + GUTTER) / (1 + len(overlays))
    width = step - GUTTER
    high = max(fit(report.photo.full_size, (room, width))[0], min(room, SHORTEST))
    shown = pair(report, (round(room / 72 * DPI), round(width / 72 * DPI)))
    for index, pixels in enumerate(shown.all):
        x = MARGIN + index * step
        tall, broad = fit(pixels.shape[:2], (high, width))
        page.picture(pixels, x + (width - broad) / 2, y + (high - tall) / 2, broad, tall)
        _frame(page, x, y, width, high)
    y += high + 14
    original = content.original_caption(report, from_file=shown.from_file)
    told = [content.member_caption(report), original]
    for line, words in enumerate(filter(None, told)):
        page.text(MARGIN, y + line * LEADING, short(words, width), colour=style.MUTED)
    draw = _beside if len(overlays) == 1 else _stacked
    for index, found in enumerate(overlays, start=1):
        draw(page, found, report.style.colours, MARGIN + index * step, y, width)
    return y + caption_room(report) - 14


def _frame(page: Page, x: float, y: float, width: float, height: float) -> None:
    """Draw a hairline around a picture's room: photos on white have no edge of their own."""
    for down in (0.0, height - HAIRLINE):
        page.fill(x, y + down, width, HAIRLINE, style.RULE)
    for along in (0.0, width - HAIRLINE):
        page.fill(x + along, y, HAIRLINE, height, style.RULE)


def _beside(
    page: Page, found: OverlayCaption, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, and the scale between its words to the right of it."""
    right = x + width
    words = sum(map(measure, (found.words, found.against, found.favour)))
    long = min(max(width - words - 10 - GUTTER, SHORTEST_SCALE), SCALE[1])
    taken = page.text(right, y, found.favour, colour=style.MUTED, right=True) + 5
    left = right - taken - long
    _scale(page, colours, left, y, long)
    page.text(left + long / 2 - measure("0") / 2, y + LEADING, "0", colour=style.MUTED)
    taken += page.text(left - 5, y, found.against, colour=style.MUTED, right=True) + 5 + long
    page.text(x, y, short(found.words, width - taken - GUTTER), colour=style.MUTED)


def _stacked(
    page: Page, found: OverlayCaption, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, the scale below it, and the scale's words below that."""
    page.text(x, y, short(found.words, width), colour=style.MUTED)
    _scale(page, colours, x, y + LEADING + 2, width)
    y, middle = y + 2 * LEADING + 3, x + width / 2
    room = width / 2 - measure("0") - 4
    page.text(x, y, short(found.against, room), colour=style.MUTED)
    page.text(middle - measure("0") / 2, y, "0", colour=style.MUTED)
    page.text(x + width, y, short(found.favour, room), colour=style.MUTED, right=True)


def _scale(page: Page, colours: Colours, x: float, y: float, width: float) -> None:
    """Draw the signed colour scale with a mark at zero."""
    height, top = SCALE[0], y - SCALE[0] + 0.5
    bar = overlay.scale_bar(round(width / 72 * DPI), round(height / 72 * DPI), colours)
    page.picture(bar, x, top, width, height)
    page.fill(x + width / 2 - 0.25, top - 2, 0.5, height + 4, style.INK)
