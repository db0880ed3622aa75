"""Every mode that Pillow opens, and TIFFs of many bits, as bytes."""

import struct
from io import BytesIO
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from core.imaging.levels import in_bytes, shares, stretched

RAMP = np.linspace(0, 1, 16)[None].repeat(4, axis=0)
GREYS = np.rint(255 * RAMP).astype(int)


def tiff(values: np.ndarray, **options: Any) -> Image.Image:
    stream = BytesIO()
    tifffile.imwrite(stream, values, **options)
    image = Image.open(BytesIO(stream.getvalue()))
    image.load()
    return image


def twelve_bits(values: np.ndarray) -> Image.Image:
    """Two numbers in three bytes, as scanners write them."""
    pairs = values.reshape(-1, 2).astype(int)
    one, other = pairs[:, 0], pairs[:, 1]
    packed = np.stack([one >> 4, (one & 15) << 4 | other >> 8, other & 255], 1).astype(np.uint8)
    stream = BytesIO()
    tifffile.imwrite(stream, np.zeros(values.shape, np.uint16), photometric="minisblack")
    stream.seek(0)
    with tifffile.TiffFile(stream, mode="r+b") as file:
        tags = file.pages.first.tags
        tags["BitsPerSample"].overwrite(12)
        begin = tags["StripOffsets"].value[0]
        tags["StripByteCounts"].overwrite(packed.size)
    data = bytearray(stream.getvalue())
    data[begin : begin + packed.size] = packed.tobytes()
    image = Image.open(BytesIO(bytes(data)))
    image.load()
    return image


def test_white_of_twelve_bits_is_white() -> None:
    grey = in_bytes(twelve_bits(np.rint(4095 * RAMP)))
    assert grey.mode == "L"
    assert np.abs(np.asarray(grey).astype(int) - GREYS).max() <= 1


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.float32])
def test_zero_is_white_where_the_file_says_so(kind: type) -> None:
    white = {np.uint8: 255, np.uint16: 65535, np.float32: 1}[kind]
    image = tiff(((1 - RAMP) * white).astype(kind), photometric="miniswhite")
    assert np.abs(np.asarray(in_bytes(image)).astype(int) - GREYS).max() <= 1


def test_unsigned_numbers_of_32_bits_are_not_taken_for_negative_ones() -> None:
    image = tiff((RAMP * (2**32 - 1)).astype(np.uint32), photometric="minisblack")
    assert np.abs(np.asarray(in_bytes(image)).astype(int) - GREYS).max() <= 1


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", [np.float32, np.int32, np.int16])
def test_packed_numbers_are_turned_once(order: str, kind: type) -> None:
    white = {np.float32: 1, np.int32: 65535, np.int16: 32767}[kind]
    values = (RAMP * white).astype(np.dtype(kind).newbyteorder(order))
    image = tiff(values, photometric="minisblack", compression="deflate", byteorder=order)
    assert np.abs(np.asarray(in_bytes(image)).astype(int) - GREYS).max() <= 1


def test_shares_are_of_the_largest_number() -> None:
    assert shares(np.full((2, 2), 2**32 - 1, np.uint32)).min() == 255
    assert shares(np.full((2, 2), 2**15 - 1, np.int16)).min() == 255
    assert shares(np.full((2, 2), -5, np.int16)).max() == 0
    assert shares(np.full((2, 2), 0.5)).max() == 128


def test_a_value_of_sixteen_bits_can_be_clear() -> None:
    image = Image.fromarray(np.array([[0, 300, 65535]], np.uint16))
    image.info["transparency"] = 300
    assert np.asarray(in_bytes(image))[0, :, 1].tolist() == [255, 0, 255]


@pytest.mark.parametrize(
    ("mode", "value", "expected"),
    [
        ("1", 1, ("L", 255)),
        ("L", 9, ("L", 9)),
        ("LA", (9, 8), ("LA", (9, 8))),
        ("La", (100, 200), ("LA", (127, 200))),
        ("P", 0, ("RGB", (0, 0, 0))),
        ("PA", (0, 7), ("RGBA", (0, 0, 0, 7))),
        ("RGB", (1, 2, 3), ("RGB", (1, 2, 3))),
        ("RGBX", (1, 2, 3, 4), ("RGB", (1, 2, 3))),
        ("RGBA", (1, 2, 3, 4), ("RGBA", (1, 2, 3, 4))),
        ("RGBa", (100, 0, 50, 200), ("RGBA", (127, 0, 63, 200))),
        ("CMYK", (1, 2, 3, 4), ("CMYK", (1, 2, 3, 4))),
        ("YCbCr", (99, 128, 128), ("RGB", (99, 99, 99))),
        ("HSV", (0, 0, 77), ("RGB", (77, 77, 77))),
        ("LAB", (255, 128, 128), ("RGB", (254, 255, 254))),
        ("I;16", 257 * 40, ("L", 40)),
        ("I;16B", 257 * 40, ("L", 40)),
        ("I", 257 * 40, ("L", 40)),
        ("F", 0.5, ("L", 128)),
    ],
)
def test_every_mode_has_its_bytes(mode: str, value: Any, expected: tuple[str, Any]) -> None:
    seen = in_bytes(Image.new(mode, (3, 2), value))
    assert (seen.mode, seen.getpixel((2, 1))) == expected


@pytest.mark.parametrize(
    ("mode", "expected"), [("L", "LA"), ("1", "LA"), ("RGB", "RGBA"), ("P", "RGBA")]
)
def test_a_clear_value_keeps_grey_grey(mode: str, expected: str) -> None:
    image = Image.new(mode, (2, 2))
    image.info["transparency"] = (0, 0, 0) if mode == "RGB" else 0
    seen = in_bytes(image)
    assert seen.mode == expected
    assert seen.getchannel("A").getextrema() == (0, 0)


numbers = st.floats(-1e6, 1e6, width=32) | st.sampled_from([np.nan, np.inf, -np.inf])


@given(
    arrays.arrays(np.float32, st.tuples(st.integers(1, 600), st.integers(1, 3)), elements=numbers)
)
def test_order_is_kept_and_rows_agree(values: np.ndarray) -> None:
    bytes_ = stretched(values)
    assert bytes_.shape == values.shape
    finite = np.isfinite(values)
    order = np.argsort(values[finite])
    assert (np.diff(bytes_[finite][order].astype(int)) >= 0).all()


@pytest.mark.parametrize("mode", ["L", "P", "1"])
def test_what_a_gif_does_not_cover_of_its_canvas_is_clear(mode: str) -> None:
    stream = BytesIO()
    picture = Image.fromarray(np.full((4, 6), 9, np.uint8)).convert(mode)
    picture.save(stream, "GIF")
    data = bytearray(stream.getvalue())
    data[6:10] = struct.pack("<HH", 12, 10)
    place = data.index(b"\x2c\0\0\0\0")
    data[place + 1 : place + 5] = struct.pack("<HH", 3, 2)
    with Image.open(BytesIO(data)) as image:
        image.load()
        pixels = np.asarray(in_bytes(image).convert("RGBA"))
    inside = np.zeros((10, 12), bool)
    inside[2:6, 3:9] = True
    assert ((pixels[..., 3] == 255) == inside).all()
    assert (pixels[inside][:, :3] == np.asarray(picture.convert("RGB"))[0, 0]).all()
