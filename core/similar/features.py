"""A network's features of a photo, made short enough to compare thousands of photos at once."""

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels
from core.errors import EngineError
from core.inference.engine import Engine

Vectors = NDArray[np.float32]
"""(N, w): one unit vector a photo; the dot product of two is their similarity."""

MOST_WIDE: Final = 256
"""Numbers a photo. Of 2,000 unseen photos, the ten nearest are of the same class as often as with
all 1,280 features (81.0 against 81.1 %), in a fifth of the memory; see docs/similar.md."""

LACKING: Final = "this model gives no features, only answers; similar photos need features"


def describe(engine: Engine, pictures: Pixels) -> Vectors:
    """Give the vectors of (N, size, size, 3) uint8 pictures that `preprocessing.prepare` made.

    Raises
    ------
    EngineError
        The network gives no features, or nonsense.
    """
    maps = engine.run(pictures).features
    if maps is None:
        raise EngineError(LACKING)
    return shorten(maps)


def shorten(maps: NDArray[np.float32]) -> Vectors:
    """Pool (N, h, w, f) feature maps, and project what is wider than `MOST_WIDE` at random.

    Angles between vectors survive a random projection of signs, those between near ones best.

    References
    ----------
    Achlioptas, Database-friendly random projections, JCSS 66 (2003),
    DOI 10.1016/S0022-0000(03)00025-4.
    """
    pooled = maps.mean(axis=(1, 2), dtype=np.float32)
    width = pooled.shape[1]
    return unit(pooled if width <= MOST_WIDE else pooled @ _signs(width))


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Bring vectors (N, w) to length 1; one of no length, or no finite one, is nought."""
    wide = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    some = np.isfinite(lengths) & (lengths > 0)
    made: Vectors = np.divide(wide, lengths, out=np.zeros_like(wide), where=some)
    return made


@lru_cache(maxsize=2)
def _signs(width: int) -> Vectors:
    """Give (width, `MOST_WIDE`) signs, the same for ever: kept vectors were made with them.

    From a hash, because no library promises the same random numbers in its next version.
    """
    octets = hashlib.shake_256(b"similar photos").digest(width * MOST_WIDE // 8)
    bits = np.unpackbits(np.frombuffer(octets, dtype=np.uint8)).reshape(width, MOST_WIDE)
    return bits.astype(np.float32) * 2 - 1
