"""From every kind of pixel that a file may hold to 8-bit RGB, on white, in sRGB."""

from functools import lru_cache
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from core.entities import Pixels

_WHITE_POINTS: Final = (1.0, 255.0, 65535.0)
"""What floats and 32-bit integers usually mean by white; the file does not say."""


def in_bytes(image: Image.Image) -> Image.Image:
    """Give every kind of pixel as L, LA, RGB, RGBA or CMYK of 8 bits.

    Parameters
    ----------
    image : Image
        Loaded; of any mode.
    """
    if image.mode.startswith("I;16"):
        return Image.fromarray(_scaled(np.asarray(image), 65535.0))
    if image.mode in ("I", "F"):
        return Image.fromarray(_stretched(np.asarray(image)))
    if image.mode != "LA" and image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "LA", "RGB", "CMYK") else image.convert("RGB")


def on_white(picture: Image.Image) -> Image.Image:
    """Lay a picture that may be transparent on white; LA and RGBA become RGB."""
    if picture.mode not in ("LA", "RGBA"):
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    return white


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Give L, RGB or CMYK as sRGB, by the colour profile where the file brings a usable one."""
    transform = _transform(profile, picture.mode) if profile else None
    if transform is None:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    return transform.apply(picture)


def _stretched(values: NDArray[np.generic]) -> Pixels:
    """Scale by the usual white point that holds all values, else by their range.

    NaN counts as the lowest value, infinities as the ends of the range.
    """
    finite = values[np.isfinite(values)].astype(np.float64)
    if not finite.size:
        return np.zeros(values.shape, np.uint8)
    lowest, highest = float(finite.min()), float(finite.max())
    numbers = np.nan_to_num(values.astype(np.float64), nan=lowest, posinf=highest, neginf=lowest)
    whites = [white for white in _WHITE_POINTS if highest <= white]
    if lowest >= 0 and whites:
        return _scaled(numbers, whites[0])
    return _scaled(numbers - lowest, (highest - lowest) or 1.0)


def _scaled(values: NDArray[np.generic], white: float) -> Pixels:
    return np.rint(values.astype(np.float64) * (255 / white)).astype(np.uint8)


@lru_cache(maxsize=16)  # the photos of a folder come from few cameras
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Build the way to sRGB; None for sRGB itself and for a profile that cannot be used."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
