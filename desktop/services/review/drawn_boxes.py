"""Which photos of the open review have a box around their item; asked by all workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.entities import Drawn, Photo
    from core.imaging.loaded import Loaded
    from core.review.store import Review


class DrawnBoxes:
    """The boxes as the file last had them: decoders ask, and wait for nobody.

    What was given never changes: another box makes another mapping.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self.by_path: Mapping[Path, Drawn] = review.boxes.by_path()

    def of(self, path: Path) -> Drawn | None:
        """Give the box on a photo."""
        return self.by_path.get(path)

    def stands(self, path: Path, subject: str) -> bool:
        """Whether an answer is about what is looked at of a photo by now."""
        drawn = self.by_path.get(path)
        return subject.partition("@")[2] == ("" if drawn is None else str(drawn.box))

    def lost(self, photos: Iterable[Photo | Loaded]) -> list[Path]:
        """Give the photos whose box is of another content than they hold."""
        found = ((photo, self.by_path.get(photo.path)) for photo in photos)
        return [photo.path for photo, drawn in found if drawn and drawn.sha256 != photo.sha256]

    def read(self) -> tuple[Path, ...]:
        """Read the file anew; gives the photos that have another box now, or none any more."""
        before, now = self.by_path, self._review.boxes.by_path()
        self.by_path = now
        return tuple(path for path in {**before, **now} if before.get(path) != now.get(path))
