"""Rows of a list as ranges: a hundred thousand that are selected are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class RowRanges:
    """Rows, each once, in order.

    Parameters
    ----------
    ranges : iterable of range
        Of step 1, none empty, none touching another.
    """

    def __init__(self, ranges: Iterable[range] = ()) -> None:
        self.ranges = sorted(ranges, key=lambda one: one.start)

    @classmethod
    def of(cls, rows: Iterable[int]) -> RowRanges:
        """Gather single rows, given in any order and any number of times."""
        every = sorted(set(rows))
        # Where a range begins; most of 100,000 rows follow the one before.
        begun = [at for at, row in enumerate(every) if not at or row != every[at - 1] + 1]
        ends = [*(at - 1 for at in begun[1:]), len(every) - 1]
        return cls(range(every[at], every[end] + 1) for at, end in zip(begun, ends, strict=False))

    @property
    def last(self) -> int:
        """The last row; raises IndexError where there is none."""
        return self.ranges[-1][-1]

    def __len__(self) -> int:
        return sum(map(len, self.ranges))

    def __contains__(self, row: object) -> bool:
        return any(row in one for one in self.ranges)

    def __iter__(self) -> Iterator[int]:
        for one in self.ranges:
            yield from one
