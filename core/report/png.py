"""One photo as a picture for mails and tickets: a card with original, overlay and figures."""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from core import paths
from core.entities import Pixels
from core.explain import overlay
from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import fonts, style, text_shaping
from core.report.evidence import Overlay
from core.report.pictures import Pair, fit, pair
from core.vocabulary import Colours

SCALE: Final = 2
"""Output pixels per layout pixel."""

WIDTH: Final = 1040
MARGIN: Final = 40
GUTTER: Final = 24
TALLEST: Final = 560
SHORTEST: Final = 220
TITLE: Final = 28
BODY: Final = 14
BAR: Final = (10, 200)
"""Height and width of the colour scale; all of these in layout pixels."""

RIGHT: Final = WIDTH - MARGIN
HEADER: Final = 132
FOOTER: Final = 112
STACKED: Final = 48
"""What a footer grows by where three pictures leave no room for scales beside captions."""


def write_card(report: PhotoReport, path: Path) -> None:
    """Write the card of one photo.

    Raises
    ------
    ExportFailed
        Where the file cannot be written; nothing half-written is left.
    """
    card = draw_card(report)
    with paths.writing(path) as temporary:
        card.save(temporary, "PNG", dpi=(96 * SCALE, 96 * SCALE), pnginfo=_info(report))


def draw_card(report: PhotoReport) -> Image.Image:
    """Draw the card of one photo, RGB, at `SCALE`."""
    overlays = evidence.overlays(report)
    width = (RIGHT - MARGIN - len(overlays) * GUTTER) // (1 + len(overlays))
    height = max(SHORTEST, round(fit(report.photo.full_size, (TALLEST, width))[0]))
    shown = pair(report, (height * SCALE, width * SCALE))
    top = HEADER + height + (STACKED if len(overlays) > 1 else 0)
    card = _Card(top + FOOTER)
    _header(card, report)
    _pictures(card, report, shown, overlays, (height, width))
    _footer(card, report, top)
    return card.image


def _info(report: PhotoReport) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Title", f"{report.prediction.label}, {fonts.display(report.photo.path.name)}")
    info.add_itxt("Software", f"Tagproof {report.versions['Tagproof']}")
    info.add_itxt("Creation Time", content.utc(report.created))
    return info


class _Card:
    """A canvas in layout pixels; text stands on baselines."""

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), "white")
        self._draw = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, text: str, size: int, *, colour: str = style.INK,
        bold: bool = False, right: bool = False,
    ) -> float:  # fmt: skip
        """Draw one line on a baseline; gives its width."""
        width = _width(text, size, bold)
        left = (x - width if right else x) * SCALE
        for face, piece in fonts.runs(text_shaping.visual(text), bold=bold):
            font = _font(face, size)
            self._draw.text((left, y * SCALE), piece, fill=colour, font=font, anchor="ls")
            left += font.getlength(piece)
        return width

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        right, bottom = round((x + width) * SCALE) - 1, round((y + height) * SCALE) - 1
        self._draw.rectangle((round(x * SCALE), round(y * SCALE), right, bottom), fill=colour)

    def picture(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """Centre a picture in a box, as large as fits."""
        high, wide = fit(pixels.shape[:2], (height * SCALE, width * SCALE))
        size = (max(1, round(wide)), max(1, round(high)))
        picture = Image.fromarray(pixels)
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        left = round(x * SCALE + (width * SCALE - size[0]) / 2)
        self.image.paste(picture, (left, round(y * SCALE + (height * SCALE - size[1]) / 2)))


@cache
def _font(face: fonts.Face, size: int) -> ImageFont.FreeTypeFont:
    file = str(fonts.font_file(face))
    return ImageFont.truetype(file, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


def _width(text: str, size: int, bold: bool = False) -> float:
    pieces = fonts.runs(text_shaping.visual(text), bold=bold)
    return sum(_font(face, size).getlength(piece) for face, piece in pieces) / SCALE


def _short(text: str, width: float, size: int, bold: bool = False) -> str:
    return fonts.shorten(fonts.display(text), width, lambda line: _width(line, size, bold))


def _header(card: _Card, report: PhotoReport) -> None:
    prediction = report.prediction
    confidence = content.percent(prediction.confidence)
    taken = card.text(RIGHT, 66, confidence, TITLE, bold=True, right=True)
    room = RIGHT - MARGIN - taken - GUTTER
    card.text(MARGIN, 66, _short(prediction.label, room, TITLE, bold=True), TITLE, bold=True)
    mark = content.STATUS_MARKS[prediction.status]
    word = f"{mark}  {content.status_word(prediction.status)}"
    taken = card.text(MARGIN, 94, word, BODY, colour=style.ACCENT)
    name = _short(report.photo.path.name, RIGHT - MARGIN - taken - 2 * GUTTER, BODY)
    card.text(RIGHT, 94, name, BODY, colour=style.MUTED, right=True)
    card.fill(MARGIN, 110, RIGHT - MARGIN, 2, style.RULE)
    card.fill(MARGIN, 110, (RIGHT - MARGIN) * prediction.confidence, 2, style.ACCENT)


def _pictures(
    card: _Card, report: PhotoReport, shown: Pair, overlays: list[Overlay], box: tuple[int, int]
) -> None:
    """Draw all pictures in one row, each in a (height, width) box, with captions and scales."""
    height, width = box
    lefts = [MARGIN + index * (width + GUTTER) for index in range(len(shown.all))]
    for x, pixels in zip(lefts, shown.all, strict=True):
        card.fill(x, HEADER, width, height, style.PANEL)
        card.picture(pixels, x, HEADER, width, height)
    y = HEADER + height + 28
    note = "" if shown.from_file else " · file gone or changed, analysis copy shown"
    original = content.original_caption(report) + note
    card.text(MARGIN, y, _short(original, width, BODY), BODY, colour=style.MUTED)
    draw = _beside if len(overlays) == 1 else _stacked
    for x, found in zip(lefts[1:], overlays, strict=True):
        draw(card, found, report.style.colours, x, y, width)


def _beside(
    card: _Card, found: Overlay, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, and the scale between its words to the right of it."""
    right, long = x + width, BAR[1]
    taken = card.text(right, y, found.favour, BODY, colour=style.MUTED, right=True) + 8
    left = right - taken - long
    _scale(card, colours, left, y, long)
    card.text(left + (long - _width("0", BODY)) / 2, y + 18, "0", BODY, colour=style.MUTED)
    taken += card.text(left - 8, y, found.against, BODY, colour=style.MUTED, right=True) + 8 + long
    caption = _short(found.caption, width - taken - GUTTER, BODY)
    card.text(x, y, caption, BODY, colour=style.MUTED)


def _stacked(
    card: _Card, found: Overlay, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, the scale below it, and the scale's words below that."""
    card.text(x, y, _short(found.caption, width, BODY), BODY, colour=style.MUTED)
    _scale(card, colours, x, y + 26, width)
    zero, y = _width("0", BODY), y + 48
    room = (width - zero) / 2 - 8
    card.text(x, y, _short(found.against, room, BODY), BODY, colour=style.MUTED)
    card.text(x + (width - zero) / 2, y, "0", BODY, colour=style.MUTED)
    favour = _short(found.favour, room, BODY)
    card.text(x + width, y, favour, BODY, colour=style.MUTED, right=True)


def _scale(card: _Card, colours: Colours, x: float, y: float, width: float) -> None:
    """Draw the signed colour scale with a mark at zero."""
    height = BAR[0]
    bar = overlay.scale_bar(round(width * SCALE), height * SCALE, colours)
    card.picture(bar, x, y - height, width, height)
    card.fill(x + width / 2 - 0.5, y - height - 3, 1, height + 6, style.INK)


def _footer(card: _Card, report: PhotoReport, top: float) -> None:
    y = top + 82
    taken = card.text(RIGHT, y, content.pack_line(report), BODY, colour=style.MUTED, right=True)
    line = _short(content.key_parameters(report), RIGHT - MARGIN - taken - GUTTER, BODY)
    card.text(MARGIN, y, line, BODY, colour=style.MUTED)
    card.fill(MARGIN, top + 58, RIGHT - MARGIN, 1, style.RULE)
