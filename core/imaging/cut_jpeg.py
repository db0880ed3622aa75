"""JPEGs that lack their last bytes but no pixels: an upload that broke off at the very end."""

from io import BytesIO
from typing import Final

from PIL import Image, JpegImagePlugin

_BEGIN: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_FILLINGS: Final = (b"\x55" * 64, b"\xaa" * 64)
"""What stands in for lost bytes: a decoder that still waits for pixels makes others of each."""


def completed(data: bytes) -> bytes | None:
    """Give a JPEG its end back, if every row of pixels is there.

    The decoder fills rows that are lost without a word. So the file is decoded with several things
    in place of what may be lost: rows that depend on it differ.

    Parameters
    ----------
    data : bytes
        A file that could not be decoded.

    Returns
    -------
    bytes or None
        None where pixels are lost, or where it is no JPEG.
    """
    if not data.startswith(_BEGIN):
        return None
    body = data.removesuffix(_END[:1])
    wanted = _pixels(body + _END)
    if wanted is None or any(_pixels(body + filling + _END) != wanted for filling in _FILLINGS):
        return None
    return body + _END


def _pixels(data: bytes) -> bytes | None:
    try:
        with Image.open(BytesIO(data), formats=(JpegImagePlugin.JpegImageFile.format,)) as image:
            return image.tobytes()
    except (OSError, SyntaxError, ValueError):
        return None
