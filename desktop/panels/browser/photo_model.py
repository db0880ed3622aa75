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
from desktop.ui.path_columns import Marks, Products, Tags
from desktop.ui.path_table import NONE, PathList, PathTable
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
        self._listing = Listing.of(())
        self._tags, self._marks, self._products = _nothing(self._table)
        self._in_products = 0  # photos, as the list was last made
        self._thumbnails: ThumbnailSource | None = None
        self._doubts: Doubts | None = None
        self._answers: dict[int, Callable[[int], Any]] = {
            PATH_ROLE: self._path,
            TAG_ROLE: self._tag,
            MARK_ROLE: self._mark,
            PRODUCT_ROLE: self._product,
            Qt.ItemDataRole.DisplayRole: self._name,
            Qt.ItemDataRole.DecorationRole: self._thumbnail,
            Qt.ItemDataRole.ToolTipRole: self._description,
            Qt.ItemDataRole.AccessibleTextRole: self._description,
        }

    def use_thumbnails(self, source: ThumbnailSource) -> None:
        """Take thumbnails from here on."""
        self._thumbnails = source

    @property
    def _table(self) -> PathTable:
        """What numbers the photos listed, and all that are known."""
        return self._listing.paths.table

    @property
    def paths(self) -> PathList:
        """The photos in order; not to be changed."""
        return self._listing.paths

    @property
    def passed(self) -> int:
        """How many of the first photos stand there to go back to: decided or skipped."""
        return self._listing.passed

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Photos can be dragged out."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    @property
    def groups(self) -> Sequence[Group]:
        """What stands together under a heading; nothing where the list is not grouped."""
        return self._listing.groups

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self.paths):
            return None
        answer = self._answers.get(role)
        return answer(self.paths.numbers[index.row()]) if answer else None

    def replace(self, paths: Iterable[Path]) -> None:
        """Show these photos instead."""
        self.adopt(Listing.of(paths))

    def adopt(self, listing: Listing) -> None:
        """Show this list instead; it is the model's own from here on."""
        self._follow(listing.paths.table)
        self.beginResetModel()
        self._listing = listing.numbered_by(self._table)
        self.endResetModel()

    def _follow(self, table: PathTable) -> None:
        """Number photos as this table does, unless something is known by another's numbers."""
        if table is not self._table and not (self._tags or self._marks or self._products):
            self._listing = self._listing.numbered_by(table)
            self._tags, self._marks, self._products = _nothing(table)

    def know(
        self, tags: Mapping[Path, Tag], marks: Mapping[Path, Mark], products: Mapping[Path, Product]
    ) -> None:
        """Take over all tags, decisions and products, also of photos that are not shown yet.

        Columns are taken as they are, and number the photos from here on.
        """
        table = tags.table if isinstance(tags, Tags) else self._table
        self._listing = self._listing.numbered_by(table)
        self._tags, self._marks = Tags.of(tags, table), Marks.of(marks, table)
        self._products = Products.of(products, table)
        self._in_products = self._products.photos()
        self._repaint_all(self.paths)
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
        if isinstance(paths, PathList):
            self._follow(paths.table)
        rows = self._listing.rows
        new = [one for one in PathList.of(paths, self._table).numbers if rows.at(one) == NONE]
        if not new:
            return
        first = len(self.paths)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        rows.add(new)
        self.endInsertRows()

    def clear(self) -> None:
        """Forget photos, tags and decisions."""
        self.know(*_nothing(PathTable()))
        self.replace(self.paths[:0])

    def tag(self, path: Path) -> Tag:
        """Give what is known of a photo; of a product's lead, what its photos say together."""
        number = self._table.find(path)
        return UNTAGGED if number is None else self._tag(number)

    def _tag(self, number: int) -> Tag:
        product = self._product(number)
        return product.tag if product else self._tags.at(number) or UNTAGGED

    def set_tags(self, tags: Mapping[Path, Tag]) -> None:
        """Note outcomes, also of photos that are not shown just now."""
        new = {path: tag for path, tag in tags.items() if self._tags.get(path) != tag}
        self._tags.update(new)
        self._repaint_all(new)

    def forget_tags(self) -> None:
        """Let photos wait for their tags again; what cannot be read stays so."""
        self.know(self._tags.unreadable(), self._marks, self._products)

    def product(self, path: Path) -> Product | None:
        """Give what is known of the product that a photo leads."""
        return self._products.get(path)

    @property
    def products(self) -> Mapping[Path, Product]:
        """The products by their lead photos; not to be changed."""
        return self._products

    def set_products(self, products: Mapping[Path, Product]) -> bool:
        """Note all products anew; tells whether other photos are entries of the list now.

        They are where others lead, and where a photo by itself has joined a product or left it.
        """
        now, before = Products.of(products, self._table), self._products
        photos = now.photos()
        others = not now.same_paths(before) or photos != self._in_products
        self._products, self._in_products = now, photos
        self.products_changed.emit(len(products))
        if self.paths:
            self.dataChanged.emit(self.index(0), self.index(len(self.paths) - 1))
        return others

    def update_products(self, products: Mapping[Path, Product]) -> None:
        """Note some products anew: photos of theirs were tagged."""
        self._products.update(products)
        self._repaint_all(products)

    def counted(self, paths: Collection[Path]) -> str:
        """Say how many products, and photos by themselves, entries of the list are."""
        numbers = self._numbers(paths) if self._products else ()
        products = self._products.count(numbers)
        return entries(products, len(paths) - products)

    def mark(self, path: Path) -> Mark:
        """Give what is decided about a photo."""
        number = self._table.find(path)
        return UNDECIDED if number is None else self._mark(number)

    def _mark(self, number: int) -> Mark:
        return self._marks.at(number) or UNDECIDED

    def set_marks(self, marks: Mapping[Path, Mark]) -> None:
        """Note decisions, also about photos that are not shown just now."""
        self._marks.take(marks)
        self._repaint_all(marks)

    def _repaint_all(self, paths: Collection[Path]) -> None:
        if len(paths) > MANY and self.paths:
            self.dataChanged.emit(self.index(0), self.index(len(self.paths) - 1))
            return
        for path in paths:
            self.repaint(path)

    def row(self, path: Path) -> int | None:
        """Give the row of a photo, None where it is not shown."""
        return self._listing.rows.get(path)

    def rows(self, paths: Iterable[Path]) -> RowRanges:
        """Give the rows of photos, of those that are shown."""
        rows = map(self._listing.rows.at, self._numbers(paths))
        return RowRanges.of(row for row in rows if row != NONE)

    def _numbers(self, paths: Iterable[Path]) -> Iterable[int]:
        """Give the numbers of photos, of those that have one."""
        if isinstance(paths, PathList) and paths.table is self._table:
            return paths.numbers
        return (number for number in map(self._table.find, paths) if number is not None)

    def next_pending(self, rows: RowRanges, *, from_top: bool = False) -> Path | None:
        """Give the next photo to do behind some rows, or from the top; past the end from there.

        Those photos themselves are passed over, and unreadable ones unless they are such
        themselves; what stands in front to go back to comes last. None where nothing is left, or
        none is shown.
        """
        numbers = self.paths.numbers
        if not rows or len(rows) == len(numbers):
            return None
        top = self.passed
        start = top if from_top else rows.last + 1
        order = chain(range(start, len(numbers)), range(top, start), range(min(top, start)))
        others = (numbers[row] for row in order if row not in rows)
        broken = all(self._is_unreadable(numbers[row]) for row in rows)
        found = next((number for number in others if self._is_to_do(number, broken)), None)
        return None if found is None else self._path(found)

    def _is_to_do(self, number: int, broken: bool) -> bool:
        return self._mark(number).pending and (broken or not self._is_unreadable(number))

    def _is_unreadable(self, number: int) -> bool:
        return self._tag(number).status is Status.ERROR

    def _path(self, number: int) -> Path:
        return self._table.path(number)

    def _product(self, number: int) -> Product | None:
        return self._products.at(number)

    def _name(self, number: int) -> str:
        return printable(Path(self._path(number).name))

    def _thumbnail(self, number: int) -> QImage | None:
        return self._thumbnails.image(self._path(number)) if self._thumbnails else None

    def _description(self, number: int) -> str:
        tag = self._tag(number)
        if tag.doubt is None and self._doubts is not None:
            tag = replace(tag, doubt=self._doubts(tag.status, tag.confidence))
        return describe(self._path(number), tag, self._mark(number), self._product(number))

    def use_doubts(self, why: Doubts) -> None:
        """Take from here on what tells why a tag of an earlier run is not sure."""
        self._doubts = why

    def repaint(self, path: Path) -> None:
        """Tell the view that a photo looks different now."""
        row = self.row(path)
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


def _nothing(table: PathTable) -> tuple[Tags, Marks, Products]:
    """Give columns of a table in which nothing is known."""
    return Tags(table), Marks(table), Products(table)
