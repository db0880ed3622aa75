"""The photos of a product in a row under the pictures, each with its own tag; gone without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QHideEvent, QImage, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import printable
from core.vocabulary import Status, tr_noop
from desktop.panels.compare.strip_row import StripRow
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel, action, offer, tool_button
from desktop.ui.icons import draw
from desktop.ui.language import speech, tr, whole_percent
from desktop.ui.photo_state import ProductPhoto
from desktop.ui.reasons import NO_PHOTO, NO_PRODUCT, NOT_WRITABLE
from desktop.ui.tiles import paint_ground
from desktop.ui.words import STATUS_SIGNS

PICTURE: Final = QSize(112, 56)
"""Room for a thumbnail, px before scaling."""
PADDING: Final = 6
CORNER: Final = 4
SIGN: Final = 12
"""Side of a sign, px."""
SCROLL_BAR_ROOM: Final = 14
PHOTO_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class ProductStrip(QFrame):
    """Shows the photos of one product; one of them is the one looked at."""

    chosen = Signal(object)
    """The Path of the photo to look at."""

    move_asked = Signal(object)
    """The Path of a photo that is of another product."""
    part_asked = Signal(object)
    """The Path of a photo that is to be a product of its own."""
    aside_asked = Signal(object)
    """The Path of a photo that is to be taken out and flagged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self._writable = False
        self._alone: Path | None = None
        self._photos = _Photos(self)
        self._tells = True
        self._make_row()
        self._place = ElidedLabel(shortens=False)
        self._said = ElidedLabel("muted")
        self.before_action = action(self, tr_noop("Previous photo of the product"), "", "Up")
        self.next_action = action(self, tr_noop("Next photo of the product"), "", "Down")
        self.before_action.triggered.connect(lambda: self._step(-1))
        self.next_action.triggered.connect(lambda: self._step(1))
        for walk in self.walking:
            walk.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._make_moves()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._make_head())
        column.addWidget(self._row)
        self.show_product((), None)

    @property
    def row(self) -> QListView:
        """What shows the photos."""
        return self._row

    @property
    def walking(self) -> Sequence[QAction]:
        """The actions that walk from photo to photo."""
        return (self.before_action, self.next_action)

    @property
    def photos(self) -> Sequence[ProductPhoto]:
        """All photos of the product."""
        return self._photos.photos

    @property
    def current(self) -> ProductPhoto | None:
        """The photo looked at."""
        shown: ProductPhoto | None = self._row.currentIndex().data(PHOTO_ROLE)
        return shown

    def use_thumbnails(self, image: Callable[[Path], QImage | None]) -> None:
        """Ask here for thumbnails: None while one is being made, a null image where none is."""
        self._photos.image = image

    def repaint_photo(self, path: Path) -> None:
        """Paint a photo anew: its thumbnail has come."""
        self._photos.tell(path)

    def show_product(self, photos: Sequence[ProductPhoto], current: Path | None) -> None:
        """Show these photos, one of them as the one looked at; of none nothing is seen."""
        self._tells, self._alone = False, None
        if tuple(photos) != self._photos.photos:
            self._photos.replace(photos)
        place = self._photos.place(current)
        if place is not None:
            self._go_to(place)
        self._tells = True
        self._show_place()
        self.setVisible(len(photos) > 0)
        self._offer()

    def offer_alone(self, photo: Path | None) -> None:
        """Let a photo that is seen without the strip be moved into a product."""
        self._alone = photo
        self._offer()

    def set_writable(self, writable: bool) -> None:
        """Offer to move photos, or not."""
        self._writable = writable
        self._offer()

    def _make_moves(self) -> None:
        self.move_action = action(
            self,
            tr_noop("Other product…"),
            "",
            "Shift+M",
            tr_noop("Move this photo to another product"),
        )
        self.part_action = action(
            self,
            tr_noop("Own product"),
            "",
            "M",
            tr_noop("Make this photo a product of its own"),
        )
        self.aside_action = action(
            self,
            tr_noop("Flagged"),
            "flag",
            "Shift+F",
            tr_noop("Take this photo out of the product and flag it"),
        )
        self.aside_action.setText(tr("Take out and flag"))
        self.aside_action.setIconText(tr("Flag it"))  # on the button, where there is little room
        for moves in (self.move_action, self.part_action, self.aside_action):
            moves.setAutoRepeat(False)
        for move, asked in (
            (self.move_action, self.move_asked),
            (self.part_action, self.part_asked),
            (self.aside_action, self.aside_asked),
        ):
            move.triggered.connect(lambda _=False, asked=asked: self._ask(asked))

    def _ask(self, asked: Any) -> None:  # noqa: ANN401 - a bound signal
        photo = self.current.path if self.current is not None else self._alone
        if photo is not None:
            asked.emit(photo)

    def _make_head(self) -> QWidget:
        """Lay out what stands above the photos; as high with the buttons as without."""
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 4, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._place)
        row.addWidget(self._said, 1)
        self._buttons = [tool_button(move, text=True) for move in self._moves]
        for button in self._buttons:
            button.setProperty("role", "outlined")
            row.addWidget(button)
        head.setFixedHeight(head.sizeHint().height())
        return head

    @property
    def _moves(self) -> Sequence[QAction]:
        return (self.move_action, self.part_action, self.aside_action)

    def _make_row(self) -> None:
        self._row = StripRow(lambda index: index.data(PHOTO_ROLE).path)
        self._row.setModel(self._photos)
        self._row.setItemDelegate(_PhotoDelegate(self._row))
        self._row.setFixedHeight(tile_size(self.fontMetrics()).height() + SCROLL_BAR_ROOM)
        self._row.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        photo = current.data(PHOTO_ROLE)
        if self._tells and photo is not None:
            self._show_place()
            self._offer()
            self.chosen.emit(photo.path)

    def _step(self, by: int) -> None:
        place = self._row.currentIndex().row() + by
        if 0 <= place < len(self._photos.photos):
            self._go_to(place)

    def _go_to(self, place: int) -> None:
        index = self._photos.index(place)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._row.selectionModel().setCurrentIndex(index, alone)
        self._row.scrollTo(index)

    def _show_place(self) -> None:
        number, photo = self._row.currentIndex().row() + 1, self.current
        whole = tr("Photo {} of {}").format(number, len(self._photos.photos))
        self._place.set_whole(whole if photo else "")
        self._said.set_whole(_others(self._photos.photos) if photo else "")

    def _offer(self) -> None:
        """Leave keys to others where no product is seen; a photo alone can only join one."""
        for walk in self.walking:
            offer(walk, self.isVisible() and bool(self._photos.photos), NO_PRODUCT)
        movable = self._writable and self.current is not None and len(self._photos.photos) > 1
        for move, button in zip(self._moves, self._buttons, strict=True):
            offer(move, movable, NO_PRODUCT if self._writable else NOT_WRITABLE)
            button.setVisible(movable)
        alone = self._writable and self._alone is not None
        why = NO_PHOTO if self._writable else NOT_WRITABLE
        offer(self.move_action, movable or alone, why)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._offer()


class _Photos(QAbstractListModel):
    """The photos as Qt sees them; thumbnails are asked for when painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.photos: tuple[ProductPhoto, ...] = ()
        self.image: Callable[[Path], QImage | None] = lambda path: None

    def replace(self, photos: Sequence[ProductPhoto]) -> None:
        self.beginResetModel()
        self.photos = tuple(photos)
        self.endResetModel()

    def place(self, path: Path | None) -> int | None:
        return next((n for n, photo in enumerate(self.photos) if photo.path == path), None)

    def tell(self, path: Path) -> None:
        place = self.place(path)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        photo = self.photos[index.row()]
        match role:
            case _ if role == PHOTO_ROLE:
                return photo
            case Qt.ItemDataRole.DecorationRole:
                return QImage() if photo.missing else self.image(photo.path)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return _described(photo, index.row() + 1)
        return None


class _PhotoDelegate(QStyledItemDelegate):
    """Paints a thumbnail, the photo's own tag, and a sign with a word where it stands out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return tile_size(QFontMetrics(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tile = QRectF(option.rect)  # as high as the row, whose scroll bar has room below
        tile.setHeight(self.sizeHint(option, index).height())
        tile.adjust(1, 1, -1, -1)
        paint_ground(painter, tile, option.state, CORNER)
        room = QRectF(tile.left() + PADDING, tile.top() + PADDING, PICTURE.width(), 0)
        room.setHeight(PICTURE.height())
        _paint_picture(painter, room, index.data(Qt.ItemDataRole.DecorationRole))
        painter.setFont(theme.tabular(option.font))
        _paint_words(painter, room, index.data(PHOTO_ROLE))
        painter.restore()


def tile_size(metrics: QFontMetrics) -> QSize:
    """Size of a photo's tile: the picture, two lines of text and the padding."""
    height = PICTURE.height() + 2 * metrics.height() + 2 * PADDING + 6
    return QSize(PICTURE.width() + 2 * PADDING + 2, height)


def _paint_picture(painter: QPainter, room: QRectF, image: QImage | None) -> None:
    scheme = theme.current()
    if image is None or image.isNull():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour("track"))
        painter.drawRoundedRect(room, CORNER, CORNER)
        return
    size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    where = QRectF(0, 0, size.width(), size.height())
    where.moveCenter(room.center())
    painter.drawImage(where, image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(scheme.colour("border"), 1))
    painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_words(painter: QPainter, room: QRectF, photo: ProductPhoto) -> None:
    """Write the photo's own tag with its sureness, and below what is to be noticed."""
    scheme, metrics = theme.current(), painter.fontMetrics()
    line = QRectF(room.left(), room.bottom() + 4, room.width(), metrics.height())
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if photo.tag.label:
        figure = whole_percent(photo.tag.confidence)
        painter.setPen(scheme.colour("muted"))
        painter.drawText(line, right, figure)
        width = int(line.width()) - metrics.horizontalAdvance(figure) - 6
        painter.setPen(scheme.colour("text"))
        shown = metrics.elidedText(photo.tag.label, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, left, shown)
    line.translate(0, metrics.height())
    icon, colour, words = _noticed(photo)
    top = line.center().y() - SIGN / 2
    draw(painter, icon, QRectF(line.left(), top, SIGN, SIGN), scheme.tokens[colour])
    painter.setPen(scheme.colour(colour))
    line.adjust(SIGN + 4, 0, 0, 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, left, shown)


def _noticed(photo: ProductPhoto) -> tuple[str, str, str]:
    """Give icon, colour and word of what a photo's tile says of it."""
    if photo.missing:
        return "octagon-x", "error", tr("Missing")
    if photo.looks_like:
        return "triangle-alert", "error", tr("Contradicts")
    sign = STATUS_SIGNS[photo.tag.status]
    return sign.icon, sign.colour, sign.word


def _described(photo: ProductPhoto, number: int) -> str:
    said = [tr("Photo {}: {}").format(number, printable(Path(photo.path.name)))]
    if photo.tag.status is Status.ERROR:
        said.append(speech().trouble(photo.tag.error))
    elif photo.tag.label:
        said.append(f"{photo.tag.label}, {whole_percent(photo.tag.confidence)}")
    if photo.looks_like:
        said.append(looks_like(photo, number))
    return "\n".join(said)


def looks_like(photo: ProductPhoto, number: int) -> str:
    """Say that a photo contradicts its product."""
    return tr("Photo {} looks like {}").format(number, photo.looks_like)


def _others(photos: Sequence[ProductPhoto]) -> str:
    """Say which photos contradict the product."""
    odd = [looks_like(one, number) for number, one in enumerate(photos, 1) if one.looks_like]
    return "; ".join(odd)
