from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.errors import Cancelled, ImageUnreadable
from core.imaging.watch import Watch, watch, watched
from core.jobs import CancelToken

PHOTO = Path("photo.jpg")


def encoded(kind: str, **options: object) -> bytes:
    stream = BytesIO()
    Image.effect_noise((400, 300), 80).save(stream, kind, **options)
    return stream.getvalue()


def test_it_is_over_after_its_seconds_and_says_so() -> None:
    now = [0.0]
    seen = Watch(PHOTO, seconds=3, clock=lambda: now[0])
    now[0] = 2.9
    seen.check()
    assert not seen.over
    now[0] = 3.1
    assert seen.over
    with pytest.raises(ImageUnreadable, match=r"photo.jpg: took longer than 3 s to decode"):
        seen.check()


def test_it_is_over_once_it_was_cancelled() -> None:
    token = CancelToken()
    seen = Watch(PHOTO, token)
    seen.check()
    token.cancel()
    assert seen.over
    with pytest.raises(Cancelled):
        seen.check()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF"])
def test_decoders_that_ask_for_more_are_ended_on_their_way(kind: str) -> None:
    image = Image.open(watched(encoded(kind)))
    asked: list[int] = []

    def check() -> None:
        asked.append(1)
        raise Cancelled

    watch(image, check)
    with pytest.raises(Cancelled):
        image.load()
    assert asked


@pytest.mark.parametrize("scans", [1, 1000])
def test_many_scans_of_a_few_bytes_cannot_hide_behind_one_question(scans: int) -> None:
    stream = BytesIO()
    Image.new("L", (400, 300), 90).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    last = data.rindex(b"\xff\xda")
    bomb = data[:last] + data[last:-2] * scans + data[-2:]
    image, asked = Image.open(watched(bomb)), []
    watch(image, lambda: asked.append(1))
    image.load()
    assert len(asked) == (1 if scans == 1 else pytest.approx(len(bomb) / 512, abs=2))


@pytest.mark.parametrize(("side", "pieces"), [(1500, 1), (5000, 4)])
def test_a_jpeg_of_one_scan_comes_in_few_pieces(side: int, pieces: int) -> None:
    """Each stands for no more work than 64 kB of the largest photo that is read."""
    noise = Image.effect_noise((side, 1500), 90)
    stream = BytesIO()
    noise.save(stream, "JPEG", quality=90)
    data = stream.getvalue()
    image, asked = Image.open(watched(data)), []
    watch(image, lambda: asked.append(1))
    image.load()
    at_once = 2**16 * 200_000_000 // (side * 1500)
    assert len(asked) == -(-len(data) // at_once) == pieces
    assert len(data) > 10 * 2**16


def test_a_watched_photo_is_decoded_as_any_other() -> None:
    data = encoded("JPEG", progressive=True)
    image = Image.open(watched(data))
    watch(image, lambda: None)
    assert image.tobytes() == Image.open(BytesIO(data)).tobytes()


def test_what_was_not_opened_from_watched_bytes_is_left_alone() -> None:
    image = Image.open(BytesIO(encoded("PNG")))
    watch(image, lambda: pytest.fail("was asked"))
    image.load()
