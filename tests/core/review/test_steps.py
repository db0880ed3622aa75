"""What is told of a long change: every part once, and never past the whole."""

import pytest

from core.entities import Progress
from core.errors import Cancelled
from core.review.steps import AT_ONCE, Steps


def test_parts_come_in_order_and_each_pass_is_worth_its_own() -> None:
    told: list[Progress] = []
    steps = Steps(100, told.append)
    items = list(range(2 * AT_ONCE))
    assert [one for part in steps.parts(items, 40) for one in part] == items
    assert list(steps.parts([], 20)) == []  # nothing to do is done
    assert list(steps.parts(items[:1], 30)) == [[0]]
    steps.finish()
    assert [(step.done, step.total) for step in told] == [(n, 100) for n in (20, 40, 90, 100)]


def test_who_is_told_can_end_it() -> None:
    def cancel(step: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(Steps(10, cancel).parts([1], 10))


def test_nobody_need_be_told() -> None:
    steps = Steps(1, None)
    assert list(steps.parts([1], 1)) == [[1]]
    steps.finish()
