"""What a network's first layers make of a photo's parts, worked out once and then looked up.

Each place of the map that they answer looks at a small square of the picture. Which of the few
superpixels in that square are on decides what the map holds there, whatever the rest of the sample
shows. So the first layers run on the few pictures that show every square all its patterns; behind
that a sample's map is put together from what they answered, and only the other layers run. As
numbers are whole there, the logits are those of the masked picture, to the last bit.

Layers that come next are spared as well (`middle_table`).

With the network that ships both are half of the work. The squares of a photo have some 4,000
patterns and those of the layers behind 12,000, where 1,000 samples have 784,000 squares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

import numpy as np
from numpy.typing import NDArray

from core.explain.answers import Answers, as_places
from core.explain.covering import covering_rows
from core.explain.designs import Rows
from core.explain.middle_table import MiddleTable
from core.explain.mosaic import Mosaic
from core.explain.patterns import Numbers, Patterns, how_many
from core.explain.perturbation import MaskedPictures
from core.explain.sightings import LARGEST_SHARE
from core.explain.windows import windows_of
from core.inference.stem import Answering, Stem

if TYPE_CHECKING:
    from core.jobs import CancelToken

MOST_BYTES: Final = 2**27
"""Of what the first layers may answer beforehand, with the numbers of the patterns."""
NUMBER_BYTES: Final = 8
MOST_SWITCHES: Final = 2**19
"""Places times superpixels: putting a map together then takes a fifth of a millisecond, and what is
noted of each 10 MB."""


class StemTable:
    """What the first layers answer for every pattern of every place.

    Parameters
    ----------
    stem : Stem
    patterns : Patterns
    answers : Answers
        For each of them.
    samples : int
        That are to be asked for, about.
    """

    def __init__(self, stem: Stem, patterns: Patterns, answers: Answers, samples: int) -> None:
        self._stem = stem
        self._patterns = patterns
        self._answers = answers
        self._behind = None
        if stem.middle is not None:
            self._behind = MiddleTable.of(stem.middle, patterns, answers, samples)

    @classmethod
    def of(
        cls,
        stem: Stem,
        masked: MaskedPictures,
        samples: int,
        token: CancelToken | None = None,
    ) -> Self | None:
        """Work out what the first layers make of a photo's parts.

        Parameters
        ----------
        stem : Stem
        masked : MaskedPictures
        samples : int
            That are to be asked for, about.
        token : CancelToken, optional
            Looked at before each few pictures, then and later.

        Returns
        -------
        StemTable or None
            None where some place sees so many superpixels that it would not pay, or a map has so
            many places.

        Raises
        ------
        Cancelled
        """
        if stem.field.places**2 * masked.count > MOST_SWITCHES:
            return None
        windows = windows_of(masked.differing, masked.count, stem.field)
        mosaic = Mosaic(stem.field, len(masked.differing))
        crowded = _crowded(windows, mosaic)
        each = stem.field.places**2 * (stem.channels + NUMBER_BYTES)
        pictures = min(samples * LARGEST_SHARE, MOST_BYTES / each)
        most = pictures - how_many(windows[crowded]) / mosaic.squares
        rows = covering_rows(windows[~crowded], int(most)) if most >= 1 else None
        if rows is None:
            return None
        patterns = Patterns(windows)
        numbers = patterns.of(crowded)
        answers = Answers(stem.channels, room=patterns.count, token=token)
        maps = _maps(stem, masked, rows, mosaic, patterns, numbers, token)
        answers.keep(patterns.seen(rows), maps[: len(rows), :, None])
        answers.keep(numbers, maps[len(rows) :][mosaic.places(len(numbers))][:, None])
        return cls(stem, patterns, answers, samples)

    def begin(self, rows: Rows) -> Answering:
        """Begin to answer the masked pictures of (m, n_superpixels) bool rows: what they show.

        What has not been seen before is worked out at once; the layers behind run meanwhile, and
        while others are begun.

        Returns
        -------
        Answering
            Of (m, n_classes).
        """
        begun = None if self._behind is None else self._behind.begin(rows)
        if begun is not None:
            return begun

        def write(part: slice, maps: NDArray[np.int8]) -> None:
            self._answers.look_up(self._patterns.seen(rows[part]), maps)

        return self._stem.finish(len(rows), write)


def _crowded(windows: NDArray[np.bool_], mosaic: Mosaic) -> NDArray[np.bool_]:
    """Tell for which places squares are cheaper than whole pictures, (places * places,) bool."""
    sizes, fits = windows.sum(axis=1), mosaic.fitting()
    least = int(sizes[~fits].max(initial=0))
    limits = range(least, max(least, int(sizes.max())) + 1)

    def pictures(limit: int) -> float:
        return 2.0**limit + how_many(windows[sizes > limit]) / mosaic.squares

    crowded: NDArray[np.bool_] = sizes > min(limits, key=pictures)
    return crowded


def _maps(
    stem: Stem,
    masked: MaskedPictures,
    rows: Rows,
    mosaic: Mosaic,
    patterns: Patterns,
    numbers: Numbers,
    token: CancelToken | None,
) -> NDArray[np.void]:
    """Run the first layers on masked pictures, and behind them on squares of others.

    Returns
    -------
    (r + pictures, places * places) void
    """
    whole, each = len(rows), mosaic.squares

    def write(part: slice, place: NDArray[np.uint8]) -> None:
        if token is not None:
            token.check()
        shown = rows[part]
        masked.write(shown, place)
        first, end = (max(k - whole, 0) * each for k in (part.start, part.stop))
        if end:
            mosaic.write(masked, patterns, numbers[first:end], place[len(shown) :])

    return as_places(stem.run(whole - (-len(numbers) // each), write))
