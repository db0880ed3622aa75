import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core import apart
from core.entities import Box
from core.errors import BoxUnusable, Cancelled, ImageUnreadable
from core.imaging import helper
from core.imaging.decoding import Wanted
from core.imaging.images import load_full, load_photo
from core.imaging.watch import Watch
from core.jobs import CancelToken

BICUBIC = Image.Resampling.BICUBIC
WHOLE = Wanted(None, BICUBIC)
STARTS_S = 0.1
"""Seconds in which a process has begun and not ended: it takes longer to import Pillow."""


def webp() -> bytes:
    stream = BytesIO()
    noise = np.random.default_rng(5).integers(0, 256, (90, 120, 3), dtype=np.uint8)
    Image.fromarray(noise).save(stream, "WEBP", lossless=True)
    return stream.getvalue()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.webp"
    path.write_bytes(webp())
    return path


@pytest.fixture
def all_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.imaging.images.APART_PX", 0)


def test_a_process_of_its_own_gives_the_same_pixels(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, small, box = load_full(photo), load_photo(photo), Box(20, 30, 40, 50)
    item = load_full(photo, 25, box)
    monkeypatch.setattr("core.imaging.images.APART_PX", 0)
    assert (load_full(photo) == whole).all() and not load_full(photo).flags.writeable
    assert (load_photo(photo).pixels == small.pixels).all()
    assert (load_full(photo, 25, box) == item).all()


@pytest.mark.usefixtures("all_apart")
def test_what_is_wrong_with_a_photo_is_told_across_processes(photo: Path) -> None:
    with pytest.raises(BoxUnusable, match="does not lie in the photo"):
        load_full(photo, box=Box(100, 80, 60, 60))
    photo.write_bytes(webp()[:-2000])
    with pytest.raises(ImageUnreadable, match=r"photo.webp: broken or cut short"):
        load_full(photo)


def test_it_ends_with_its_time(photo: Path) -> None:
    began = time.monotonic()
    with pytest.raises(ImageUnreadable, match=r"photo.webp: took longer than 0.01 s to decode"):
        helper.decode_apart(photo, webp(), WHOLE, Watch(photo, seconds=0.01))
    assert time.monotonic() - began < 5


def test_it_ends_when_somebody_cancels(photo: Path) -> None:
    token = CancelToken()
    threading.Timer(STARTS_S, token.cancel).start()
    with pytest.raises(Cancelled):
        helper.decode_apart(photo, webp(), WHOLE, Watch(photo, token))


def test_a_process_that_dies_costs_its_photo_alone(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = [sys.executable, "-c", "import os; os._exit(9)"]
    monkeypatch.setattr(apart, "_command", lambda _: dying)
    with pytest.raises(ImageUnreadable, match=r"photo.webp: its decoder crashed"):
        helper.decode_apart(photo, webp(), WHOLE, Watch(photo))


def test_the_program_s_own_entry_decodes(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_full(photo)
    command = [sys.executable, "-m", "desktop", apart.ARGUMENT, apart.Work.PHOTO.value]
    monkeypatch.setattr(apart, "_command", lambda _: command)
    found = helper.decode_apart(photo, webp(), WHOLE, Watch(photo))
    assert (found.pixels == expected).all()
