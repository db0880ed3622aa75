"""Paints one photo of the list: thumbnail, status, name and tag; once, until it looks otherwise."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.vocabulary import Status, Verdict
from desktop.panels.browser.photo_model import MARK_ROLE, PRODUCT_ROLE, TAG_ROLE, Index
from desktop.ui import theme
from desktop.ui.icons import draw
from desktop.ui.language import whole_percent
from desktop.ui.photo_state import Mark, Product, Tag
from desktop.ui.tiles import paint_ground
from desktop.ui.words import STATUS_SIGNS, VERDICT_SIGNS, Sign, count

PADDING: Final = 8
WIDTHS: Final = (96, 128, 160, 192, 256)
"""Widths that pictures can have, px before scaling; thumbnails are not larger than the last."""
PICTURE: Final = QSize(WIDTHS[1], 96)
"""Usual room for the thumbnail, px before scaling."""
CORNER: Final = 6
MOST_KEPT: Final = 128
"""Tiles kept as they were painted, as many as there are thumbnails: without its own, a tile is
painted anew. 90 kB each at a scale of 1, 350 kB at 2."""
BADGE_ICON: Final = 12


class PhotoDelegate(QStyledItemDelegate):
    """A tile of fixed size; badges carry a shape and a word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = PICTURE.width()
        self._kept: dict[tuple[object, ...], QImage] = {}

    @property
    def picture(self) -> QSize:
        """Room for the thumbnail, px."""
        return QSize(self.width, self.width * PICTURE.height() // PICTURE.width())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return tile_size(option.font, self.picture)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ratio = painter.device().devicePixelRatioF()
        if not ratio.is_integer():  # a picture of a tile would lie between the screen's pixels
            self._paint(painter, QRectF(option.rect), option, index)
            return
        key = (ratio, *self._looks(option, index))
        tile = self._kept.pop(key, None) or self._painted(option, index, ratio)
        self._kept[key] = tile
        if len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        painter.drawImage(option.rect.topLeft(), tile)

    def shown(self, index: Index) -> tuple[object, ...]:
        """Give all that a tile tells of a photo."""
        roles = (TAG_ROLE, MARK_ROLE, PRODUCT_ROLE, Qt.ItemDataRole.DisplayRole)
        return tuple(index.data(role) for role in roles)

    def _looks(self, option: QStyleOptionViewItem, index: Index) -> tuple[object, ...]:
        """Give all that makes a tile look as it does."""
        image = index.data(Qt.ItemDataRole.DecorationRole)
        return (
            option.rect.width(),
            option.rect.height(),
            option.state.value,
            option.font.key(),
            theme.current().dark,
            None if image is None else image.cacheKey(),
            *self.shown(index),
        )

    def _painted(self, option: QStyleOptionViewItem, index: Index, ratio: float) -> QImage:
        tile = QImage(option.rect.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        self._paint(painter, QRectF(QPointF(), QSizeF(option.rect.size())), option, index)
        painter.end()
        return tile

    def _paint(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tile = area.adjusted(2, 2, -2, -2)
        paint_ground(painter, tile, option.state, CORNER)
        corner = tile.topLeft() + QPointF(PADDING - 2, PADDING - 2)
        room = QRectF(corner, QSizeF(tile.width() - 12, self.picture.height()))
        tag = index.data(TAG_ROLE)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if image is None or image.isNull():
            unreadable = tag.status is Status.ERROR
            _paint_placeholder(painter, room, waits=image is None, unreadable=unreadable)
        else:
            _paint_thumbnail(painter, room, image)
        line = _paint_outcome(painter, room, option.font, tag, index.data(MARK_ROLE))
        self.paint_last(painter, line, index)
        painter.restore()

    def paint_last(self, painter: QPainter, line: QRectF, index: Index) -> None:
        """Write the last line: what photo it is, or how many."""
        product = index.data(PRODUCT_ROLE)
        if product is not None and product.photos > 1:
            _paint_product(painter, line, product)
        else:
            _paint_name(painter, line, index.data(Qt.ItemDataRole.DisplayRole))


def tile_size(font: QFont, picture: QSize = PICTURE) -> QSize:
    """Size of a tile for the font: the picture, three lines of text and the padding."""
    lines = 3 * QFontMetrics(font).height()
    return QSize(
        picture.width() + 2 * PADDING, picture.height() + lines + 2 * PADDING + PADDING // 2
    )


def _paint_thumbnail(painter: QPainter, room: QRectF, image: QImage) -> None:
    size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    where = QRectF(0, 0, size.width(), size.height())
    where.moveCenter(room.center())
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(where, image.scaled(size * ratio, keep, smooth.SmoothTransformation))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().colour("border"), 1))
    painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_placeholder(painter: QPainter, room: QRectF, *, waits: bool, unreadable: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("track"))
    painter.drawRoundedRect(room, 4, 4)
    if not waits:
        _paint_symbol(painter, room, "octagon-x" if unreadable else "images")


def _paint_symbol(painter: QPainter, room: QRectF, name: str) -> None:
    where = QRectF(0, 0, 24, 24)
    where.moveCenter(room.center())
    draw(painter, name, where, theme.current().tokens["disabled"])


def _paint_outcome(painter: QPainter, room: QRectF, font: QFont, tag: Tag, mark: Mark) -> QRectF:
    """Write tag and sign; gives the line below."""
    scheme = theme.current()
    font = theme.tabular(font)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    line = QRectF(room.left(), room.bottom() + PADDING / 2 + 2, room.width(), metrics.height())
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if mark.tag or tag.label:
        figure = whole_percent(tag.confidence) if tag.label and mark.tag in ("", tag.label) else ""
        painter.setPen(scheme.colour("muted"))
        painter.drawText(line, right, figure)
        width = line.width() - metrics.horizontalAdvance(figure) - 6
        painter.setPen(scheme.colour("text"))
        painter.drawText(line, left, _elided(metrics, mark.tag or tag.label, width))
    line.translate(0, metrics.height())
    undecided = mark.verdict is Verdict.TODO
    sign = STATUS_SIGNS[tag.status] if undecided else VERDICT_SIGNS[mark.verdict]
    _paint_sign(painter, line, sign)
    line.translate(0, metrics.height())
    return line


def _paint_name(painter: QPainter, line: QRectF, name: str) -> None:
    painter.setPen(theme.current().colour("muted"))
    mode = Qt.TextElideMode.ElideMiddle
    shown = painter.fontMetrics().elidedText(name, mode, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)


def _paint_product(painter: QPainter, line: QRectF, product: Product) -> None:
    """Say how many photos it has, in place of the name of one; a sign where one contradicts."""
    scheme, words = theme.current(), count(product.photos, "photo")
    painter.setPen(scheme.colour("muted"))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, words)
    if product.contradictions:
        left = line.left() + painter.fontMetrics().horizontalAdvance(words) + 6
        top = line.center().y() - BADGE_ICON / 2
        where = QRectF(left, top, BADGE_ICON, BADGE_ICON)
        draw(painter, "triangle-alert", where, scheme.tokens["error"])


def _paint_sign(painter: QPainter, line: QRectF, sign: Sign) -> None:
    scheme = theme.current()
    top = line.center().y() - BADGE_ICON / 2
    draw(
        painter,
        sign.icon,
        QRectF(line.left(), top, BADGE_ICON, BADGE_ICON),
        scheme.tokens[sign.colour],
    )
    painter.setPen(scheme.colour(sign.colour))
    words = line.adjusted(BADGE_ICON + 4, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft, sign.word)


def _elided(metrics: QFontMetrics, text: str, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
