"""Which path is which photo of a review."""

from __future__ import annotations

import posixpath
from array import array
from collections.abc import Callable, Iterable
from itertools import compress
from pathlib import Path

from desktop.ui.path_table import NONE, PathList, PathTable


class PhotoIds:
    """Paths by the ids of photos and the other way round, over the numbers of one table.

    The table may hold paths that are no photos of the review: of one that nothing can be added to.
    """

    def __init__(self) -> None:
        self.table = PathTable()
        self._numbers = array("i")  # by id
        self._ids = array("i")  # by number

    def path(self, photo: int) -> Path | None:
        """Give where a photo lies; None for one that is not there."""
        number = self.number(photo)
        return None if number == NONE else self.table.path(number)

    def number(self, photo: int) -> int:
        """Give the number of a photo's path, `NONE` for one that is not there."""
        return self._numbers[photo] if 0 <= photo < len(self._numbers) else NONE

    def find(self, path: Path) -> int | None:
        """Give the id of a photo by its path; None for one that is not of the review."""
        number = self.table.find(path)
        known = number is not None and number < len(self._ids)
        photo = self._ids[number] if known and number is not None else NONE
        return None if photo == NONE else photo

    def found(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Give the ids of those paths that are photos of the review."""
        return {path: photo for path in paths if (photo := self.find(path)) is not None}

    def paths(self, photos: Iterable[int]) -> PathList:
        """Give where photos lie, without those that are not there."""
        return PathList(self.table, array("i", (n for n in map(self.number, photos) if n != NONE)))

    def named(self, photos: Iterable[int], names: Iterable[str]) -> tuple[PathList, list[str]]:
        """Give where photos lie, and their names, without those that are not there."""
        numbers = list(map(self.number, photos))
        there = [number != NONE for number in numbers]
        paths = PathList(self.table, array("i", compress(numbers, there)))
        return paths, list(compress(names, there))

    def numbering(self, root: Path) -> Callable[[str], int]:
        """Give what numbers paths as a review of a folder writes them; 100,000 take 0.1 s."""
        places: dict[str, int] = {}

        def number_of(path: str) -> int:
            folder, name = posixpath.split(path)
            if folder not in places:
                places[folder] = self.table.place((root / path).parent)
            return self.table.number_in(places[folder], name)

        return number_of

    def put(self, photo: int, number: int) -> None:
        """Note where a photo lies, by the number of the path."""
        _fit(self._numbers, photo)[photo] = number
        _fit(self._ids, number)[number] = photo

    def move(self, given: int, stays: int) -> None:
        """Note that one photo is another that lay elsewhere: its path is that one's now."""
        number = self.number(given)
        self._numbers[given] = NONE
        self.put(stays, number)


def _fit(column: array[int], place: int) -> array[int]:
    """Have a column reach to a place."""
    if place >= len(column):
        column.extend(array("i", [NONE]) * (place + 1 - len(column)))
    return column
