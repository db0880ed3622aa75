import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Cancelled
from core.imaging.budget import Budget
from core.jobs import CancelToken

PATIENCE_S = 10.0


@given(st.lists(st.integers(1, 15), min_size=1, max_size=12), st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_never_more_is_reserved_than_there_is_and_all_are_served(
    needs: list[int], total: int
) -> None:
    shared, served, most = Budget(total), [], []
    alone = threading.Lock()

    def decode(need: int) -> None:
        with shared.reserve(need):
            most.append(shared.used)
            if need > total:
                assert alone.acquire(blocking=False)  # nobody else is at work
            elif need == total:
                assert not alone.locked()
            time.sleep(0.0005)
            if need > total:
                alone.release()
        served.append(need)

    threads = [threading.Thread(target=decode, args=(need,), daemon=True) for need in needs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert sorted(served) == sorted(needs)
    assert max(most) <= total and shared.used == 0


def test_what_needs_more_than_the_whole_is_decoded_alone() -> None:
    shared, entered = Budget(10), threading.Event()

    def large() -> None:
        with shared.reserve(1000):
            entered.set()

    with shared.reserve(1):
        thread = threading.Thread(target=large, daemon=True)
        thread.start()
        assert not entered.wait(0.1)
    assert entered.wait(PATIENCE_S)
    thread.join(PATIENCE_S)
    assert shared.used == 0


def wait_for(shared: Budget, waiting: int) -> None:
    """Wait until so many wait for room."""
    until = time.monotonic() + PATIENCE_S
    while len(shared._waiting) < waiting and time.monotonic() < until:
        time.sleep(0.001)
    assert len(shared._waiting) == waiting


def test_small_ones_do_not_pass_a_large_one_that_waits() -> None:
    shared, order = Budget(10), []

    def decode(name: str, need: int) -> None:
        with shared.reserve(need):
            order.append(name)

    with shared.reserve(5):
        threads = []
        for name, need in (("large", 8), ("small", 1)):
            threads.append(threading.Thread(target=decode, args=(name, need), daemon=True))
            threads[-1].start()
            wait_for(shared, len(threads))
        assert order == []
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == ["large", "small"]


def test_who_waits_hears_the_token_and_lets_others_go_on() -> None:
    shared, token, heard = Budget(10), CancelToken(), threading.Event()

    def cancelled() -> None:
        with pytest.raises(Cancelled), shared.reserve(8, token):
            pytest.fail("there was no room")
        heard.set()

    with shared.reserve(5):
        threading.Thread(target=cancelled, daemon=True).start()
        time.sleep(0.05)
        token.cancel()
        assert heard.wait(PATIENCE_S)
        with shared.reserve(1):
            assert shared.used == 6
    assert shared.used == 0


def test_what_was_reserved_comes_back_after_an_error() -> None:
    shared = Budget(10)
    with pytest.raises(ValueError, match="broken"), shared.reserve(7):
        raise ValueError("broken")
    assert shared.used == 0


def test_workers_share_what_there_is() -> None:
    shared = Budget(12)
    shared.divide(3)
    with shared.reserve(9):
        assert shared.used == 4
