"""From the colours that a file means to sRGB, and from transparent to white.

A file says what its numbers mean in one of five ways; the first that it brings counts: the numbers
of a PNG (cICP), an ICC profile, the colour description of an AVIF or HEIF (nclx), a PNG's gamma and
primaries, or a camera's mark that it wrote Adobe RGB. One that says nothing means sRGB.
"""

from functools import lru_cache
from io import BytesIO
from typing import Final

import numpy as np
from PIL import AvifImagePlugin, ExifTags, Image, ImageCms, PngImagePlugin

from core.imaging import heif
from core.imaging.cicp import read_cicp
from core.imaging.encoding import (
    ADOBE_RGB,
    Encoding,
    in_narrow_range,
    is_known,
    of_nclx,
    of_png,
    to_srgb,
)
from core.imaging.nclx import read_nclx

_AS_GOOD_AS_SRGB: Final = 2
"""Steps of 255 that a profile may move a ramp by and still be called sRGB."""

_ADOBE_INTEROPERABILITY: Final = "R03"
_ADOBE_COLOUR_SPACE: Final = 2
"""Some cameras write it instead of the mark that the standard asks for."""

_GREY: Final = "GRAY"
_MODES: Final = {_GREY: "L", "RGB ": "RGB", "CMYK": "CMYK"}
"""Pillow's mode for the colour space that a profile is about."""


Colours = bytes | Encoding | None
"""What a file says that its numbers mean: an ICC profile, an encoding, or nothing: sRGB."""


def colours_of(image: Image.Image) -> Colours:
    """Read what a file says of its colours.

    Parameters
    ----------
    image : Image
        Opened, not loaded yet: an AVIF's bytes are let go then.
    """
    if image.format == PngImagePlugin.PngImageFile.format:
        numbers = read_cicp(_bytes_of(image))
        if numbers and is_known(numbers.primaries, numbers.curve):
            encoding = of_nclx(numbers.primaries, numbers.curve)
            return encoding if numbers.full_range else in_narrow_range(encoding)
    profile: bytes | None = image.info.get("icc_profile")
    return profile or _encoding(image)


def in_srgb(picture: Image.Image, colours: Colours, grey: bool | None = None) -> Image.Image:
    """Give a picture as RGB or RGBA in sRGB.

    Parameters
    ----------
    picture : Image
        L, LA, RGB, RGBA or CMYK, of 8 bits.
    colours : Colours
        What its file says of them.
    grey : bool, optional
        Whether all of its colours are greys, for strips of a picture; else it is looked at.
    """
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    opaque = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    seen = _translated(opaque, colours, grey)
    if alpha:
        seen.putalpha(alpha)
    return seen


def on_white(picture: Image.Image) -> Image.Image:
    """Lay RGBA on white; RGB stays as it is."""
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    return white


def _translated(picture: Image.Image, colours: Colours, grey: bool | None) -> Image.Image:
    """Give L, RGB or CMYK as RGB in sRGB."""
    if isinstance(colours, bytes):
        return _by_profile(picture, colours, grey)
    if colours is None or picture.mode == "CMYK":
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    return to_srgb(picture.convert("RGB"), colours)


def _encoding(image: Image.Image) -> Encoding | None:
    """Say what a file without a profile tells of its numbers; None for sRGB."""
    if image.format == AvifImagePlugin.AvifImageFile.format:
        described = read_nclx(_bytes_of(image))
        return of_nclx(*described) if described else None
    if image.format == heif.FORMAT:
        described = heif.described(image)
        return of_nclx(*described) if described else None
    if image.format == PngImagePlugin.PngImageFile.format:
        return of_png(image.info)
    return ADOBE_RGB if _says_adobe_rgb(image) else None


def _bytes_of(image: Image.Image) -> bytes:
    file = getattr(image, "fp", None)
    if file is None:
        return b""
    place = file.tell()
    file.seek(0)
    data: bytes = file.read()
    file.seek(place)
    return data


def _says_adobe_rgb(image: Image.Image) -> bool:
    try:
        exif = image.getexif()
        mark = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
        space = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError):
        return False  # broken EXIF never costs us the photo
    return mark == _ADOBE_INTEROPERABILITY or space == _ADOBE_COLOUR_SPACE


def _by_profile(picture: Image.Image, profile: bytes, grey: bool | None) -> Image.Image:
    """Apply a profile to the channels that it is about, if the picture has them in some way."""
    mode = _mode_of(profile)
    if mode == "RGB" and picture.mode == "L":
        picture = picture.convert(
            "RGB"
        )  # a grey JPEG, or an AVIF without colour, of a colour space
    elif mode == "L" and picture.mode == "RGB" and (is_grey(picture) if grey is None else grey):
        picture = picture.getchannel(0)  # a palette of greys
    transform = _transform(profile, mode) if mode == picture.mode else None
    if transform is None:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    return transform.apply(picture)


def looks_for_grey(colours: Colours, mode: str) -> bool:
    """Whether it counts for a picture of a mode that all of its colours are greys."""
    return isinstance(colours, bytes) and mode in ("RGB", "RGBA") and _mode_of(colours) == "L"


def is_grey(picture: Image.Image) -> bool:
    """Whether all colours of RGB or RGBA are greys."""
    pixels = np.asarray(picture)[..., :3]
    return bool((pixels == pixels[..., :1]).all())


@lru_cache(maxsize=16)  # the photos of a folder come from few cameras
def _mode_of(profile: bytes) -> str | None:
    """Give the mode that a profile is about; None for one that cannot be used."""
    try:
        return _MODES.get(ImageCms.ImageCmsProfile(BytesIO(profile)).profile.xcolor_space)
    except (ImageCms.PyCMSError, OSError):
        return None


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Build the way to sRGB; None where it changes next to nothing, or cannot be built.

    What a profile does counts, not what it is called: one named "linear sRGB" is not sRGB.
    """
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
    if mode == "CMYK":
        return transform
    ramp = _ramp().convert(mode)
    moved = np.asarray(transform.apply(ramp)).astype(int) - np.asarray(ramp.convert("RGB"))
    return transform if np.abs(moved).max() > _AS_GOOD_AS_SRGB else None


def _ramp() -> Image.Image:
    """Every grey, and the ramps of red, green and blue, as a 256 x 4 picture."""
    steps = np.zeros((4, 256, 3), np.uint8)
    steps[0] = np.arange(256)[:, None]
    for channel in range(3):
        steps[channel + 1, :, channel] = np.arange(256)
    return Image.fromarray(steps)
