"""Photos that are opened and not decoded yet: what their headers say, and what they will need."""

from collections.abc import Callable
from typing import Final, Protocol

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from core.imaging import heif, orientation
from core.imaging.bands import Banded
from core.imaging.colour import Colours, colours_of
from core.imaging.levels import banded, bits_of
from core.imaging.watch import watch

Size = tuple[int, int]
"""Width and height, px."""


class Opened(Protocol):
    """A photo whose header is read."""

    in_one_call: bool
    """Whether the library decodes all of it in a call that nothing can end."""

    @property
    def size(self) -> Size:
        """As stored, before it is turned upright."""
        ...

    @property
    def turn(self) -> int:
        """EXIF orientation, 1 to 8, still to be applied."""
        ...

    @property
    def colours(self) -> Colours:
        """What the file says that its numbers mean; asked for before `load`."""
        ...

    def shrink(self, size: Size) -> None:
        """Decode to a size that is not below this one, where the format offers it."""
        ...

    def need(self, shrunk: Size) -> int:
        """Bytes that the decoder itself will hold, at most, if it may shrink to this size."""
        ...

    def watch(self, check: Callable[[], None]) -> None:
        """Have this called between the steps of decoding."""
        ...

    def load(self) -> Banded:
        """Decode."""
        ...


_ON_THE_WAY: Final = {
    WebPImagePlugin.WebPImageFile.format: 12,
    AvifImagePlugin.AvifImageFile.format: 12,
    heif.FORMAT: 12,
}
"""Bytes a pixel that libraries hold beside Pillow's picture at the worst moment, measured by
`python -m benchmarks.memory` and rounded up."""

_STEP_BY_STEP: Final = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    GifImagePlugin.GifImageFile,
    BmpImagePlugin.BmpImageFile,
)
"""Decoders that ask for more bytes on their way."""

_BROKEN_EXIF: Final = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError,
    AssertionError, EOFError, RuntimeError,
)  # fmt: skip


class ByPillow:
    """A photo that Pillow, or a plugin of its, has opened."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self.in_one_call = not isinstance(image, _STEP_BY_STEP) and not _is_raw(image)

    @property
    def size(self) -> Size:
        """As announced; that of a TIFF is upright already."""
        return self._image.size

    @property
    def turn(self) -> int:
        """EXIF orientation; broken EXIF never costs us the photo."""
        image = self._image
        tags = image.tag_v2 if isinstance(image, TiffImagePlugin.TiffImageFile) else ()
        if ExifTags.Base.Orientation in tags:
            return orientation.UPRIGHT  # Pillow turns a TIFF while loading
        try:
            return orientation.checked(image.getexif().get(ExifTags.Base.Orientation))
        except _BROKEN_EXIF:
            return orientation.UPRIGHT

    @property
    def colours(self) -> Colours:
        """What the file says that its numbers mean."""
        return colours_of(self._image)

    def shrink(self, size: Size) -> None:
        """JPEG only: decoded at 1/2, 1/4 or 1/8 at once."""
        self._image.draft(self._image.mode, size)

    def need(self, shrunk: Size) -> int:
        """By format and mode; a progressive JPEG keeps all of its coefficients."""
        image = self._image
        pixels, each = image.width * image.height, _stored_bytes(image.mode)
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            by = max(1, min(8, image.width // shrunk[0], image.height // shrunk[1]))
            by = 1 << (by.bit_length() - 1)
            kept = 2 * len(image.getbands()) * pixels if image.info.get("progressive") else 0
            return each * pixels // by**2 + kept
        if isinstance(image, TiffImagePlugin.TiffImageFile):
            return (2 * each + _packed_bytes(image)) * pixels
        return (each + _ON_THE_WAY.get(image.format or "", 0)) * pixels

    def watch(self, check: Callable[[], None]) -> None:
        """Of those that are decoded step by step."""
        watch(self._image, check)

    def load(self) -> Banded:
        """Decode."""
        self._image.load()
        return banded(self._image)


def _is_raw(image: Image.Image) -> bool:
    """Whether a TIFF's numbers lie in the file as they are: Pillow reads them piece by piece."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return False
    return all(tile[0] == "raw" for tile in image.tile)


def _stored_bytes(mode: str) -> int:
    """Bytes a pixel of Pillow's own pictures: three channels take as much as four."""
    if mode in ("1", "L", "P"):
        return 1
    return 2 if mode.startswith("I;16") else 4


def _packed_bytes(image: TiffImagePlugin.TiffImageFile) -> int:
    """Bytes a pixel of a strip, which may be all of the picture."""
    samples = int(image.tag_v2.get(TiffImagePlugin.SAMPLESPERPIXEL, 1))
    return -(-samples * bits_of(image) // 8)
