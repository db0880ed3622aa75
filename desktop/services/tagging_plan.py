"""Which photos still want a tag, and in which order."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desktop.ui.path_table import NONE, PathList, PathTable

LOOKED_AT: Final = 2000
"""Photos that are passed over at most within a frame because they have their outcome."""
_UNKNOWN, _WANTED, _DONE = range(3)
"""How a photo stands in the plan."""


class TaggingPlan:
    """Which photos still want a tag; each is handed out once. Five bytes a photo."""

    def __init__(self) -> None:
        self._table: PathTable | None = None
        self._order = array("i")  # all that want or wanted a tag
        self._next = 0  # behind what was handed out
        self._states = bytearray()  # of the paths of the table
        self._done = 0
        self._again: deque[Path] = deque()

    @property
    def total(self) -> int:
        """Photos that are or were to be tagged."""
        return len(self._order)

    @property
    def done(self) -> int:
        """Photos that have an outcome."""
        return self._done

    @property
    def finished(self) -> bool:
        """Whether every photo has its outcome."""
        return self.done >= self.total

    def add(self, paths: Iterable[Path]) -> None:
        """Want tags for these; those known are passed over."""
        wanted = PathList.of(paths, self._table)
        self._table = wanted.table
        self._states.extend(bytes(len(self._table) - len(self._states)))
        for number in wanted.numbers:
            if self._states[number] == _UNKNOWN:
                self._states[number] = _WANTED
                self._order.append(number)

    @property
    def exhausted(self) -> bool:
        """Whether every photo was handed out or passed over."""
        return self._next >= len(self._order)

    def repeat(self, paths: Iterable[Path]) -> None:
        """Want tags for these once more; the numbers stay."""
        self._again.extend(path for path in paths if self._state(path) != _UNKNOWN)

    def take_again(self, count: int) -> list[Path]:
        """Hand out what is to be tagged once more."""
        return [self._again.popleft() for _ in range(min(count, len(self._again)))]

    def take(self, count: int) -> list[Path]:
        """Hand out the next photos without an outcome, of the next `LOOKED_AT` photos."""
        taken: list[Path] = []
        for number in self._order[self._next : self._next + LOOKED_AT]:
            self._next += 1
            if self._states[number] != _DONE and self._table is not None:
                taken.append(self._table.path(number))
            if len(taken) == count:
                break
        return taken

    def note(self, paths: Iterable[Path]) -> list[Path]:
        """These have their outcome, by whatever way; gives those that had none before."""
        new = []
        for path in paths:
            number = self._number(path)
            if self._state_of(number) == _WANTED:
                self._states[number] = _DONE
                self._done += 1
                new.append(path)
        return new

    def begin_again(self) -> None:
        """Want tags for all of them once more, in the same order."""
        self._states = self._states.replace(bytes([_DONE]), bytes([_WANTED]))
        self._done = 0
        self._again.clear()
        self._next = 0

    def clear(self) -> None:
        """Forget everything."""
        self._table, self._next, self._done = None, 0, 0
        self._order, self._states = array("i"), bytearray()
        self._again.clear()

    def _number(self, path: Path) -> int:
        number = None if self._table is None else self._table.find(path)
        return NONE if number is None else number

    def _state(self, path: Path) -> int:
        return self._state_of(self._number(path))

    def _state_of(self, number: int) -> int:
        return self._states[number] if 0 <= number < len(self._states) else _UNKNOWN
