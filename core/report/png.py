"""One photo as a picture for mails and tickets: a card with original, overlay and figures."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image, PngImagePlugin

from core import drafts, ending, outputs, places
from core.entities import Outcome, Pixels
from core.errors import ExportFailed, os_cause, printable
from core.explain import overlay
from core.language.catalog import english
from core.report import content, evidence
from core.report.content import PhotoReport
from core.report.drawing import fonts, style
from core.report.drawing.raster import Raster
from core.report.evidence import OverlayCaption
from core.report.file_names import FreeStems
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
REASON: Final = 0.62
"""Of a card's width, for its status and why it is no better."""
BAR: Final = (10, 200)
"""Height and width of the colour scale; all of these in layout pixels."""

RIGHT: Final = WIDTH - MARGIN
HEADER: Final = 132
FOOTER: Final = 112
NOTE: Final = 22
"""What a footer grows by where the photo was cut or hidden otherwise than usual."""
STACKED: Final = 48
"""What a footer grows by where three pictures leave no room for scales beside captions."""


NOT_EXPORTED: Final = "not-exported.txt"
"""Names the photos that have no card, beside the cards."""


def write_card(report: PhotoReport, path: Path) -> None:
    """Write the card of one photo.

    Raises
    ------
    ExportFailed
        Where the file cannot be written; nothing half-written is left.
    """
    card = draw_card(report)
    with outputs.writing(path) as temporary:
        card.save(temporary, "PNG", dpi=(96 * SCALE, 96 * SCALE), pnginfo=_info(report))


def write_cards(reports: Iterable[PhotoReport | Outcome], folder: Path) -> None:
    """Write a card each into a folder, which may be there already, all or none.

    Parameters
    ----------
    reports : iterable of PhotoReport or Outcome
        An outcome stands for a photo that failed: `NOT_EXPORTED` names it with its cause.
    folder : Path

    Raises
    ------
    ExportFailed
        A card cannot be written; none of them is left.
    """
    try:
        with drafts.folder(Path(places.followed(folder)).parent) as made:
            _draw_cards(reports, made)
            outputs.flush_tree(made)
            ending.heed()
            outputs.make_lasting(folder)
            for card in made.iterdir():
                outputs.put(card, folder / card.name)
            outputs.flush_folder(folder)
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error


def _draw_cards(reports: Iterable[PhotoReport | Outcome], folder: Path) -> None:
    stems, failed = FreeStems(), list[str]()
    for item in reports:
        if isinstance(item, Outcome):
            stems.take(item.path)
            failed.append(f"{printable(item.path)}: {item.error}\n")
        else:
            write_card(item, folder / f"{stems.take(item.photo.path)}.explanation.png")
    if failed:
        outputs.write_text(folder / NOT_EXPORTED, "".join(failed))


def draw_card(report: PhotoReport) -> Image.Image:
    """Draw the card of one photo, RGB, at `SCALE`."""
    captions = evidence.overlay_captions(report)
    width = (RIGHT - MARGIN - len(captions) * GUTTER) // (1 + len(captions))
    height = max(SHORTEST, round(fit(report.photo.full_size, (TALLEST, width))[0]))
    shown = pair(report, (height * SCALE, width * SCALE))
    told = " ".join(evidence.otherwise(report))
    top = HEADER + height + (STACKED if len(captions) > 1 else 0)
    card = Raster(
        (WIDTH, top + FOOTER + (NOTE if told else 0)), SCALE, "white", Image.Resampling.LANCZOS
    )
    _header(card, report)
    _pictures(card, report, shown, captions, (height, width))
    _footer(card, report, top, told)
    return card.image


def _info(report: PhotoReport) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Title", f"{report.prediction.label}, {fonts.display(_subject(report))}")
    info.add_itxt("Software", f"Tagproof {report.versions['Tagproof']}")
    info.add_itxt("Creation Time", english().moment(report.created))
    return info


def _picture(card: Raster, pixels: Pixels, box: tuple[float, float, float, float]) -> None:
    """Centre a picture in a box of x, y, width and height, as large as fits, on whole pixels."""
    left, top, wide, high = (edge * SCALE for edge in box)
    size = [max(1, round(side)) for side in fit(pixels.shape[:2], (high, wide))]
    y, x = round(top + (high - size[0]) / 2), round(left + (wide - size[1]) / 2)
    card.picture(pixels, x / SCALE, y / SCALE, size[1] / SCALE, size[0] / SCALE)


def _header(card: Raster, report: PhotoReport) -> None:
    prediction = report.prediction
    confidence = report.language.percent(prediction.confidence)
    taken = card.text(RIGHT, 66, confidence, size=TITLE, bold=True, right=True)
    room = RIGHT - MARGIN - taken - GUTTER
    card.text(
        MARGIN, 66, card.short(prediction.label, room, size=TITLE, bold=True), size=TITLE, bold=True
    )
    mark = content.STATUS_MARKS[prediction.status]
    word = f"{mark}  {report.language.inline(prediction.status)}"
    if reason := evidence.why_not_sure(report).removesuffix("."):
        word = card.short(f"{word}: {reason}", (RIGHT - MARGIN) * REASON, size=BODY)
    taken = card.text(MARGIN, 94, word, size=BODY, colour=style.ACCENT)
    name = card.short(_subject(report), RIGHT - MARGIN - taken - 2 * GUTTER, size=BODY)
    card.text(RIGHT, 94, name, size=BODY, colour=style.MUTED, right=True)
    card.fill(MARGIN, 110, RIGHT - MARGIN, 2, style.RULE)
    card.fill(MARGIN, 110, (RIGHT - MARGIN) * prediction.confidence, 2, style.ACCENT)


def _subject(report: PhotoReport) -> str:
    """Name the photo, and the product that it is one of; the card is about the photo alone."""
    note, name = report.product, report.photo.path.name
    if note is None:
        return name
    if not note.several:
        return f"{note.name}: {name}"
    number, total = note.explained, len(note.photos)
    place = report.language.say("photo.place", number=number, total=total)
    return f"{note.name}, {place}: {name}"


def _pictures(
    card: Raster,
    report: PhotoReport,
    shown: Pair,
    captions: list[OverlayCaption],
    box: tuple[int, int],
) -> None:
    """Draw all pictures in one row, each in a (height, width) box, with captions and scales."""
    height, width = box
    lefts = [MARGIN + index * (width + GUTTER) for index in range(len(shown.all))]
    for x, pixels in zip(lefts, shown.all, strict=True):
        card.fill(x, HEADER, width, height, style.PANEL)
        _picture(card, pixels, (x, HEADER, width, height))
    y = HEADER + height + 28
    original = content.original_caption(report, from_file=shown.from_file)
    card.text(MARGIN, y, card.short(original, width, size=BODY), size=BODY, colour=style.MUTED)
    draw = _beside if len(captions) == 1 else _stacked
    for x, found in zip(lefts[1:], captions, strict=True):
        draw(card, found, report.style.colours, x, y, width)


def _beside(
    card: Raster, found: OverlayCaption, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, and the scale between its words to the right of it."""
    right, long = x + width, BAR[1]
    taken = card.text(right, y, found.favour, size=BODY, colour=style.MUTED, right=True) + 8
    left = right - taken - long
    _scale(card, colours, left, y, long)
    card.text(
        left + (long - card.measure("0", BODY)) / 2, y + 18, "0", size=BODY, colour=style.MUTED
    )
    taken += (
        card.text(left - 8, y, found.against, size=BODY, colour=style.MUTED, right=True) + 8 + long
    )
    caption = card.short(found.words, width - taken - GUTTER, size=BODY)
    card.text(x, y, caption, size=BODY, colour=style.MUTED)


def _stacked(
    card: Raster, found: OverlayCaption, colours: Colours, x: float, y: float, width: float
) -> None:
    """Draw a caption, the scale below it, and the scale's words below that."""
    card.text(x, y, card.short(found.words, width, size=BODY), size=BODY, colour=style.MUTED)
    _scale(card, colours, x, y + 26, width)
    zero, y = card.measure("0", BODY), y + 48
    room = (width - zero) / 2 - 8
    card.text(x, y, card.short(found.against, room, size=BODY), size=BODY, colour=style.MUTED)
    card.text(x + (width - zero) / 2, y, "0", size=BODY, colour=style.MUTED)
    favour = card.short(found.favour, room, size=BODY)
    card.text(x + width, y, favour, size=BODY, colour=style.MUTED, right=True)


def _scale(card: Raster, colours: Colours, x: float, y: float, width: float) -> None:
    """Draw the signed colour scale with a mark at zero."""
    height = BAR[0]
    bar = overlay.scale_bar(round(width * SCALE), height * SCALE, colours)
    _picture(card, bar, (x, y - height, width, height))
    card.fill(x + width / 2 - 0.5, y - height - 3, 1, height + 6, style.INK)


def _footer(card: Raster, report: PhotoReport, top: float, told: str) -> None:
    """Write what was done otherwise than usual, then the parameters and the pack."""
    y = top + 82
    if told:
        card.text(MARGIN, y, card.short(told, RIGHT - MARGIN, size=BODY), size=BODY)
        y += NOTE
    taken = card.text(
        RIGHT, y, content.pack_line(report), size=BODY, colour=style.MUTED, right=True
    )
    line = card.short(content.key_parameters(report), RIGHT - MARGIN - taken - GUTTER, size=BODY)
    card.text(MARGIN, y, line, size=BODY, colour=style.MUTED)
    card.fill(MARGIN, top + 58, RIGHT - MARGIN, 1, style.RULE)
