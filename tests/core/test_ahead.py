import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ahead import in_order
from core.jobs import CancelToken

THREAD = "counted"


def running() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith(THREAD)]


@given(st.lists(st.integers()), st.integers(1, 4), st.integers(1, 9))
def test_answers_come_in_order_and_little_is_taken_before(
    items: list[int], threads: int, ahead: int
) -> None:
    taken: list[int] = []

    def source() -> Iterator[int]:
        for item in items:
            taken.append(item)
            yield item

    token, answers = CancelToken(), []
    for answer in in_order(source(), str, threads=threads, ahead=ahead, token=token, name=THREAD):
        answers.append(answer)
        assert len(taken) <= len(answers) + ahead
    assert answers == [str(item) for item in items]
    assert token.cancelled
    assert not running()


def test_what_fails_is_raised_in_its_turn() -> None:
    found = in_order(
        [1, 0, 2], lambda item: 1 // item, threads=2, ahead=2, token=CancelToken(), name=THREAD
    )
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert not running()


def test_who_asks_no_more_cancels_what_is_in_hand() -> None:
    token, begun = CancelToken(), threading.Event()

    def work(item: int) -> int:
        if item:
            begun.set()
            while not token.cancelled:
                time.sleep(0.01)
        return item

    found = in_order([0, 1, 2, 3], work, threads=1, ahead=2, token=token, name=THREAD)
    assert next(found) == 0
    assert begun.wait(30)
    found.close()
    assert not running()
