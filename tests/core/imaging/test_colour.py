import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import ExifTags, Image, ImageCms

from core.entities import Pixels
from core.imaging.images import ANALYSIS_SIDE, load_full, load_photo, read_size
from tests.core.imaging import profiles


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG by hand, for what Pillow does not write; `rows` with their filter bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(rows)) if rows else b""
    return b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b"")


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def decoded(tmp_path: Path, data: bytes) -> Pixels:
    path = tmp_path / "photo"
    path.write_bytes(data)
    photo = load_photo(path)
    full = load_full(path)
    assert photo.full_size == read_size(path) == full.shape[:2]
    for pixels in (photo.pixels, full):
        assert pixels.dtype == np.uint8
        assert pixels.ndim == 3
        assert pixels.shape[2] == 3
        assert not pixels.flags.writeable
    return full


def near(pixels: Pixels, colour: tuple[int, int, int], off: int = 2) -> bool:
    return bool((np.abs(pixels.astype(int) - colour) <= off).all())


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("JPEG", {"quality": 95, "progressive": True}),
        ("PNG", {}),
        ("GIF", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "jpeg", "quality": 95}),
        ("WEBP", {"quality": 95}),
        ("WEBP", {"lossless": True}),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_common_kinds(tmp_path: Path, kind: str, options: dict[str, Any], mode: str) -> None:
    if mode in ("P", "1") and (kind == "JPEG" or options.get("compression") == "jpeg"):
        mode = "L"
    picture = Image.new("RGB", (24, 16), "white").convert(mode)
    assert near(decoded(tmp_path, encoded(picture, kind, **options)), (255, 255, 255), 3)


def test_upright_picture_keeps_its_place(tmp_path: Path, product: Callable[..., Pixels]) -> None:
    pixels = product(80, 60)
    assert np.array_equal(decoded(tmp_path, encoded(Image.fromarray(pixels), "PNG")), pixels)


@pytest.mark.parametrize(("kind", "off"), [("JPEG", 4), ("TIFF", 1)])
def test_cmyk(tmp_path: Path, kind: str, off: int) -> None:
    """Pillow writes CMYK into a JPEG as Adobe does, inverted, and into a TIFF as it is."""
    red = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    assert near(decoded(tmp_path, encoded(red, kind)), (255, 0, 0), off)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled(tmp_path: Path, kind: str) -> None:
    ramp = np.array([[0, 128 * 257, 65535, 257]], np.uint16)
    pixels = decoded(tmp_path, encoded(Image.fromarray(ramp), kind))
    assert pixels[0, :, 0].tolist() == [0, 128, 255, 1]


def test_dark_sixteen_bit_grey_stays_dark(tmp_path: Path) -> None:
    dark = np.full((4, 4), 200, np.uint16)
    assert near(decoded(tmp_path, encoded(Image.fromarray(dark), "PNG")), (1, 1, 1), 0)


@pytest.mark.parametrize(("colour", "channels"), [(2, 3), (6, 4)])
def test_sixteen_bit_colour_is_scaled(tmp_path: Path, colour: int, channels: int) -> None:
    pixel = struct.pack(">HHHH", 0x8080, 0xFFFF, 0, 0xFFFF)[: 2 * channels]
    pixels = decoded(tmp_path, png(2, 2, 16, colour, (b"\0" + pixel * 2) * 2))
    assert near(pixels, (128, 255, 0), 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([0.0, 128.0, 255.0], [0, 128, 255]),
        ([0.0, 32896.0, 65535.0], [0, 128, 255]),
        ([-1.0, 0.0, 1.0], [0, 128, 255]),
        ([0.0, 1e30, 2e30], [0, 128, 255]),
        ([np.nan, 0.5, np.inf], [128, 128, 128]),
        ([np.nan, np.nan, np.nan], [0, 0, 0]),
    ],
)
def test_float_tiff(tmp_path: Path, values: list[float], expected: list[int]) -> None:
    picture = Image.fromarray(np.array([values], np.float32))
    assert decoded(tmp_path, encoded(picture, "TIFF"))[0, :, 1].tolist() == expected


def test_integer_tiff(tmp_path: Path) -> None:
    picture = Image.fromarray(np.array([[0, 32896, 65535]], np.int32))
    assert decoded(tmp_path, encoded(picture, "TIFF"))[0, :, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_transparent_becomes_white(tmp_path: Path, kind: str) -> None:
    picture = Image.new("RGBA", (16, 8), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 8, 8))
    pixels = decoded(
        tmp_path, encoded(picture, kind, **({"lossless": True} if kind[0] == "W" else {}))
    )
    assert near(pixels[:, :8], (200, 0, 0))
    assert near(pixels[:, 8:], (255, 255, 255))


def test_half_transparent_is_mixed_with_white(tmp_path: Path) -> None:
    for picture in (
        Image.new("LA", (4, 4), (0, 128)),
        Image.new("RGBA", (4, 4), (0, 0, 0, 128)),
    ):
        assert near(decoded(tmp_path, encoded(picture, "PNG")), (127, 127, 127), 1)


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_transparent_palette_entry(tmp_path: Path, kind: str) -> None:
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([0, 200, 0, 10, 20, 30])
    picture.paste(0, (0, 0, 4, 8))
    pixels = decoded(tmp_path, encoded(picture, kind, transparency=1))
    assert near(pixels[:, :4], (0, 200, 0))
    assert near(pixels[:, 4:], (255, 255, 255))


def test_transparent_colour_of_a_plain_png(tmp_path: Path) -> None:
    data = encoded(Image.new("RGB", (4, 4), (1, 2, 3)), "PNG", transparency=(1, 2, 3))
    assert near(decoded(tmp_path, data), (255, 255, 255), 0)


def test_shrinking_does_not_bleed_hidden_colour(tmp_path: Path) -> None:
    """Transparent pixels often hold black; it must not darken the rim."""
    path = tmp_path / "photo.png"
    picture = Image.new("RGBA", (ANALYSIS_SIDE * 3, 30), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (0, 0, 1000, 30))
    picture.save(path)
    assert near(load_photo(path).pixels, (255, 255, 255), 1)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP", "PNG"])
def test_first_frame(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    assert near(decoded(tmp_path, data), (255, 0, 0))


def swapped_profile() -> bytes:
    """An ICC profile whose red is sRGB's green and the other way round."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for before, after in ((b"rXYZ", b"----"), (b"gXYZ", b"rXYZ"), (b"----", b"gXYZ")):
        data = data.replace(before, after, 1)
    return data.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_embedded_profile_is_applied(tmp_path: Path, kind: str) -> None:
    red = Image.new("RGB", (8, 8), (255, 0, 0))
    data = encoded(red, kind, icc_profile=swapped_profile())
    assert near(decoded(tmp_path, data), (0, 255, 0), 4)


def test_srgb_profile_changes_nothing(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    teal = Image.new("RGB", (8, 8), (10, 120, 130))
    assert near(decoded(tmp_path, encoded(teal, "PNG", icc_profile=srgb)), (10, 120, 130), 0)


@pytest.mark.parametrize("mode", ["L", "LA", "P"])
def test_a_grey_picture_keeps_its_profile(tmp_path: Path, mode: str) -> None:
    """Half of the light is 188 in sRGB; LA became RGBA, which no grey profile fits."""
    grey = Image.new("L", (8, 8), 128).convert(mode)
    data = encoded(grey, "PNG", icc_profile=profiles.grey_profile(1.0))
    assert near(decoded(tmp_path, data), (188, 188, 188), 2)


def test_a_grey_picture_with_a_clear_value_keeps_its_profile(tmp_path: Path) -> None:
    grey = Image.new("L", (8, 8), 128)
    grey.paste(7, (0, 0, 4, 8))
    data = encoded(grey, "PNG", icc_profile=profiles.grey_profile(1.0), transparency=7)
    pixels = decoded(tmp_path, data)
    assert near(pixels[:, :4], (255, 255, 255), 0)
    assert near(pixels[:, 4:], (188, 188, 188), 2)


@pytest.mark.parametrize("kind", ["JPEG", "AVIF"])
def test_a_grey_picture_in_a_colour_space_follows_it(tmp_path: Path, kind: str) -> None:
    """One decoder opens it as grey, another as colour: the profile counts in both."""
    linear = profiles.colour_profile(profiles.SRGB, 1.0)
    for mode in ("L", "RGB"):
        data = encoded(Image.new("L", (16, 16), 128).convert(mode), kind, icc_profile=linear)
        assert near(decoded(tmp_path, data), (188, 188, 188), 3)


def test_a_profile_is_known_by_what_it_does(tmp_path: Path) -> None:
    linear = profiles.colour_profile(profiles.SRGB, 1.0, "sRGB, linear")
    data = encoded(Image.new("RGB", (8, 8), (128, 128, 128)), "PNG", icc_profile=linear)
    assert near(decoded(tmp_path, data), (188, 188, 188), 2)


def exif(**told: Any) -> Image.Exif:
    marks, camera = Image.Exif(), {}
    if "mark" in told:
        camera[ExifTags.IFD.Interop] = {ExifTags.Interop.InteropIndex: told["mark"]}
    if "space" in told:
        camera[ExifTags.Base.ColorSpace] = told["space"]
    marks[ExifTags.IFD.Exif] = camera
    return marks


@pytest.mark.parametrize("told", [{"mark": "R03"}, {"space": 2}])
def test_a_camera_says_adobe_rgb_by_a_mark(tmp_path: Path, told: dict[str, Any]) -> None:
    colour = Image.new("RGB", (16, 16), (200, 100, 50))
    adobe = profiles.colour_profile(profiles.ADOBE_RGB, 563 / 256)
    by_profile = decoded(tmp_path, encoded(colour, "JPEG", quality=100, icc_profile=adobe))
    by_mark = decoded(tmp_path, encoded(colour, "JPEG", quality=100, exif=exif(**told)))
    assert not near(by_mark, (200, 100, 50), 10)
    assert np.abs(by_mark.astype(int) - by_profile).max() <= 2


@pytest.mark.parametrize("told", [{"mark": "R98"}, {"space": 1}, {"space": 65535}])
def test_other_marks_mean_srgb(tmp_path: Path, told: dict[str, Any]) -> None:
    data = encoded(
        Image.new("RGB", (16, 16), (200, 100, 50)), "JPEG", quality=100, exif=exif(**told)
    )
    assert near(decoded(tmp_path, data), (200, 100, 50), 2)


def test_an_avif_says_its_curve(tmp_path: Path) -> None:
    data = encoded(Image.new("RGB", (16, 16), (128, 128, 128)), "AVIF", quality=100)
    place = data.index(b"nclx") + 6
    linear = data[:place] + struct.pack(">H", 8) + data[place + 2 :]
    assert near(decoded(tmp_path, data), (128, 128, 128), 2)
    assert near(decoded(tmp_path, linear), (188, 188, 188), 2)


def test_a_png_says_its_gamma(tmp_path: Path) -> None:
    plain = encoded(Image.new("RGB", (8, 8), (128, 128, 128)), "PNG")
    body = b"gAMA" + struct.pack(">I", 100_000)
    chunk = struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body))
    assert near(decoded(tmp_path, plain[:33] + chunk + plain[33:]), (188, 188, 188), 1)


def test_a_tiff_is_turned_by_its_xmp(tmp_path: Path) -> None:
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:, :20] = 255
    told = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>"""
    stream = BytesIO()
    tags = [(700, "B", len(told), told, True)]
    tifffile.imwrite(stream, pixels, photometric="rgb", extratags=tags)
    turned = decoded(tmp_path, stream.getvalue())
    assert turned.shape == (40, 20, 3)
    assert near(turned[:20], (255, 255, 255), 0) and near(turned[20:], (0, 0, 0), 0)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_useless_profile_is_passed_over(tmp_path: Path, mode: str) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    white = Image.new("RGB", (8, 8), "white").convert(mode)
    for profile in (b"no profile", lab, lab[:200]):
        data = encoded(white, "JPEG", icc_profile=profile)
        assert near(decoded(tmp_path, data), (255, 255, 255), 2)
