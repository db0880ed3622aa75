"""The list of photos as Qt sees it: paths and tags only, thumbnails are asked for when painted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from core.errors import printable
from core.vocabulary import Doubt, Status
from desktop.ui.language import speech, whole_percent
from desktop.ui.photo_state import UNDECIDED, UNTAGGED, Group, Listing, Mark, Product, Tag
from desktop.ui.row_ranges import RowRanges
from desktop.ui.words import STATUS_SIGNS, decided, entries, together, told

PATH_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TAG_ROLE: Final = Qt.ItemDataRole.UserRole + 2
MARK_ROLE: Final = Qt.ItemDataRole.UserRole + 3
PRODUCT_ROLE: Final = Qt.ItemDataRole.UserRole + 4

MANY: Final = 16
"""Changed photos above which the whole list is told to have changed."""

Index = QModelIndex | QPersistentModelIndex
Doubts = Callable[[Status | None, float], Doubt | None]
"""Why a tag of this status and confidence is not known."""


class ThumbnailSource(Protocol):
    """Where thumbnails come from."""

    def image(self, path: Path) -> QImage | None:
        """Give the thumbnail, or None and fetch it; a null image where there is none."""
        ...


class PhotoModel(QAbstractListModel):
    """Photos in order, one row each."""

    products_changed = Signal(int)
    """How many products there are now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self._rows: dict[Path, int] = {}
        self._passed = 0
        self._groups: tuple[Group, ...] = ()
        self._tags: dict[Path, Tag] = {}
        self._marks: dict[Path, Mark] = {}
        self._products: dict[Path, Product] = {}
        self._in_products = 0  # photos, as the list was last made
        self._thumbnails: ThumbnailSource | None = None
        self._doubts: Doubts | None = None
        self._answers: dict[int, Callable[[Path], Any]] = {
            PATH_ROLE: lambda path: path,
            TAG_ROLE: self.tag,
            MARK_ROLE: self.mark,
            PRODUCT_ROLE: self.product,
            Qt.ItemDataRole.DisplayRole: lambda path: printable(Path(path.name)),
            Qt.ItemDataRole.DecorationRole: self._thumbnail,
            Qt.ItemDataRole.ToolTipRole: self._description,
            Qt.ItemDataRole.AccessibleTextRole: self._description,
        }

    def use_thumbnails(self, source: ThumbnailSource) -> None:
        """Take thumbnails from here on."""
        self._thumbnails = source

    @property
    def paths(self) -> Sequence[Path]:
        """The photos in order; not to be changed."""
        return self._paths

    @property
    def passed(self) -> int:
        """How many of the first photos stand there to go back to: decided or skipped."""
        return self._passed

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Photos can be dragged out."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    @property
    def groups(self) -> Sequence[Group]:
        """What stands together under a heading; nothing where the list is not grouped."""
        return self._groups

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self._paths):
            return None
        answer = self._answers.get(role)
        return answer(self._paths[index.row()]) if answer else None

    def replace(self, paths: Iterable[Path]) -> None:
        """Show these photos instead."""
        self.adopt(Listing.of(paths))

    def adopt(self, listing: Listing) -> None:
        """Show this list instead; it is the model's own from here on."""
        self.beginResetModel()
        self._paths, self._rows, self._passed = listing.paths, listing.rows, listing.passed
        self._groups = listing.groups
        self.endResetModel()

    def know(
        self, tags: dict[Path, Tag], marks: dict[Path, Mark], products: dict[Path, Product]
    ) -> None:
        """Take over all tags, decisions and products, also of photos that are not shown yet."""
        self._tags, self._marks, self._products = tags, marks, products
        self._in_products = _photos_of(products)
        self._repaint_all(self._paths)
        self.products_changed.emit(len(products))

    def beside(self, parent: QObject) -> PhotoModel:
        """Make another list of the same photos, empty yet, as all is known of them now."""
        made = PhotoModel(parent)
        made.know(self._tags, self._marks, self._products)
        if self._thumbnails is not None:
            made.use_thumbnails(self._thumbnails)
        made._doubts = self._doubts
        return made

    def append(self, paths: Sequence[Path]) -> None:
        """Add photos at the end, those that are not there yet."""
        paths = [path for path in paths if path not in self._rows]
        if not paths:
            return
        first = len(self._paths)
        self.beginInsertRows(QModelIndex(), first, first + len(paths) - 1)
        self._paths.extend(paths)
        self._rows.update((path, first + offset) for offset, path in enumerate(paths))
        self.endInsertRows()

    def clear(self) -> None:
        """Forget photos, tags and decisions."""
        self.know({}, {}, {})
        self.replace([])

    def tag(self, path: Path) -> Tag:
        """Give what is known of a photo; of a product's lead, what its photos say together."""
        product = self._products.get(path)
        return product.tag if product else self._tags.get(path, UNTAGGED)

    def set_tags(self, tags: dict[Path, Tag]) -> None:
        """Note outcomes, also of photos that are not shown just now."""
        self._tags.update(tags)
        self._repaint_all(tags)

    def forget_tags(self) -> None:
        """Let photos wait for their tags again; what cannot be read stays so."""
        unreadable = {p: tag for p, tag in self._tags.items() if tag.status is Status.ERROR}
        self.know(unreadable, self._marks, self._products)

    def product(self, path: Path) -> Product | None:
        """Give what is known of the product that a photo leads."""
        return self._products.get(path)

    @property
    def products(self) -> Mapping[Path, Product]:
        """The products by their lead photos; not to be changed."""
        return self._products

    def set_products(self, products: dict[Path, Product]) -> bool:
        """Note all products anew; tells whether other photos are entries of the list now.

        They are where others lead, and where a photo by itself has joined a product or left it.
        """
        before, photos = self._in_products, _photos_of(products)
        others = products.keys() != self._products.keys() or photos != before
        self._products, self._in_products = products, photos
        self.products_changed.emit(len(products))
        if self._paths:
            self.dataChanged.emit(self.index(0), self.index(len(self._paths) - 1))
        return others

    def update_products(self, products: Mapping[Path, Product]) -> None:
        """Note some products anew: photos of theirs were tagged."""
        self._products.update(products)
        self._repaint_all(products)

    def counted(self, paths: Collection[Path]) -> str:
        """Say how many products, and photos by themselves, entries of the list are."""
        products = sum(map(self._products.__contains__, paths)) if self._products else 0
        return entries(products, len(paths) - products)

    def mark(self, path: Path) -> Mark:
        """Give what is decided about a photo."""
        return self._marks.get(path, UNDECIDED)

    def set_marks(self, marks: dict[Path, Mark]) -> None:
        """Note decisions, also about photos that are not shown just now."""
        self._marks.update(marks)
        self._repaint_all(marks)

    def _repaint_all(self, paths: Collection[Path]) -> None:
        if len(paths) > MANY and self._paths:
            self.dataChanged.emit(self.index(0), self.index(len(self._paths) - 1))
            return
        for path in paths:
            self.repaint(path)

    def row(self, path: Path) -> int | None:
        """Give the row of a photo, None where it is not shown."""
        return self._rows.get(path)

    def rows(self, paths: Iterable[Path]) -> RowRanges:
        """Give the rows of photos, of those that are shown."""
        return RowRanges.of(row for row in map(self._rows.get, paths) if row is not None)

    def next_pending(self, rows: RowRanges, *, from_top: bool = False) -> Path | None:
        """Give the next photo to do behind some rows, or from the top; past the end from there.

        Those photos themselves are passed over, and unreadable ones unless they are such
        themselves; what stands in front to go back to comes last. None where nothing is left, or
        none is shown.
        """
        if not rows or len(rows) == len(self._paths):
            return None
        top = self._passed
        start = top if from_top else rows.last + 1
        order = chain(range(start, len(self._paths)), range(top, start), range(min(top, start)))
        paths = (self._paths[row] for row in order if row not in rows)
        broken = all(self._is_unreadable(self._paths[row]) for row in rows)
        return next((path for path in paths if self._is_to_do(path, broken)), None)

    def _is_to_do(self, path: Path, broken: bool) -> bool:
        return self.mark(path).pending and (broken or not self._is_unreadable(path))

    def _is_unreadable(self, path: Path) -> bool:
        return self.tag(path).status is Status.ERROR

    def _thumbnail(self, path: Path) -> QImage | None:
        return self._thumbnails.image(path) if self._thumbnails else None

    def _description(self, path: Path) -> str:
        tag = self.tag(path)
        if tag.doubt is None and self._doubts is not None:
            tag = replace(tag, doubt=self._doubts(tag.status, tag.confidence))
        return describe(path, tag, self.mark(path), self.product(path))

    def use_doubts(self, why: Doubts) -> None:
        """Take from here on what tells why a tag of an earlier run is not sure."""
        self._doubts = why

    def repaint(self, path: Path) -> None:
        """Tell the view that a photo looks different now."""
        row = self._rows.get(path)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)


def describe(path: Path, tag: Tag, mark: Mark = UNDECIDED, product: Product | None = None) -> str:
    """Say on a few lines what the list shows of a photo."""
    name = printable(Path(path.name))
    if tag.error:
        return speech().trouble(tag.error)
    word = told(STATUS_SIGNS[tag.status], tag.doubt).word
    said = [name]
    if product is not None and product.photos > 1:
        said.append(together(product.photos, product.contradictions))
    if tag.label:
        said.append(f"{tag.label}, {whole_percent(tag.confidence)}: {word}")
    if decision := decided(mark.verdict, mark.tag, mark.reason, automatic=mark.automatic):
        said.append(decision)
    return "\n".join(said)


def _photos_of(products: Mapping[Path, Product]) -> int:
    """Count the photos that are of a product."""
    return sum(product.photos for product in products.values())
