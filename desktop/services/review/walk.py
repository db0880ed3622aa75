"""One walk over the folder of the open review, as the review notes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.review.photos import Lost, Photos
    from core.review.records import FoundFile


class Walk:
    """Takes in what is found; begun with the first photo, since it looks at all that are known."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self._begun: tuple[int, int] | None = None

    def _begin(self) -> tuple[int, int]:
        """Give the walk's number, and how many photos were there before it."""
        if self._begun is None:
            self._begun = self._photos.begin_scan(), self._photos.count_present()
        return self._begun

    def add(self, files: Sequence[FoundFile]) -> list[int]:
        """Take photos in; gives their ids, in order."""
        number, _ = self._begin()
        return self._photos.add(files, number)

    def lost(self) -> Lost | None:
        """Tell what was found where the folder is rather not there."""
        return self._photos.lost(*self._begin())

    def end(self, left_out: Mapping[str, int] | None) -> None:
        """Mark what was not found as missing."""
        number, _ = self._begin()
        self._photos.end_scan(number, left_out)
