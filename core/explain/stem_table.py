"""What a network's first layers make of a photo's parts, worked out once and then looked up.

Each place of the map that they answer looks at a small square of the picture. Which of the few
superpixels in that square are on decides what the map holds there, whatever the rest of the sample
shows. So the first layers run on the few pictures that show every square all its patterns; behind
that a sample's map is put together from what they answered, and only the other layers run. As
numbers are whole there, the logits are those of the masked picture, to the last bit.

With the network that ships the first layers are two fifths of the work; a photo's squares have some
4,000 patterns in all, where 1,000 samples have 784,000 squares.
"""

from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core.explain.covering import covering_rows
from core.explain.designs import Rows
from core.explain.perturbation import MaskedPictures
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Stem

LARGEST_SHARE: Final = 1 / 2
"""Pictures that the first layers may be run on, as a share of the samples: more would not pay."""


class StemTable:
    """The first layers' answers for every pattern of every place.

    Parameters
    ----------
    stem : Stem
    windows : (places * places, n_superpixels) bool
        Which superpixels make a difference to what a place looks at.
    rows : (r, n_superpixels) bool
        In which each place's window shows all its patterns.
    maps : (r, places, places, channels) int8
        What the first layers answered for them.
    """

    def __init__(
        self, stem: Stem, windows: NDArray[np.bool_], rows: Rows, maps: NDArray[np.int8]
    ) -> None:
        self._stem = stem
        sizes = windows.sum(axis=1)
        ends = np.cumsum(2**sizes)
        self._first = ends - 2**sizes
        # A superpixel's place among those of its window is a bit of the pattern's number. Floats,
        # since they are multiplied far faster; these are whole and small enough to be exact.
        self._bits = np.where(windows, 2.0 ** (windows.cumsum(axis=1) - 1), 0).T.astype(np.float32)
        self._table = np.empty(int(ends[-1]), np.dtype((np.void, stem.channels)))
        self._table[self._entries(rows)] = _as_places(maps)

    @classmethod
    def of(cls, stem: Stem, masked: MaskedPictures, samples: int) -> Self | None:
        """Run the first layers on a photo's parts.

        Parameters
        ----------
        stem : Stem
        masked : MaskedPictures
        samples : int
            That are to be asked for.

        Returns
        -------
        StemTable or None
            None where some place sees so many superpixels that it would not pay.
        """
        windows = _windows(masked.differing, masked.count, stem.field)
        rows = covering_rows(windows, int(samples * LARGEST_SHARE))
        if rows is None:
            return None
        maps = stem.run(len(rows), lambda part, place: masked.write(rows[part], place))
        return cls(stem, windows, rows, maps)

    def logits(self, rows: Rows) -> NDArray[np.float32]:
        """Give the logits (m, n_classes) of the masked pictures of (m, n_superpixels) bool rows."""

        def write(part: slice, place: NDArray[np.int8]) -> None:
            entries = self._entries(rows[part])
            np.take(self._table, entries, out=_as_places(place)[: len(entries)], mode="clip")

        return self._stem.finish(len(rows), write)

    def _entries(self, rows: Rows) -> NDArray[np.intp]:
        """Give each place's pattern in each row, as an index into the table."""
        entries: NDArray[np.intp] = (rows.astype(np.float32) @ self._bits).astype(np.intp)
        entries += self._first
        return entries


def _as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, places, places, channels) as (N, places * places) whole places."""
    viewed: NDArray[np.void] = maps.view(np.dtype((np.void, maps.shape[-1])))
    return viewed.reshape(len(maps), -1)


def _windows(differing: NDArray[np.intp], count: int, field: ReceptiveField) -> NDArray[np.bool_]:
    """Tell which superpixels each place looks at.

    Parameters
    ----------
    differing : (size, size) intp
        As `MaskedPictures.differing`.
    count : int
        Superpixels.
    field : ReceptiveField

    Returns
    -------
    (places * places, count) bool
    """
    seen = np.zeros((field.places, field.places, count + 1), dtype=bool)
    down, along = np.ogrid[: field.places, : field.places]
    pixels = [field.pixels(offset, len(differing)) for offset in range(field.width)]
    for y in pixels:
        for x in pixels:
            seen[down, along, differing[y[:, None], x]] = True
    return seen[..., :count].reshape(-1, count)
