from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.row_ranges import RowRanges


@given(st.lists(st.integers(0, 20)))
def test_ranges_are_as_few_as_can_be_and_hold_every_row(rows: list[int]) -> None:
    found = RowRanges.of(rows)
    assert list(found) == sorted(set(rows))
    assert len(found) == len(set(rows))
    assert all(row in found for row in rows)
    assert all((row in found) == (row in rows) for row in range(-1, 22))
    assert all(one.stop < two.start for one, two in pairwise(found.ranges))
    if rows:
        assert found.last == max(rows)


def test_ranges_come_in_order() -> None:
    assert list(RowRanges([range(5, 7), range(1, 2)])) == [1, 5, 6]
    assert not RowRanges()
