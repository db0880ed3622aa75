"""Ends the decoding of one photo: when somebody cancels, or when it takes too long."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, JpegImagePlugin

from core.errors import ImageUnreadable
from core.jobs import CancelToken

LONGEST_S: Final = 60.0
"""Seconds that one photo may take to be decoded, waiting for its turn not counted."""


_SCAN: Final = b"\xff\xda"
_USUAL_SCANS: Final = 64
"""Of a progressive JPEG; programs that write them make some ten."""

_SMALL_BLOCK: Final = 512
"""Bytes handed to the decoder at once where there are more: each may go over all pixels."""


_MOST_WORK: Final = ImageFile.MAXBLOCK * 200_000_000
"""Bytes times pixels of what a decoder is handed at once: Pillow's usual block of the largest photo
that is read. A JPEG of one scan comes in one piece mostly: between two the thread would wait for
the interpreter, of which others have need meanwhile."""


class Watch:
    """Looked at between the steps of decoding a photo.

    Parameters
    ----------
    path : Path
    token : CancelToken, optional
    seconds : float, optional
        From now on; `LONGEST_S` where left out.
    clock : callable
        Gives seconds.
    """

    def __init__(
        self,
        path: Path,
        token: CancelToken | None = None,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._token, self._clock = path, token, clock
        self._seconds = LONGEST_S if seconds is None else seconds
        self._end = clock() + self._seconds

    @property
    def over(self) -> bool:
        """Whether it is to end."""
        cancelled = self._token is not None and self._token.cancelled
        return cancelled or self._clock() > self._end

    def check(self) -> None:
        """Say why it is to end, if it is.

        Raises
        ------
        Cancelled
        ImageUnreadable
            It takes too long.
        """
        if self._token is not None:
            self._token.check()
        if self._clock() > self._end:
            raise ImageUnreadable(self._path, f"took longer than {self._seconds:g} s to decode")


class _Watched(BytesIO):
    """Bytes of a file, whose class `watch` changes; until then reading costs nothing more."""

    check: Callable[[], None]


class _Asking(_Watched):
    """The same, with a question before each reading."""

    def read(self, size: int | None = -1) -> bytes:
        self.check()
        return super().read(size)


def watched(data: bytes) -> BytesIO:
    """Give a file's bytes so that who decodes them can be stopped by `watch`."""
    return _Watched(data)


def watch(image: Image.Image, check: Callable[[], None]) -> None:
    """Have a check called whenever the decoder of an opened picture asks for more bytes.

    Parameters
    ----------
    image : Image
        Opened from what `watched` gave, not loaded yet; other pictures are left alone.
    check : callable
        Ends the decoding by what it raises.
    """
    file = getattr(image, "fp", None)
    if not isinstance(file, _Watched) or not isinstance(image, ImageFile.ImageFile):
        return
    file.check = check
    file.__class__ = _Asking  # a replaced method would keep the bytes alive in a circle
    if image.info.get("progressive") and file.getvalue().count(_SCAN) > _USUAL_SCANS:
        image.decodermaxblock = _SMALL_BLOCK
    elif isinstance(image, JpegImagePlugin.JpegImageFile) and "progressive" not in image.info:
        at_once = _MOST_WORK // (image.width * image.height)
        image.decodermaxblock = max(image.decodermaxblock, at_once)
