"""JPEGs that lack their last bytes but no pixels: an upload that broke off at the very end."""

import hashlib
from collections.abc import Callable
from typing import Final

from PIL import Image, JpegImagePlugin

from core.imaging.bands import spans
from core.imaging.watch import watch, watched

_BEGIN: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_FILLINGS: Final = (b"\x55" * 64, b"\xaa" * 64)
"""What stands in for lost bytes: a decoder that still waits for pixels makes others of each."""


def completed(data: bytes, check: Callable[[], None] = lambda: None) -> bytes | None:
    """Give a JPEG its end back, if every row of pixels is there.

    The decoder fills rows that are lost without a word. So the file is decoded with several things
    in place of what may be lost: rows that depend on it differ.

    Parameters
    ----------
    data : bytes
        A file that could not be decoded.
    check : callable
        Called between steps; ends the work by what it raises.

    Returns
    -------
    bytes or None
        None where pixels are lost, or where it is no JPEG.
    """
    if not data.startswith(_BEGIN):
        return None
    body = data.removesuffix(_END[:1])
    wanted = _pixels(body + _END, check)
    others = (_pixels(body + filling + _END, check) for filling in _FILLINGS)
    if wanted is None or any(other != wanted for other in others):
        return None
    return body + _END


def _pixels(data: bytes, check: Callable[[], None]) -> bytes | None:
    """Decode; gives what tells pixels from others, a few bytes."""
    try:
        with Image.open(watched(data), formats=(JpegImagePlugin.JpegImageFile.format,)) as image:
            watch(image, check)
            image.load()
            width, height = image.size
            digest = hashlib.sha256()
            for first, last in spans(0, height, width):
                digest.update(image.crop((0, first, width, last)).tobytes())
            return digest.digest()
    except (OSError, SyntaxError, ValueError):
        return None
