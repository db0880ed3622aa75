"""What the list is narrowed to: one Filter, which everything that narrows shows and changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.review.views import NOTHING_ASKED, Filter
from core.vocabulary import Facet


class Narrowing(QObject):
    """Facets, search, ranges and folders of the list in one; kept while a folder is open."""

    changed = Signal()
    """Other photos are to be listed."""

    wished = Signal(object)
    """The Wish that is being listed, this narrowing in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter, self._root = NOTHING_ASKED, Path()

    @property
    def filter(self) -> Filter:
        """All that is asked."""
        return self._filter

    @property
    def asks(self) -> bool:
        """Whether anything narrows the list."""
        return self._filter != NOTHING_ASKED

    @property
    def folders(self) -> list[Path]:
        """The folders that are chosen."""
        return [self._root / name for name in self._filter.folders]

    def named(self, folder: Path) -> str:
        """Give a folder as a Filter names it: from the review's own on."""
        if folder.is_relative_to(self._root):
            name = folder.relative_to(self._root).as_posix()
            return "" if name == "." else name
        return folder.as_posix()

    def begin(self, root: Path) -> None:
        """Ask nothing any more: the photos of another folder are open."""
        self._root = root
        self.clear()

    def ask(self, wanted: Filter) -> None:
        """Ask this in place of all that was asked."""
        if wanted != self._filter:
            self._filter = wanted
            self.changed.emit()

    def clear(self) -> None:
        """Ask nothing."""
        self.ask(NOTHING_ASKED)

    def search(self, text: str) -> None:
        """Look for other words."""
        self.ask(replace(self._filter, text=text))

    def tick(self, facet: Facet, value: str) -> None:
        """Take a value to those chosen, or away from them."""
        chosen = self._filter.chosen(facet)
        rest = [one for one in chosen if one != value]
        self.choose(facet, rest if value in chosen else [*chosen, value])

    def tick_alone(self, facet: Facet, value: str) -> None:
        """Choose one value in place of the facet's others; none where it is alone already."""
        alone = self._filter.chosen(facet) == (value,)
        self.choose(facet, [] if alone else [value])

    def choose(self, facet: Facet, values: list[str]) -> None:
        """Narrow a facet to these values; to all where there are none."""
        self.ask(self._filter.choosing(facet, values))
