"""The photos of the open folders, grouped by folder, in the order in which they were found."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from desktop.ui.path_table import PathList, PathTable


class FolderIndex:
    """Knows which photos lie in or below which folder; 4 bytes a photo."""

    def __init__(self) -> None:
        self._table: PathTable | None = None
        self._photos: dict[Path, array[int]] = {}
        self._total = 0

    def __len__(self) -> int:
        return self._total

    def add(self, paths: Iterable[Path]) -> None:
        """Take in photos just found, by the numbers of the table that the first ones have."""
        found = PathList.of(paths, self._table)
        self._table = found.table
        for number in found.numbers:
            self._photos.setdefault(found.table.folder(number), array("i")).append(number)
        self._total += len(found)

    def clear(self) -> None:
        """Forget all photos."""
        self._table, self._total = None, 0
        self._photos.clear()

    def folders(self) -> Iterator[tuple[Path, int]]:
        """Give each folder that holds photos, with the number of photos directly in it."""
        for folder, photos in self._photos.items():
            yield folder, len(photos)

    def below(self, folders: Collection[Path]) -> PathList:
        """Give the photos in some folders and below them; all photos where none is named."""
        below = PathList.of((), self._table)
        for parent, photos in self._photos.items():
            if within(parent, folders):
                below.numbers.extend(photos)
        return below


def within(parent: Path, folders: Collection[Path]) -> bool:
    """Whether a photo in `parent` lies in a folder or below it; no folders hold everything."""
    return not folders or any(one == parent or one in parent.parents for one in folders)
