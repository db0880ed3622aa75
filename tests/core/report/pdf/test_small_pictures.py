"""A box holds the photo, or the reason why there is none, within its edges."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.entities import Pixels
from core.given_files import sha256_of
from core.report.pdf.preview import PicturePages
from core.report.pdf.small_pictures import draw_cause, draw_small
from core.report.template import Template

PhotoFile = Callable[..., Path]


def drawn(draw: Callable[[PicturePages], None]) -> Pixels:
    page = PicturePages(Template(), "", 2.0)
    draw(page)
    page.end_page()
    return page.drawn[0]


def box(pixels: Pixels) -> Pixels:
    """Cut out the box at 100, 100 of 60 by 40 points."""
    return pixels[200:280, 200:320]


def test_a_photo_is_shown_whole_and_centred(photo_file: PhotoFile) -> None:
    photo = photo_file(height=80, width=40)
    pixels = drawn(lambda page: draw_small(page, photo, 100, 100, 60, 40))
    assert len(np.unique(box(pixels).reshape(-1, 3), axis=0)) > 3
    left, right = box(pixels)[:, :40], box(pixels)[:, 80:]
    assert (left == left[0, 0]).all() and (right == left[0, 0]).all()
    outside = pixels.copy()
    box(outside)[:] = 255
    assert (outside == 255).all()


def test_another_content_than_was_tagged_is_not_shown(photo_file: PhotoFile) -> None:
    photo = photo_file()
    sha256 = sha256_of(photo)
    same = drawn(lambda page: draw_small(page, photo, 100, 100, 60, 40, sha256=sha256))
    photo_file(seed=5)
    other = drawn(lambda page: draw_small(page, photo, 100, 100, 60, 40, sha256=sha256))
    said = drawn(lambda page: draw_cause(page, "changed since it was tagged", 100, 100, 60, 40))
    assert (other == said).all() and not (same == said).all()


def test_long_causes_stay_in_their_box(tmp_path: Path) -> None:
    pixels = drawn(lambda page: draw_cause(page, "no such thing " * 30, 100, 100, 60, 40))
    assert box(pixels).min() < 200
    box(pixels := pixels.copy())[:] = 255
    assert (pixels == 255).all()
    gone = drawn(lambda page: draw_small(page, tmp_path / "gone.jpg", 100, 100, 60, 40))
    assert box(gone).min() < 200
