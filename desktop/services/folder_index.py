"""The photos of the open folders, grouped by folder, in the order in which they were found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path


class FolderIndex:
    """Knows which photos lie in or below which folder; holds paths only."""

    def __init__(self) -> None:
        self._photos: dict[Path, list[Path]] = {}
        self._total = 0

    def __len__(self) -> int:
        return self._total

    def add(self, paths: Iterable[Path]) -> None:
        """Take in photos just found."""
        for path in paths:
            self._photos.setdefault(path.parent, []).append(path)
            self._total += 1

    def clear(self) -> None:
        """Forget all photos."""
        self._photos.clear()
        self._total = 0

    def folders(self) -> Iterator[tuple[Path, int]]:
        """Give each folder that holds photos, with the number of photos directly in it."""
        for folder, photos in self._photos.items():
            yield folder, len(photos)

    def below(self, folders: Collection[Path]) -> list[Path]:
        """Give the photos in some folders and below them; all photos where none is named."""
        return [
            path
            for parent, photos in self._photos.items()
            if within(parent, folders)
            for path in photos
        ]


def within(parent: Path, folders: Collection[Path]) -> bool:
    """Whether a photo in `parent` lies in a folder or below it; no folders hold everything."""
    return not folders or any(one == parent or one in parent.parents for one in folders)
