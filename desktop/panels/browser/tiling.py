"""Where equal tiles lie, in rows, and in groups under headings: the arithmetic, without Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Tiling:
    """Where tiles lie.

    Attributes
    ----------
    count : int
        Tiles in all.
    across : int
        Tiles side by side; for a filmstrip all of them.
    width, height : int
        Of a tile, px.
    starts : tuple of int
        The first tile of each group, ascending from 0; a group begins a row.
    head : int
        Height of a group's heading, px.
    """

    count: int
    across: int
    width: int
    height: int
    starts: tuple[int, ...] = (0,)
    head: int = 0

    @cached_property
    def tops(self) -> list[int]:
        """Top of each group's heading, and last the end of all, px."""
        tops = [0]
        for group in range(len(self.starts)):
            tops.append(tops[-1] + self.head + self._rows(group) * self.height)
        return tops

    @property
    def extent(self) -> int:
        """Height of it all, px."""
        return self.tops[-1] if self.count else 0

    def corner(self, place: int) -> tuple[int, int]:
        """Left and top of a tile, px."""
        group = self.group_of(place)
        row, column = divmod(place - self.starts[group], self.across)
        return column * self.width, self.tops[group] + self.head + row * self.height

    def group_of(self, place: int) -> int:
        """Give the group of a tile."""
        return max(0, bisect_right(self.starts, place) - 1)

    def at(self, x: int, y: int) -> int | None:
        """Give the tile at a point, None beside them all."""
        if not 0 <= y < self.extent:
            return None
        group = self._group_at(y)
        column, below = x // self.width, y - self.tops[group] - self.head
        place = self.starts[group] + below // self.height * self.across + column
        inside = 0 <= column < self.across and below >= 0 and place < self._end(group)
        return place if inside else None

    def within(self, left: int, top: int, width: int, height: int) -> list[int]:
        """Give the tiles that a rectangle touches, in order."""
        first, last = max(0, left // self.width), (left + width - 1) // self.width
        columns = range(first, min(last + 1, self.across))
        return [
            place
            for group in self.groups_within(top, height)
            for row in self._rows_within(group, top, height)
            for column in columns
            if (place := self.starts[group] + row * self.across + column) < self._end(group)
        ]

    def groups_within(self, top: int, height: int) -> range:
        """Give the groups that a stretch touches, headings included."""
        if not self.count or height <= 0 or top + height <= 0 or top >= self.extent:
            return range(0)
        last = self._group_at(min(top + height, self.extent) - 1)
        return range(self._group_at(max(top, 0)), last + 1)

    def below(self, place: int) -> int:
        """Give the tile under another one, the last where the row below is shorter.

        Itself where there is no row below.
        """
        group = self.group_of(place)
        row, column = divmod(place - self.starts[group], self.across)
        if row + 1 < self._rows(group):
            return min(place + self.across, self._end(group) - 1)
        if group + 1 >= len(self.starts):
            return place
        start = self.starts[group + 1]
        return min(start + column, self._end(group + 1) - 1)

    def above(self, place: int) -> int:
        """Give the tile over another one; itself where there is no row above."""
        group = self.group_of(place)
        column = (place - self.starts[group]) % self.across
        if place - self.across >= self.starts[group]:
            return place - self.across
        if group == 0:
            return place
        start, end = self.starts[group - 1], self.starts[group]
        last_row = start + (end - start - 1) // self.across * self.across
        return min(last_row + column, end - 1)

    def _rows_within(self, group: int, top: int, height: int) -> Iterator[int]:
        begin = self.tops[group] + self.head
        first = max(0, (top - begin) // self.height)
        last = (top + height - 1 - begin) // self.height
        yield from range(first, min(last + 1, self._rows(group)))

    def _group_at(self, y: int) -> int:
        return min(bisect_right(self.tops, y), len(self.starts)) - 1

    def _end(self, group: int) -> int:
        return self.starts[group + 1] if group + 1 < len(self.starts) else self.count

    def _rows(self, group: int) -> int:
        return -(-(self._end(group) - self.starts[group]) // self.across)
