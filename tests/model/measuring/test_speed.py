import numpy as np
import pytest
from numpy.typing import NDArray

from model.measuring import speed
from model.measuring.speed import ROUNDS, seconds_per_thousand


class Steady:
    """An engine that takes two seconds a batch, the first and one later batch far longer."""

    def __init__(self, clock: list[float]) -> None:
        self._clock, self.runs = clock, 0
        self._buffer = np.zeros((20, 8, 8, 3), np.uint8)

    def input_buffer(self) -> NDArray[np.uint8]:
        return self._buffer

    def run_buffer(self, count: int) -> None:
        assert count == len(self._buffer)
        self._clock[0] += 60 if self.runs in (0, 3) else 2
        self.runs += 1


def test_the_median_of_full_batches_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(speed.time, "perf_counter", lambda: clock[0])
    engine = Steady(clock)
    assert seconds_per_thousand(engine) == 100  # type: ignore[arg-type]
    assert engine.runs == ROUNDS + 1
    assert np.ptp(engine.input_buffer()) > 200
