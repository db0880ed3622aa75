"""Paths by small numbers: each is kept once, and lists of photos are lists of integers.

A `Path` takes 0.4 kB, and another 0.1 kB in each dict that it is a key of. A table keeps a path as
its folder, which all photos there share, and its name; a `Path` is made when somebody asks for one.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import eq
from pathlib import Path
from typing import Final, overload

NONE: Final = -1
"""Stands in arrays where there is no number, or no row."""
TOGETHER: Final = 1024
_FOLD: Final[Callable[[str], str]] = str if Path("a") != Path("A") else str.lower
"""Makes equal what one path and another may differ in; gives what is so already as it is."""


class _Names:
    """Names by their numbers, in parts that Python's search for garbage passes over once it knows.

    In one list, a million of them hold the window up for 30 ms each time.
    """

    def __init__(self) -> None:
        self._parts: list[Sequence[str]] = []
        self._last: list[str] = []  # of the parts the one that is filled

    def append(self, name: str) -> None:
        """Give a name the next number; one thread at a time."""
        if not self._last:
            self._parts.append(self._last)
        self._last.append(name)
        if len(self._last) == TOGETHER:
            self._parts[-1], self._last = tuple(self._last), []

    def __getitem__(self, number: int) -> str:
        part, place = divmod(number, TOGETHER)
        return self._parts[part][place]


class PathTable:
    """Numbers paths from 0 in the order in which they are first told; takes none back.

    Any thread may ask and tell. Two paths have one number where `Path` calls them equal; the first
    spelling is the one that comes back.

    Parameters
    ----------
    fold : callable
        Makes names equal that are; other than the system's own in tests alone.
    """

    def __init__(self, fold: Callable[[str], str] = _FOLD) -> None:
        self._fold = fold
        self._lock = threading.Lock()
        self._folders: list[Path] = []
        self._heads: dict[str, int] = {}  # folders by all that stands before a name
        self._inside: list[dict[str, int]] = []  # for each folder, its numbers by name
        self._names = _Names()
        self._folder_of = array("i")

    def __len__(self) -> int:
        return len(self._folder_of)

    def path(self, number: int) -> Path:
        """Give the path of a number."""
        return self._folders[self._folder_of[number]] / self._names[number]

    def folder(self, number: int) -> Path:
        """Give the folder that a path lies in; all that lie there share it."""
        return self._folders[self._folder_of[number]]

    def find(self, path: Path) -> int | None:
        """Give the number of a path, None where it has none."""
        head, name = _parted(str(path))
        place = self._heads.get(self._fold(head))
        return None if place is None else self._inside[place].get(self._fold(name))

    def number(self, path: Path) -> int:
        """Give the number of a path, a new one where it had none."""
        head, name = _parted(str(path))
        place = self._heads.get(self._fold(head))
        return self.number_in(self._place(head) if place is None else place, name)

    def place(self, folder: Path) -> int:
        """Give what stands for a folder in `number_in`."""
        return self._place(_parted(str(folder / "-"))[0])

    def number_in(self, place: int, name: str) -> int:
        """Give the number of a name in a folder, without a `Path` of either."""
        inside, key = self._inside[place], self._fold(name)
        found = inside.get(key)
        return self._add(place, name, key) if found is None else found

    def _add(self, place: int, name: str, key: str) -> int:
        with self._lock:
            inside, number = self._inside[place], len(self._folder_of)
            if key in inside:  # told by another thread meanwhile
                return inside[key]
            self._names.append(name)
            self._folder_of.append(place)
            inside[name if name == key else key] = number  # one string where one is enough
            return number

    def _place(self, head: str) -> int:
        key = self._fold(head)
        with self._lock:
            if key not in self._heads:
                self._folders.append(Path(head))
                self._inside.append({})
                self._heads[key] = len(self._inside) - 1
            return self._heads[key]


def _parted(path: str) -> tuple[str, str]:
    """Part a path behind its last separator: what `Path` writes has the system's own."""
    end = path.rfind(_SEPARATOR) + 1
    return path[:end], path[end:]


_SEPARATOR: Final = str(Path("a/b"))[1]


class PathList(Sequence[Path]):
    """Paths in an order, each as its number in a table; slices are such lists.

    Parameters
    ----------
    table : PathTable
    numbers : array of int
        Not copied.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, table: PathTable, numbers: array[int]) -> None:
        self.table, self.numbers = table, numbers

    @classmethod
    def of(cls, paths: Iterable[Path], table: PathTable | None = None) -> PathList:
        """Give paths by their numbers in a table: any where none is named, a new one at need.

        What is such a list already is given as it is.
        """
        if isinstance(paths, PathList) and (table is None or table is paths.table):
            return paths
        table = PathTable() if table is None else table
        return cls(table, array("i", map(table.number, paths)))

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Path: ...
    @overload
    def __getitem__(self, at: slice) -> PathList: ...
    def __getitem__(self, at: int | slice) -> Path | PathList:
        if isinstance(at, slice):
            return PathList(self.table, self.numbers[at])
        return self.table.path(self.numbers[at])

    def __iter__(self) -> Iterator[Path]:
        return map(self.table.path, self.numbers)

    def __contains__(self, path: object) -> bool:
        number = self.table.find(path) if isinstance(path, Path) else None
        return number is not None and number in self.numbers

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PathList) and other.table is self.table:
            return self.numbers == other.numbers
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(map(eq, self, other))

    def __repr__(self) -> str:
        return f"PathList({list(self)!r})"

    def __add__(self, paths: Iterable[Path]) -> PathList:
        return PathList(self.table, self.numbers + PathList.of(paths, self.table).numbers)

    def folders(self) -> Iterator[Path]:
        """Give the folder of each path, without a `Path` of either being made."""
        return map(self.table.folder, self.numbers)

    def where(self, holds: Callable[[Path], bool]) -> PathList:
        """Give the paths in folders of which something holds; each folder is asked about once."""
        known: dict[Path, bool] = {}
        for folder in self.folders():
            if folder not in known:
                known[folder] = holds(folder)
        chosen = (one for one in self.numbers if known[self.table.folder(one)])
        return PathList(self.table, array("i", chosen))


class PathRows(Mapping[Path, int]):
    """The rows of a list of paths; what is added to it has a row each, once.

    Parameters
    ----------
    paths : PathList
        With each of its paths once.

    Attributes
    ----------
    paths : PathList
        The same list; it grows.
    """

    def __init__(self, paths: PathList) -> None:
        self.paths = PathList(paths.table, array("i"))
        self._rows = array("i")
        self.add(paths.numbers)

    def add(self, numbers: Iterable[int]) -> None:
        """Give paths that have no row yet the next ones, in order."""
        listed, rows = self.paths.numbers, self._rows
        rows.extend(array("i", [NONE]) * (len(self.paths.table) - len(rows)))
        for number in numbers:
            if rows[number] == NONE:
                rows[number] = len(listed)
                listed.append(number)

    def at(self, number: int) -> int:
        """Give the row of a path by its number, `NONE` where it has none."""
        return self._rows[number] if number < len(self._rows) else NONE

    def __getitem__(self, path: Path) -> int:
        number = self.paths.table.find(path)
        row = NONE if number is None else self.at(number)
        if row == NONE:
            raise KeyError(path)
        return row

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
