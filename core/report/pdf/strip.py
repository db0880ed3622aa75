"""The strip on a product's page: its other photos, small, each with its own tag."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from core.language.catalog import Language
from core.report import content
from core.report.drawing import style
from core.report.drawing.page import Page
from core.report.pdf.blocks import Block
from core.report.pdf.canvas import measure, short
from core.report.pdf.small_pictures import draw_cause, draw_small
from core.report.product_note import PhotoNote, ProductNote

ACROSS: Final = 7
"""Photos beside each other."""

GAP: Final = 9.0
PICTURE: Final = 46.0
SMALL: Final = 6.5
LINE: Final = 8.5
BELOW: Final = 12.0
ROW: Final = PICTURE + 2 * LINE + BELOW
HEAD: Final = 15.0
FRAME: Final = 1.5
"""Around a photo that contradicts its product; all of these in points."""


def strip_of(page: Page, note: ProductNote | None, language: Language) -> list[Block]:
    """Give a heading and rows of photos; nothing for a photo by itself or a product of one."""
    others = note.others if note else []
    if note is None or not others:
        return []
    rows = [others[start : start + ACROSS] for start in range(0, len(others), ACROSS)]
    return [_head(page, note, language), *(_row(page, row, language) for row in rows)]


def _head(page: Page, note: ProductNote, language: Language) -> Block:
    """Head the strip, and say which of all photos contradict their product."""
    words = language.say("product.others", n=len(note.others))
    told = "; ".join(
        language.say("product.looks_like", number=number, label=one.looks_like)
        for number, one in note.contradictions
    )

    def draw(x: float, y: float, width: float) -> float:
        taken = page.text(x, y + 8, words, bold=True) + GAP
        page.text(x + taken, y + 8, short(told, width - taken), colour=style.FOR)
        return y + HEAD

    return Block(HEAD, draw)


def _row(page: Page, photos: Sequence[tuple[int, PhotoNote]], language: Language) -> Block:
    def draw(x: float, y: float, width: float) -> float:
        wide = (width - (ACROSS - 1) * GAP) / ACROSS
        for place, (number, photo) in enumerate(photos):
            _cell(page, number, photo, (x + place * (wide + GAP), y, wide), language)
        return y + ROW

    return Block(ROW, draw)


def _cell(
    page: Page,
    number: int,
    photo: PhotoNote,
    box: tuple[float, float, float],
    language: Language,
) -> None:
    """Draw a photo with its tag at x, y, of this width."""
    write, (x, y, width) = partial(page.text, size=SMALL), box
    if photo.looks_like:
        page.fill(x - FRAME, y - FRAME, width + 2 * FRAME, PICTURE + 2 * FRAME, style.FOR)
    if photo.trouble:
        draw_cause(page, language.trouble(photo.trouble), x, y, width, PICTURE)
    else:
        draw_small(page, photo.path, x, y, width, PICTURE, sha256=photo.sha256, box=photo.box)
    y += PICTURE + LINE
    taken = write(x, y, language.number(number), bold=True) + measure(" ", SMALL)
    name = short(photo.label or language.say("product.not_tagged"), width - taken, size=SMALL)
    write(x + taken, y, name, colour=style.INK if photo.label else style.MUTED)
    if photo.status is None:
        return
    y += LINE
    taken = write(x, y, content.STATUS_MARKS[photo.status], colour=style.ACCENT)
    taken += measure(" ", SMALL)
    taken += write(x + taken, y, language.percent(photo.confidence))
    if photo.looks_like:
        room = width - taken - measure(" ", SMALL)
        write(
            x + width,
            y,
            short(language.say("product.contradicts"), room, size=SMALL),
            colour=style.FOR,
            right=True,
        )
