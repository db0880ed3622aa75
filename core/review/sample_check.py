"""Looking at a random sample of what the program accepted by itself: how much of it is wrong.

The interval is Wilson's, which holds for few errors in few photos as well: Probable Inference, the
Law of Succession, and Statistical Inference, JASA 22, 1927, doi:10.1080/01621459.1927.10502953.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.review.store import Review
from core.vocabulary import Verdict

_Z: Final = 1.959964
"""Of a normal distribution, 95 % lie so many standard deviations around its mean."""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """What a sample says of all that it was drawn from."""

    wrong: int
    checked: int

    @property
    def share(self) -> float:
        """Of the checked, in [0, 1]; 0 where nothing was checked."""
        return self.wrong / self.checked if self.checked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all lies, with 95 % confidence; (0, 1) where nothing was checked."""
        if not self.checked:
            return 0.0, 1.0
        n, share = self.checked, self.share
        middle = share + _Z**2 / (2 * n)
        reach = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        low, high = ((middle + way * reach) / (1 + _Z**2 / n) for way in (-1, 1))
        # Rounding must not deny what was seen.
        return max(0.0, min(low, share)), min(1.0, max(high, share))


def unchecked(review: Review) -> list[int]:
    """Give what stands accepted by the program, products by their leads, and nobody has checked."""
    rows = review.database.rows(
        "SELECT id FROM photos WHERE missing = 0 AND behind = 0 AND verdict = ? AND automatic = 1"
        " ORDER BY id",
        (Verdict.ACCEPTED.rank,),
    )
    return [row[0] for row in rows]


def draw(review: Review, size: int, seed: int | None = None) -> list[int]:
    """Draw some of what is `unchecked` at random, all of it where there are no more."""
    photos = unchecked(review)
    chance = np.random.default_rng(seed)
    drawn: list[int] = chance.permutation(np.array(photos, dtype=np.int64))[:size].tolist()
    return drawn


def settle(review: Review, sample: Collection[int], wrong: Collection[int]) -> ErrorRate:
    """Keep what looking at a sample has shown, as one step to undo.

    What is right counts as accepted by hand from here on; what is wrong is to do again.

    Raises
    ------
    ReviewError
        The file cannot be written; then nothing is changed.
    """
    right = [photo for photo in sample if photo not in set(wrong)]
    return ErrorRate(*review.decisions.check(right, list(wrong)))
