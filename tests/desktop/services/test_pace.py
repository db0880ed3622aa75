import time

import pytest

from desktop.services import pace
from desktop.services.pace import REST, SOON_MS, Pace


def test_what_is_counted_quickly_is_counted_soon() -> None:
    one = Pace()
    assert one.timed(lambda: 7) == 7
    assert one.wait_ms == SOON_MS


def test_what_takes_long_rests_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([10.0, 12.0, 20.0, 20.1])
    monkeypatch.setattr(pace, "time", type("Clock", (), {"monotonic": lambda: next(now)}))
    one = Pace()
    with pytest.raises(ZeroDivisionError):
        one.timed(lambda: 1 / 0)
    assert one.wait_ms == 2000 * REST
    one.timed(time.monotonic)
    assert one.wait_ms == SOON_MS
