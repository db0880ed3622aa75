import os
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import desktop.__main__
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
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
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


@pytest.mark.usefixtures("apart")
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
    monkeypatch.setattr(helper, "_command", lambda: dying)
    with pytest.raises(ImageUnreadable, match=r"photo.webp: its decoder crashed"):
        helper.decode_apart(photo, webp(), WHOLE, Watch(photo))


def test_no_process_is_left(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    popen = helper.subprocess.Popen

    def noting(*args: object, **options: object) -> object:
        process = popen(*args, **options)  # type: ignore[call-overload]
        told.append(process.pid)
        return process

    monkeypatch.setattr(helper.subprocess, "Popen", noting)
    helper.decode_apart(photo, webp(), WHOLE, Watch(photo))
    with pytest.raises(ProcessLookupError):
        os.kill(told[0], 0)


def test_the_packed_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert helper._command() == [sys.executable, desktop.__main__.DECODE_ONE_PHOTO]
    monkeypatch.setattr(sys, "argv", ["tagproof", desktop.__main__.DECODE_ONE_PHOTO])
    monkeypatch.setattr(helper, "serve", lambda: 7)
    assert desktop.__main__.main() == 7


def test_the_program_s_own_entry_decodes(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_full(photo)
    command = [sys.executable, "-m", "desktop", helper.ARGUMENT]
    monkeypatch.setattr(helper, "_command", lambda: command)
    found = helper.decode_apart(photo, webp(), WHOLE, Watch(photo))
    assert (found.pixels == expected).all()
