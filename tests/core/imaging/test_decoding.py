"""Faults of large photos, with small limits."""

import struct
import threading
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.entities import Box, Drawn
from core.errors import Cancelled, ImageUnreadable
from core.imaging import bands, budget, decoding, images, watch
from core.imaging.budget import Budget
from core.imaging.images import load_full, load_photo, read_size
from core.inference.model_pack import Pack
from core.jobs import CancelToken
from core.session import Session
from tests.core.imaging import profiles

PATIENCE_S = 20.0


def scan_bomb(scans: int, side: int = 1600) -> bytes:
    """A progressive JPEG whose last scan comes again and again: few bytes, much work."""
    stream = BytesIO()
    Image.new("L", (side, side), 90).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


def gamma_png(size: tuple[int, int]) -> bytes:
    """Numbers that are light itself, which takes floats to show."""
    stream = BytesIO()
    ramp = np.linspace(0, 255, size[0], dtype=np.uint8)
    Image.fromarray(np.broadcast_to(ramp, size[::-1]).copy()).convert("RGB").save(stream, "PNG")
    body = b"gAMA" + struct.pack(">I", 100_000)
    chunk = struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body))
    return stream.getvalue()[:33] + chunk + stream.getvalue()[33:]


def test_small_scans_over_a_large_picture_end_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LONGEST_S", 0.3)
    path = tmp_path / "bomb.jpg"
    path.write_bytes(scan_bomb(20_000))
    began = time.monotonic()
    with pytest.raises(ImageUnreadable, match=r"bomb.jpg: took longer than 0.3 s to decode"):
        load_photo(path)
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_photo_that_is_being_decoded_is_cancelled(tmp_path: Path) -> None:
    path, token = tmp_path / "bomb.jpg", CancelToken()
    path.write_bytes(scan_bomb(20_000))
    threading.Timer(0.2, token.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        load_full(path, 100, token=token)
    assert time.monotonic() - began < PATIENCE_S / 2


@pytest.fixture
def session(tiny_pack: Pack) -> Iterator[Session]:
    with Session.open(tiny_pack.folder) as opened:
        yield opened


def test_the_rest_of_a_batch_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr(watch, "LONGEST_S", 0.3)
    (tmp_path / "a.jpg").write_bytes(scan_bomb(20_000))
    Image.new("RGB", (60, 80), "teal").save(tmp_path / "b.jpg")
    first, second = session.classify([tmp_path])
    assert first.error == "took longer than 0.3 s to decode" and second.prediction is not None


def test_a_batch_that_is_cancelled_waits_for_no_photo(tmp_path: Path, session: Session) -> None:
    (tmp_path / "a.jpg").write_bytes(scan_bomb(60_000))
    token = CancelToken()
    threading.Timer(0.2, token.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(session.classify([tmp_path], token=token))
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_batch_that_nobody_reads_on_waits_for_no_photo(tmp_path: Path, session: Session) -> None:
    for name in "bcdefgh":
        (tmp_path / f"{name}.jpg").write_bytes(scan_bomb(60_000))
    Image.new("RGB", (60, 80), "teal").save(tmp_path / "a.jpg")
    session._batch_size = 1
    outcomes = session.classify([tmp_path])
    assert next(outcomes).path.name == "a.jpg"
    began = time.monotonic()
    outcomes.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < PATIENCE_S / 2


def test_what_needs_more_than_the_limit_is_refused_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MOST_BYTES", 2**20)
    path = tmp_path / "large.png"
    Image.new("RGB", (2000, 1500)).save(path)
    needs = r"large.png: needs 0.0 GiB of memory to be decoded, more than 0.0 GiB"
    with pytest.raises(ImageUnreadable, match=needs):
        load_photo(path)


def test_photos_wait_for_room_and_a_large_one_is_decoded_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = Budget(10_000)
    monkeypatch.setattr(budget, "PIXELS", shared)
    path = tmp_path / "large.png"
    Image.new("RGB", (400, 300)).save(path)
    arrived = threading.Event()
    with shared.reserve(1):
        threading.Thread(target=lambda: (load_photo(path), arrived.set()), daemon=True).start()
        assert not arrived.wait(0.2)
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            load_photo(path, token=token)
    assert arrived.wait(PATIENCE_S)
    assert shared.used == 0


def test_files_wait_for_room_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Budget(100)
    monkeypatch.setattr(budget, "FILES", shared)
    path = tmp_path / "photo.png"
    Image.effect_noise((40, 30), 60).save(path)
    arrived = threading.Event()
    with shared.reserve(1):
        threading.Thread(target=lambda: (read_size(path), arrived.set()), daemon=True).start()
        assert not arrived.wait(0.2)
    assert arrived.wait(PATIENCE_S)


def variants() -> dict[str, bytes]:
    noise = np.random.default_rng(5).integers(0, 256, (173, 211, 4), dtype=np.uint8)
    picture = Image.fromarray(noise)
    found = {"gamma": gamma_png((211, 173))}
    for mode in ("L", "LA", "P", "RGB", "RGBA"):
        made = picture.convert(mode) if mode != "P" else picture.convert("RGB").convert("P")
        for name, profile in (
            ("plain", None),
            ("colour", profiles.colour_profile(profiles.ADOBE_RGB, 2.2)),
            ("grey", profiles.grey_profile(1.4)),
        ):
            stream, options = BytesIO(), {"icc_profile": profile} if profile else {}
            made.save(stream, "PNG", **options)
            found[f"{mode} {name}"] = stream.getvalue()
    return found


@pytest.mark.parametrize("name", variants())
@pytest.mark.parametrize("side", [None, 150, 40])
def test_bands_change_no_pixel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, side: int | None
) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(variants()[name])
    boxed = Drawn(Box(20, 30, 100, 90))
    whole, item = load_full(path, side), load_photo(path, boxed).pixels
    monkeypatch.setattr(bands, "BAND_PX", 1000)
    assert (load_full(path, side) == whole).all()
    assert (load_photo(path, boxed).pixels == item).all()


def test_a_small_picture_is_handed_over_as_it_was_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (1200, 900, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.jpg")
    with monkeypatch.context() as changed:
        changed.setattr(decoding, "_WHOLE_BYTES", 2**40)
        in_bands = load_photo(tmp_path / "photo.jpg").pixels
    monkeypatch.delattr(decoding, "_strips")
    whole = load_photo(tmp_path / "photo.jpg").pixels
    assert whole.shape == (600, 450, 3)
    assert np.array_equal(whole, in_bands)
    assert not whole.flags.writeable
    with pytest.raises(NameError):
        load_full(tmp_path / "photo.jpg", 500)


def test_a_small_box_in_a_large_photo_takes_no_second_picture(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(variants()["RGBA plain"])
    whole = load_full(path)
    assert (load_full(path, box=Box(50, 60, 70, 80)) == whole[60:140, 50:120]).all()
