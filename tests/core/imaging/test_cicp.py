"""Colours that a PNG says by numbers: they come first, and mean what H.273 and BT.2100 say."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.entities import Pixels
from core.imaging.cicp import Cicp, read_cicp
from core.imaging.images import load_full
from tests.core.imaging import profiles

COLOURS = np.random.default_rng(0).integers(0, 256, (16, 16, 3)).astype(np.uint8)


def png(numbers: bytes = b"", *, behind: bool = False, **options: object) -> bytes:
    """A PNG of `COLOURS` with a chunk of these numbers before, or behind, its pixels."""
    stream = BytesIO()
    Image.fromarray(COLOURS).save(stream, "PNG", **options)
    data = stream.getvalue()
    if not numbers:
        return data
    body = b"cICP" + numbers
    chunk = struct.pack(">I", len(numbers)) + body + struct.pack(">I", zlib.crc32(body))
    place = len(data) - 12 if behind else 33
    return data[:place] + chunk + data[place:]


def seen(folder: Path, data: bytes) -> Pixels:
    path = folder / "photo.png"
    path.write_bytes(data)
    return load_full(path)


def by_profile(profile: bytes) -> Pixels:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    return np.asarray(transform.apply(Image.fromarray(COLOURS)))


def off(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other).max())


@pytest.mark.parametrize(
    ("numbers", "space", "gamma"),
    [
        (b"\x01\x04\0\1", profiles.SRGB, 2.2),
        (b"\x01\x08\0\1", profiles.SRGB, 1.0),
        (b"\x0c\x04\0\1", profiles.DISPLAY_P3, 2.2),
        (b"\x0c\x08\0\1", profiles.DISPLAY_P3, 1.0),
    ],
)
def test_it_is_what_a_profile_of_the_same_space_does(
    tmp_path: Path, numbers: bytes, space: tuple[tuple[float, float, float], ...], gamma: float
) -> None:
    pixels = seen(tmp_path, png(numbers))
    assert off(pixels, COLOURS) > 4
    assert off(pixels, by_profile(profiles.colour_profile(space, gamma))) <= 2


def test_numbers_come_before_a_profile_and_a_profile_before_gamma(tmp_path: Path) -> None:
    linear = profiles.colour_profile(profiles.SRGB, 1.0)
    assert off(seen(tmp_path, png(icc_profile=linear)), by_profile(linear)) == 0
    assert off(seen(tmp_path, png(b"\x01\x0d\0\1", icc_profile=linear)), COLOURS) == 0


@pytest.mark.parametrize(
    "numbers",
    [
        b"\x02\x0d\0\1",  # primaries that are not specified
        b"\x01\x02\0\1",  # a curve that is not
        b"\x01\xff\0\1",
        b"\x01\x0d\1\1",  # a matrix, which no PNG has
        b"\x01\x0d\0",
    ],
)
def test_numbers_that_say_nothing_are_passed_over(tmp_path: Path, numbers: bytes) -> None:
    linear = profiles.colour_profile(profiles.SRGB, 1.0)
    pixels = seen(tmp_path, png(numbers, icc_profile=linear))
    assert off(pixels, by_profile(linear)) == 0


def test_behind_the_pixels_they_come_too_late(tmp_path: Path) -> None:
    assert off(seen(tmp_path, png(b"\x01\x08\0\1", behind=True)), COLOURS) == 0


def test_video_range_is_stretched(tmp_path: Path) -> None:
    wanted = np.clip(np.rint((COLOURS.astype(float) - 16) * 255 / 219), 0, 255).astype(np.uint8)
    assert off(seen(tmp_path, png(b"\x01\x0d\0\0")), wanted) <= 1


def srgb(light: float) -> float:
    """IEC 61966-2-1, as a number of 255."""
    light = min(max(light, 0.0), 1.0)
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def pq(number: float) -> float:
    """BT.2100-2, table 4: cd/m2."""
    m1, m2, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 2413 / 4096 * 32, 2392 / 4096 * 32
    c1, root = c3 - c2 + 1, number ** (1 / m2)
    return float(10_000 * (max(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


BT2020_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)
"""BT.2087-0, M2."""


def test_hdr_is_what_the_standards_compute(tmp_path: Path) -> None:
    light = np.vectorize(pq)(COLOURS / 255) / 203  # BT.2408's white
    wanted = np.vectorize(srgb)(light @ BT2020_TO_BT709.T)
    pixels = seen(tmp_path, png(b"\x09\x10\0\1"))
    assert np.abs(pixels - wanted).max() <= 2
    assert off(pixels, COLOURS) > 50


@given(st.binary(max_size=60))
def test_any_bytes_are_looked_through(rest: bytes) -> None:
    read_cicp(b"\x89PNG\r\n\x1a\n" + rest)
    assert read_cicp(png(b"\x09\x10\0\1")) == Cicp(9, 16, True)
