"""Painting a photo with some of its superpixels off, as the network sees it, for the window."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.entities import Pixels
from core.explain.labels import rim_of_frame, seen_part, upscale
from core.explain.perturbation import filled
from core.vocabulary import Fill

OFF_LINE: Final = (128, 128, 128)
MARK_LINE: Final = (230, 110, 10)
"""Outlines of what is off, and of the superpixel that is marked."""
MARK_SHARE: Final = 1 / 256
"""Half the width of the mark's outline, of the longer side."""


class SwitchedPainter:
    """Paints one photo again and again; what is dear is done once.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        The photo at any size.
    segments : (h, w) int32
        Superpixel ids 0..n-1, covering the same photo; UNSEEN outside the network's frame.
    fill : Fill
    colour : str
        "#rrggbb", for `Fill.COLOUR`.
    side : int
        Longer side of the pictures painted, px.
    """

    def __init__(
        self,
        pixels: Pixels,
        segments: NDArray[np.int32],
        fill: Fill,
        colour: str = "#000000",
        *,
        side: int = 1024,
    ) -> None:
        height, width = pixels.shape[:2]
        factor = side / max(height, width)
        size = max(1, round(width * factor)), max(1, round(height * factor))
        photo = Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
        self._on: Pixels = np.asarray(photo)
        self._segments = upscale(segments, size[1], size[0])
        seen = seen_part(self._segments)
        self._off = self._on.copy()
        self._off[seen] = filled(self._on[seen], self._segments[seen], fill, colour)
        self._edges = _edges(self._segments)
        self._frame = rim_of_frame(self._segments)
        self._line = max(1, round(max(size) * MARK_SHARE))

    def paint(self, switches: NDArray[np.bool_], marked: int | None = None) -> Pixels:
        """Paint the photo with these superpixels.

        Parameters
        ----------
        switches : (n_superpixels,) bool
            True where a superpixel is on.
        marked : int, optional
            The superpixel to outline.

        Returns
        -------
        (H, W, 3) uint8 RGB
        """
        on = np.append(switches, True)[self._segments]
        painted = np.where(on[..., None], self._on, self._off)
        painted[(self._edges & ~on) | self._frame] = OFF_LINE
        if marked is not None:
            painted[self._outline(marked)] = MARK_LINE
        return painted

    def _outline(self, superpixel: int) -> NDArray[np.bool_]:
        from scipy.ndimage import binary_dilation, binary_erosion

        inside = self._segments == superpixel
        rim: NDArray[np.bool_] = binary_dilation(inside, iterations=self._line)
        rim &= ~binary_erosion(inside, iterations=self._line)
        return rim


def _edges(segments: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Pixels that have another superpixel to the right of or below them."""
    edges = np.zeros(segments.shape, dtype=bool)
    edges[:-1] |= segments[:-1] != segments[1:]
    edges[:, :-1] |= segments[:, :-1] != segments[:, 1:]
    return edges
