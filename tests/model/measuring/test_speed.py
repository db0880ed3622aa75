import numpy as np
import pytest

from core.inference.engine import Writer
from model.measuring import speed
from model.measuring.speed import ROUNDS, seconds_per_thousand


class Steady:
    """An engine that takes two seconds a batch, the first and one later batch far longer."""

    size, batch_size = 8, 20

    def __init__(self, clock: list[float]) -> None:
        self._clock, self.runs = clock, 0
        self.seen = np.zeros((20, 8, 8, 3), np.uint8)

    def run_written(self, count: int, write: Writer) -> None:
        assert count == self.batch_size
        write(slice(0, count), self.seen)
        self._clock[0] += 60 if self.runs in (0, 3) else 2
        self.runs += 1


def test_the_median_of_full_batches_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(speed.time, "perf_counter", lambda: clock[0])
    engine = Steady(clock)
    assert seconds_per_thousand(engine) == 100  # type: ignore[arg-type]
    assert engine.runs == ROUNDS + 1
    assert np.ptp(engine.seen) > 200
