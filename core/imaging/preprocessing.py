"""From a photo to the network's input: the one function that training and inference share.

A product photo has any shape, the network sees a square: a frame of the photo
(`core.imaging.framing`), padded with the colour of the photo's border where it reaches beyond,
and stretched.
"""

from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.imaging.framing import Placement, border_colour
from core.imaging.outline import Picture
from core.vocabulary import Scaling

_REDUCING_GAP: Final = 1.0
"""Pillow first averages whole blocks, down to no less than this multiple of the wanted size."""

_IMAGENET_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)
_IMAGENET_DEVIATION: Final = np.array([0.229, 0.224, 0.225], np.float32)
_IMAGENET_BYTES_BGR: Final = np.array([103.939, 116.779, 123.68], np.float32)
"""As `keras.applications.imagenet_utils` has them, which those who train take them from."""


def frame(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut and pad a photo to what the network sees, before it is stretched to a square.

    Parameters
    ----------
    image : (H, W, 3) uint8 RGB

    Returns
    -------
    (h, w, 3) uint8 RGB
        Padding has the colour of the border; the photo itself, or a view of it, where there is
        none.
    """
    place = Placement.of(image)
    seen = image[place.seen]
    if seen.shape[:2] == (place.frame_height, place.frame_width):
        return seen
    framed = np.empty((place.frame_height, place.frame_width, 3), dtype=np.uint8)
    framed[:] = border_colour(image)
    top, left = max(0, place.top), max(0, place.left)
    framed[top : top + seen.shape[0], left : left + seen.shape[1]] = seen
    return framed


def prepare(image: Picture, size: int) -> NDArray[np.uint8]:
    """Make the square picture that the network sees, still in bytes.

    Parameters
    ----------
    image : Picture
        RGB, not changed. Of the same pixels come the same bits, whichever kind of picture has them.
    size : int
        Side of the square, px.

    Returns
    -------
    (size, size, 3) uint8 RGB
    """
    if isinstance(image, Image.Image):
        framed = _frame(image)
    else:
        framed = Image.fromarray(np.ascontiguousarray(frame(image)))
    # Whole blocks are averaged first where a photo is over twice as large: a third of the time.
    square = framed.resize((size, size), Image.Resampling.BILINEAR, reducing_gap=_REDUCING_GAP)
    return np.asarray(square)


def _frame(picture: Image.Image) -> Image.Image:
    """Cut and pad as `frame` does, without handing all of the pixels over to NumPy."""
    place = Placement.of(picture)
    rows, columns = place.seen
    inside = columns.start, rows.start, columns.stop, rows.stop
    seen = picture if inside == (0, 0, *picture.size) else picture.crop(inside)
    if seen.size == (place.frame_width, place.frame_height):
        return seen
    colour = tuple(border_colour(picture).tolist())
    framed = Image.new("RGB", (place.frame_width, place.frame_height), colour)
    framed.paste(seen, (max(0, place.left), max(0, place.top)))
    return framed


def scale(batch: NDArray[np.uint8], scaling: Scaling) -> NDArray[np.float32]:
    """Turn bytes into the values a network expects; always a new float32 array.

    Parameters
    ----------
    batch : (..., 3) uint8
    scaling : Scaling

    Returns
    -------
    (..., 3) float32
        In [0, 255], [0, 1], [-1, 1]; about 0 in units of ImageNet's deviation, channel by channel;
        or in bytes about 0, blue first.
    """
    values = batch.astype(np.float32)
    match scaling:
        case Scaling.BYTE:
            return values
        case Scaling.UNIT:
            values /= 255
            return values
        case Scaling.SIGNED:
            values /= 127.5
            values -= 1
            return values
        case Scaling.TORCH:
            values /= 255
            values -= _IMAGENET_MEAN
            values /= _IMAGENET_DEVIATION
            return values
        case Scaling.CAFFE:
            values = np.ascontiguousarray(values[..., ::-1])
            values -= _IMAGENET_BYTES_BGR
            return values
        case _:
            assert_never(scaling)
