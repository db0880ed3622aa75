"""How fast an engine answers."""

import time
from typing import Final

import numpy as np

from core.inference.engine import Engine, copying

ROUNDS: Final = 7
"""Batches timed; their median counts, other work on the machine disturbs the rest."""


def seconds_per_thousand(engine: Engine) -> float:
    """Time an engine on full batches of noise, seconds per 1,000 pictures."""
    shape = (engine.batch_size, engine.size, engine.size, 3)
    noise = copying(np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8))
    engine.run_written(engine.batch_size, noise)
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        engine.run_written(engine.batch_size, noise)
        seconds.append(time.perf_counter() - began)
    return float(np.median(seconds)) * 1000 / engine.batch_size
