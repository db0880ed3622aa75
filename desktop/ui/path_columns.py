"""What is known of many photos, by path, in columns of numbers: a few bytes a photo.

Each column is a mapping from `Path`, over the numbers of a `PathTable`. What many photos share is
kept once: their marks, and all that their tags say beside the confidence.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, MutableMapping
from operator import eq
from pathlib import Path
from typing import Generic, Self, TypeVar

from core.vocabulary import Doubt, Status
from desktop.ui.path_table import NONE, PathTable
from desktop.ui.photo_state import Mark, Product, Tag

V = TypeVar("V")
"""What is known of a photo."""
K = TypeVar("K", bound=Hashable)
"""What photos share."""


class Shared(Generic[K]):
    """Values that many photos share, each by the place at which it is kept."""

    def __init__(self) -> None:
        self._places: dict[K, int] = {}
        self._values: list[K] = []

    def place(self, value: K) -> int:
        """Give the place of a value."""
        place = self._places.get(value)
        if place is None:
            place = self._places[value] = len(self._values)
            self._values.append(value)
        return place

    def __getitem__(self, place: int) -> K:
        return self._values[place]

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)


class PathColumn(MutableMapping[Path, V]):
    """A value for each of some paths of a table; they come in the order of their numbers.

    Parameters
    ----------
    table : PathTable
    """

    def __init__(self, table: PathTable) -> None:
        self.table = table
        self._place = array("i")  # of what each photo shares with others; NONE: nothing is known
        self._known = 0

    @classmethod
    def of(cls, known: Mapping[Path, V], table: PathTable) -> Self:
        """Give what is known as a column of a table: the very one where it is such a column."""
        if isinstance(known, cls) and known.table is table:
            return known
        made = cls(table)
        made.update(known)
        return made

    @abstractmethod
    def _store(self, number: int, value: V) -> int:
        """Keep what a photo has for itself; gives the place of what it shares."""

    @abstractmethod
    def _load(self, number: int, place: int) -> V:
        """Put a value together again."""

    def _grow(self, more: int) -> None:
        """Make room for so many photos more."""
        self._place.extend(array("i", [NONE]) * more)

    def at(self, number: int) -> V | None:
        """Give what is known of the photo of a number."""
        place = self._place[number] if number < len(self._place) else NONE
        return None if place == NONE else self._load(number, place)

    def put(self, number: int, value: V) -> None:
        """Note what is known of the photo of a number."""
        if number >= len(self._place):
            self._grow(len(self.table) - len(self._place))
        self._known += self._place[number] == NONE
        self._place[number] = self._store(number, value)

    def numbers(self) -> Iterator[int]:
        """Give the numbers of the photos of which something is known."""
        return (number for number, place in enumerate(self._place) if place != NONE)

    def same_paths(self, other: PathColumn[V]) -> bool:
        """Whether something is known of the same photos; both are of one table."""
        return len(self) == len(other) and all(map(eq, self.numbers(), other.numbers()))

    def count(self, numbers: Iterable[int]) -> int:
        """Count those of some photos of which something is known."""
        places, end = self._place, len(self._place)
        return sum(number < end and places[number] != NONE for number in numbers)

    def __getitem__(self, path: Path) -> V:
        number = self.table.find(path)
        value = None if number is None else self.at(number)
        if value is None:
            raise KeyError(path)
        return value

    def __setitem__(self, path: Path, value: V) -> None:
        self.put(self.table.number(path), value)

    def __delitem__(self, path: Path) -> None:
        if path not in self:
            raise KeyError(path)
        self._place[self.table.number(path)] = NONE
        self._known -= 1

    def __contains__(self, path: object) -> bool:
        number = self.table.find(path) if isinstance(path, Path) else None
        return number is not None and self.count([number]) > 0

    def __iter__(self) -> Iterator[Path]:
        return map(self.table.path, self.numbers())

    def __len__(self) -> int:
        return self._known


class Tags(PathColumn[Tag]):
    """What photos are tagged: 12 bytes each."""

    def __init__(self, table: PathTable) -> None:
        super().__init__(table)
        self._shared = Shared[tuple[Status | None, str, str, Doubt | None]]()
        self._confidence = array("d")

    def _store(self, number: int, value: Tag) -> int:
        self._confidence[number] = value.confidence
        return self._shared.place((value.status, value.label, value.error, value.doubt))

    def _load(self, number: int, place: int) -> Tag:
        status, label, error, doubt = self._shared[place]
        return Tag(status, label, self._confidence[number], error, doubt)

    def _grow(self, more: int) -> None:
        super()._grow(more)
        self._confidence.extend(array("d", [0.0]) * more)

    def unreadable(self) -> Tags:
        """Give those of the photos that cannot be read."""
        found = Tags(self.table)
        for number in self.numbers():
            if self._shared[self._place[number]][0] is Status.ERROR:
                found.put(number, self._load(number, self._place[number]))
        return found


class Marks(PathColumn[Mark]):
    """What is decided about photos: 4 bytes each."""

    def __init__(self, table: PathTable) -> None:
        super().__init__(table)
        self._shared = Shared[Mark]()

    def _store(self, number: int, value: Mark) -> int:
        return self._shared.place(value)

    def _load(self, number: int, place: int) -> Mark:
        return self._shared[place]

    def take(self, marks: Mapping[Path, Mark]) -> None:
        """Note decisions; those of a whole review, in such a column, within a frame."""
        if not isinstance(marks, Marks) or marks.table is not self.table or not marks:
            self.update(marks)
            return
        import numpy as np  # not before the window is painted

        self._grow(max(0, len(marks._place) - len(self._place)))
        theirs, ours = np.frombuffer(marks._place, np.intc), np.frombuffer(self._place, np.intc)
        known, ours = theirs != NONE, ours[: len(theirs)]
        places = np.array([self._shared.place(mark) for mark in marks._shared], np.intc)
        self._known += int((known & (ours == NONE)).sum())
        ours[known] = places[theirs[known]]


class Products(PathColumn[Product]):
    """What lists show of products, by the photos that lead them: 24 bytes a photo of the table."""

    def __init__(self, table: PathTable) -> None:
        super().__init__(table)
        self._tags = Tags(table)
        self._shared = Shared[tuple[int, int]]()
        self._carrier = array("i")

    def _store(self, number: int, value: Product) -> int:
        self._tags.put(number, value.tag)
        self._carrier[number] = self.table.number(value.carrier)
        return self._shared.place((value.photos, value.contradictions))

    def _load(self, number: int, place: int) -> Product:
        tag = self._tags.at(number)
        assert tag is not None
        carrier = self.table.path(self._carrier[number])
        return Product(tag, *self._shared[place], carrier)

    def _grow(self, more: int) -> None:
        super()._grow(more)
        self._carrier.extend(array("i", [NONE]) * more)

    def photos(self) -> int:
        """Count the photos that are of a product."""
        places = self._place
        return sum(self._shared[places[number]][0] for number in self.numbers())
