"""How fast an engine answers."""

import time
from typing import Final

import numpy as np

from core.inference.engine import Engine

ROUNDS: Final = 7
"""Batches timed; their median counts, other work on the machine disturbs the rest."""


def seconds_per_thousand(engine: Engine) -> float:
    """Time an engine on full batches of noise, seconds per 1,000 pictures."""
    buffer = engine.input_buffer()
    buffer[:] = np.random.default_rng(0).integers(0, 256, buffer.shape, dtype=np.uint8)
    engine.run_buffer(len(buffer))
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        engine.run_buffer(len(buffer))
        seconds.append(time.perf_counter() - began)
    return float(np.median(seconds)) * 1000 / len(buffer)
