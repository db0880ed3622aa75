"""Kinds that Pillow does not open, written by tifffile, read by us."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from core.entities import Pixels
from core.errors import ImageUnreadable
from core.imaging.images import load_full, load_photo, read_size
from tests.core.imaging import profiles

RAMP = np.linspace(0, 1, 32)[None, :].repeat(8, axis=0)
GREYS = np.rint(255 * RAMP).astype(int)


def read(tmp_path: Path, values: np.ndarray, **options: Any) -> Pixels:
    path = tmp_path / "rare.tif"
    tifffile.imwrite(path, values, **options)
    pixels = load_full(path)
    assert load_photo(path).full_size == read_size(path) == pixels.shape[:2]
    return pixels


def off(pixels: Pixels, expected: np.ndarray) -> int:
    wanted = expected if expected.ndim == 3 else expected[..., None]
    return int(np.abs(pixels.astype(int) - wanted).max())


@pytest.mark.parametrize("kind", [np.uint16, np.float32])
@pytest.mark.parametrize("compression", [None, "deflate"])
def test_grey_with_alpha_is_laid_on_white(tmp_path: Path, kind: type, compression: str) -> None:
    white = 65535 if kind is np.uint16 else 1
    half = np.stack([RAMP, np.full_like(RAMP, 0.5)], -1)
    pixels = read(
        tmp_path, (half * white).astype(kind),
        photometric="minisblack", extrasamples=["unassalpha"], compression=compression,
    )  # fmt: skip
    if kind is np.uint16:
        assert off(pixels, (GREYS + 255) / 2) <= 1


def test_premultiplied_grey_gets_its_brightness_back(tmp_path: Path) -> None:
    for values in (RAMP * 65535, RAMP * 255):
        kind = np.uint16 if values.max() > 255 else np.uint8
        half = np.stack([values / 2, np.full_like(values, values.max() / 2)], -1).astype(kind)
        pixels = read(tmp_path, half, photometric="minisblack", extrasamples=["assocalpha"])
        assert off(pixels, (GREYS + 255) / 2) <= 2


def test_extra_samples_that_mean_nothing_are_left_out(tmp_path: Path) -> None:
    pair = np.stack([RAMP, 1 - RAMP], -1)
    pixels = read(
        tmp_path, (pair * 65535).astype(np.uint16),
        photometric="minisblack", extrasamples=["unspecified"],
    )  # fmt: skip
    assert off(pixels, GREYS) <= 1


@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int16, np.uint32])
def test_colours_of_many_bits(tmp_path: Path, planar: str, kind: type) -> None:
    colours = np.stack([RAMP, 1 - RAMP, RAMP * 0 + 1], -1)
    white = 1 if np.issubdtype(kind, np.floating) else 32767
    values = (colours * white).astype(kind)
    stored = np.moveaxis(values, -1, 0) if planar == "separate" else values
    pixels = read(tmp_path, stored, photometric="rgb", planarconfig=planar)
    if white == 1:
        assert off(pixels, 255 * colours) <= 1
    assert (np.diff(pixels[0, :, 0].astype(int)) >= 0).all()


def test_where_zero_is_white(tmp_path: Path) -> None:
    pixels = read(tmp_path, (RAMP * 32767).astype(np.int32), photometric="miniswhite")
    assert pixels[0, 0, 0] > pixels[0, -1, 0]


def test_it_is_turned_upright_and_its_profile_counts(tmp_path: Path) -> None:
    grey = (np.stack([RAMP, RAMP * 0 + 1], -1) * 65535).astype(np.uint16)
    options: dict[str, Any] = {"photometric": "minisblack", "extrasamples": ["unassalpha"]}
    turned = read(tmp_path, grey, **options, extratags=[(274, "H", 1, 6, True)])
    assert turned.shape == (32, 8, 3)
    assert turned[0, 0, 0] < turned[-1, 0, 0]
    linear = read(tmp_path, grey, **options, iccprofile=profiles.grey_profile(1.0))
    assert linear[0, 16, 0] > 180


@pytest.mark.parametrize("compression", ["LZW", "JPEG", "ZSTD"])
def test_other_packings_are_refused_by_name(tmp_path: Path, compression: str) -> None:
    path = tmp_path / "rare.tif"
    values = np.zeros((8, 8, 2), np.uint16)
    tifffile.imwrite(path, values, photometric="minisblack", extrasamples=["unassalpha"])
    number = tifffile.COMPRESSION[compression]
    with tifffile.TiffFile(path, mode="r+") as file:
        file.pages.first.tags["Compression"].overwrite(number)
    with pytest.raises(ImageUnreadable, match=f"not read: uint16, compressed with {compression}"):
        load_photo(path)


def test_lab_of_sixteen_bits_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImageUnreadable, match="not read: uint16, CIELAB"):
        read(tmp_path, np.zeros((8, 8, 3), np.uint16), photometric="cielab")


@pytest.mark.parametrize("kind", [np.uint16, np.uint32, np.int16])
def test_what_is_opaque_everywhere_is_not_taken_for_clear(tmp_path: Path, kind: type) -> None:
    colours = np.stack([RAMP, 1 - RAMP, RAMP, RAMP * 0 + 1], -1) * np.iinfo(kind).max
    pixels = read(tmp_path, colours.astype(kind), photometric="rgb", extrasamples=["unassalpha"])
    assert off(pixels, np.stack([GREYS, 255 - GREYS, GREYS], -1)) <= 1


def test_premultiplied_colours_of_32_bits_are_scaled_as_their_alpha(tmp_path: Path) -> None:
    half = np.stack([RAMP / 2, RAMP / 2, RAMP / 2, RAMP * 0 + 0.5], -1) * (2**32 - 1)
    pixels = read(tmp_path, half.astype(np.uint32), photometric="rgb", extrasamples=["assocalpha"])
    assert off(pixels, (GREYS[..., None] + 255) / 2) <= 2


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("compression", [None, "deflate"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_channels_one_behind_the_other(
    tmp_path: Path, kind: type, compression: str | None, order: str
) -> None:
    white = np.iinfo(kind).max
    planes = (np.stack([RAMP, 1 - RAMP, RAMP * 0 + 0.5]) * white).astype(kind)
    options: dict[str, Any] = {"planarconfig": "separate", "byteorder": order}
    options["compression"] = compression
    expected = np.stack([GREYS, 255 - GREYS, GREYS * 0 + 127], -1)
    assert off(read(tmp_path, planes, photometric="rgb", **options), expected) <= 1
    pair = planes[[0, 2]]
    options |= {"photometric": "minisblack", "extrasamples": ["unassalpha"]}
    assert off(read(tmp_path, pair, **options), (GREYS + 255) / 2) <= 2


@pytest.mark.parametrize("kind", [np.uint16, np.uint32])
@pytest.mark.parametrize("planar", ["contig", "separate"])
def test_inks(tmp_path: Path, kind: type, planar: str) -> None:
    inks = np.stack([1 - RAMP, RAMP * 0, RAMP * 0, RAMP * 0]) * np.iinfo(kind).max
    stored = np.moveaxis(inks, 0, -1) if planar == "contig" else inks
    pixels = read(tmp_path, stored.astype(kind), photometric="separated", planarconfig=planar)
    assert off(pixels, np.stack([GREYS, GREYS * 0 + 255, GREYS * 0 + 255], -1)) <= 2


def test_damaged_lzma_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rare.tif"
    values = np.zeros((8, 8, 2), np.uint16)
    options: dict[str, Any] = {"photometric": "minisblack", "extrasamples": ["unassalpha"]}
    tifffile.imwrite(path, values, compression="lzma", **options)
    with tifffile.TiffFile(path) as file:
        begin = file.pages.first.dataoffsets[0]
    data = bytearray(path.read_bytes())
    data[begin + 8 : begin + 20] = bytes(12)
    path.write_bytes(data)
    with pytest.raises(ImageUnreadable, match="broken"):
        load_photo(path)
