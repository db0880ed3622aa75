"""Perturbations: which superpixels are on or off in a sample, and the masked pictures of it.

`Perturbations` draws the on/off rows, `MaskedPictures` writes their pictures by table look-up
straight into the engine's input, so that memory does not grow with the number of samples.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageFilter

from core.entities import Pixels
from core.explain import designs
from core.explain.designs import Rows
from core.explain.segmentation import Segmentation
from core.imaging.framing import Placement, border_colour
from core.imaging.preprocessing import prepare
from core.vocabulary import Fill, Sampling

SMALLEST_ORDER: Final = 64
"""Rows of the smallest Hadamard block; its complements make it 128 samples."""

LIME_CHUNK: Final = 256
"""Rows drawn at once from lime's generator."""

BLUR_SHARE: Final = 1 / 12
"""Radius of the blur fill, of the network's side."""

LIME_SEED_RANGE: Final = 1000
"""Range of the segmentation seed that lime draws before its samples."""


def draw(sampling: Sampling, superpixels: int, samples: int, seed: int) -> Iterator[Rows]:
    """Draw perturbations in chunks; the first row of all is all on.

    Parameters
    ----------
    sampling : Sampling
        INDEPENDENT draws the very rows of `lime.lime_image` 0.2.0.1 with `random_state=seed`.
        BALANCED draws scrambled Hadamard rows, each followed by its complement.
        NESTED draws `designs.blocks`, and as BALANCED where there are too many superpixels.
    superpixels : int
        Row length, at least 1.
    samples : int
        Rows in total, the first one included; at least 1.
    seed : int
        In [0, 2**32).

    Yields
    ------
    (k, superpixels) bool
        True where a superpixel is on; lengths add up to `samples`.
    """
    left = samples
    for chunk in _DRAWERS[sampling](superpixels, samples, seed):
        yield chunk[:left]
        left -= len(chunk[:left])
        if left <= 0:
            return


def _independent(superpixels: int, samples: int, seed: int) -> Iterator[Rows]:
    # The legacy generator and the first draw, thrown away, are lime's own: it takes a seed for
    # the segmentation from the same generator before it draws its samples.
    random = np.random.RandomState(seed)
    random.randint(0, high=LIME_SEED_RANGE)
    for start in range(0, samples, LIME_CHUNK):
        size = (min(LIME_CHUNK, samples - start), superpixels)
        chunk = random.randint(0, 2, size).astype(bool)
        if start == 0:
            chunk[0] = True
        yield chunk


def _balanced(superpixels: int, samples: int, seed: int) -> Iterator[Rows]:
    """Scrambled Sylvester-Hadamard blocks.

    Any two superpixels are on together in exactly a quarter of a block with its complements:
    the least variance that a linear fit can have. Random columns, signs and row order per block
    keep interactions from falling on the same superpixels each time.
    """
    random = np.random.default_rng(seed)
    order = max(SMALLEST_ORDER, 1 << int(superpixels).bit_length())
    yield np.ones((1, superpixels), dtype=bool)
    while True:
        # Column 0 is constant and would tie its superpixel to the complement.
        columns = random.permutation(order - 1)[:superpixels] + 1
        signs = random.integers(0, 2, superpixels, dtype=np.uint8)
        rows = random.permutation(order)
        for start in range(0, order, SMALLEST_ORDER):
            part = rows[start : start + SMALLEST_ORDER]
            parity = np.bitwise_count(part[:, None] & columns) & 1
            on = (parity ^ signs).astype(bool)
            yield np.stack([on, ~on], axis=1).reshape(-1, superpixels)


def _nested(superpixels: int, samples: int, seed: int) -> Iterator[Rows]:
    if superpixels > designs.MOST_COLUMNS:
        yield from _balanced(superpixels, samples, seed)
        return
    yield np.ones((1, superpixels), dtype=bool)
    yield from designs.blocks(superpixels, seed)


_DRAWERS: Final[Mapping[Sampling, Callable[[int, int, int], Iterator[Rows]]]] = {
    Sampling.NESTED: _nested,
    Sampling.BALANCED: _balanced,
    Sampling.INDEPENDENT: _independent,
}


def filled(
    pixels: Pixels, segments: NDArray[np.int32], fill: Fill, colour: str = "#000000"
) -> Pixels:
    """Paint the picture that shows where superpixels are off.

    Parameters
    ----------
    pixels : (H, W, 3) uint8
    segments : (H, W) int32
    fill : Fill
        AUTO is the background's colour, until `core.explain.fills` chose otherwise.
    colour : str
        "#rrggbb", for `Fill.COLOUR`.

    Returns
    -------
    (H, W, 3) uint8
    """
    match fill:
        case Fill.COLOUR:
            return np.full_like(pixels, ImageColor.getrgb(colour))
        case Fill.MEAN:
            return _means(pixels, segments)
        case Fill.BLUR:
            blur = ImageFilter.GaussianBlur(max(pixels.shape[:2]) * BLUR_SHARE)
            return np.asarray(Image.fromarray(pixels).filter(blur))
        case Fill.BACKGROUND | Fill.AUTO:
            return np.broadcast_to(border_colour(pixels), pixels.shape).copy()
        case _:
            assert_never(fill)


def _means(pixels: Pixels, segments: NDArray[np.int32]) -> Pixels:
    flat = segments.ravel()
    counts = np.maximum(np.bincount(flat), 1)
    sums = [np.bincount(flat, weights=pixels[..., channel].ravel()) for channel in range(3)]
    # Cut off, not rounded: lime assigns the means to a picture of bytes.
    means = np.stack(sums, axis=1) / counts[:, None]
    colours: Pixels = means.astype(np.uint8)[segments]
    return colours


class MaskedPictures:
    """Masked pictures of one photo on the network's grid.

    Parameters
    ----------
    pixels : (H, W, 3) uint8
        The photo as it was cut.
    segmentation : Segmentation
    fill : Fill
    size : int
        Side of the network's input, px.
    colour : str
        "#rrggbb", for `Fill.COLOUR`.

    Attributes
    ----------
    count : int
        Superpixels.
    """

    def __init__(
        self,
        pixels: Pixels,
        segmentation: Segmentation,
        fill: Fill,
        size: int,
        colour: str = "#000000",
    ) -> None:
        place = Placement.of(pixels)
        self.count = count = segmentation.count
        # Padding belongs to no superpixel: it has an id of its own, which is never off.
        grid = place.to_grid(segmentation.labels.astype(np.intp), size, outside=count)
        picture = prepare(pixels, size)
        self._lookup = np.ascontiguousarray(grid).ravel()
        hidden = filled(picture, grid.astype(np.int32), fill, colour)
        self._shown, self._hidden = (
            _as_pixels(np.ascontiguousarray(one)[None])[0] for one in (picture, hidden)
        )

    @property
    def differing(self) -> NDArray[np.intp]:
        """Superpixels whose switch changes a pixel, (size, size); `count` where none does."""
        size = math.isqrt(len(self._lookup))
        changed = np.where(self._shown == self._hidden, self.count, self._lookup)
        return changed.reshape(size, size)

    def write(self, rows: Rows, buffer: NDArray[np.uint8]) -> None:
        """Write one masked picture per row into the first places of an engine's buffer.

        Several threads may do so at once, each into a buffer of its own.

        Parameters
        ----------
        rows : (k, n_superpixels) bool
        buffer : (>= k, size, size, 3) uint8, contiguous
            Changed in place.
        """
        places = _as_pixels(buffer)
        on = np.ones(rows.shape[1] + 1, dtype=bool)
        mask = np.empty(len(self._lookup), dtype=bool)
        for row, place in zip(rows, places, strict=False):
            on[:-1] = row
            np.take(on, self._lookup, out=mask, mode="clip")
            place[:] = self._hidden
            np.copyto(place, self._shown, where=mask)

    def squares(
        self, rows: Rows, top: NDArray[np.intp], left: NDArray[np.intp], side: int
    ) -> Pixels:
        """Give a square of each of some masked pictures.

        Parameters
        ----------
        rows : (k, n_superpixels) bool
        top, left : (k,) intp
            The square's first pixel; what lies beyond the picture repeats its edge.
        side : int
            px.

        Returns
        -------
        (k, side, side, 3) uint8
        """
        size = math.isqrt(len(self._lookup))
        down, along = (np.clip(one[:, None] + np.arange(side), 0, size - 1) for one in (top, left))
        pixels = (down[:, :, None] * size + along[:, None, :]).reshape(len(rows), -1)
        on = np.ones((len(rows), self.count + 1), dtype=bool)
        on[:, :-1] = rows
        mask = np.take_along_axis(on, self._lookup[pixels], axis=1)
        shown = np.where(mask, self._shown[pixels], self._hidden[pixels])
        squares: Pixels = shown.view(np.uint8).reshape(len(rows), side, side, 3)
        return squares


def _as_pixels(pictures: Pixels) -> NDArray[np.void]:
    """View (N, H, W, 3) as (N, H*W) whole pixels, so that a mask moves three values at once."""
    viewed: NDArray[np.void] = pictures.view(np.dtype((np.void, 3)))
    return viewed.reshape(len(pictures), -1)
