"""One photo of the list as it is painted: thumbnail, badge, words."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from core.entities import Pixels
from core.vocabulary import Status, Verdict
from desktop.panels.browser.photo_delegate import PICTURE, PhotoDelegate, tile_size
from desktop.panels.browser.photo_model import PhotoModel
from desktop.ui import theme
from desktop.ui.photo_state import Mark, Product, Tag
from desktop.ui.words import STATUS_SIGNS, VERDICT_SIGNS
from tests.desktop.painted import pixels_of, where

PHOTO = Path("bag.jpg")
TAG = Tag(Status.KNOWN, "Handbags", 0.97)
LETTERS = 60
"""How far from their colour thin letters may be."""
PICTURE_BOTTOM = PICTURE.height() + 8
"""Above it is the thumbnail, below it the words, px."""


class Thumbnails:
    """Gives one picture for every photo."""

    def __init__(self, image: QImage | None) -> None:
        self._image = image

    def image(self, path: Path) -> QImage | None:
        return self._image


def plain(width: int, height: int, colour: str = "#ff0000") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def tile(qapp) -> Tile:  # noqa: ANN001 - pytest-qt names no type
    return Tile()


class Tile:
    """A model of one photo, and what its delegate paints."""

    def __init__(self) -> None:
        self.model, self.delegate = PhotoModel(), PhotoDelegate()
        self.model.append([PHOTO])

    def paint(
        self,
        tag: Tag = TAG,
        mark: Mark = Mark(),  # noqa: B008 - frozen
        thumbnail: QImage | None = None,
        state: QStyle.StateFlag = QStyle.StateFlag.State_None,
    ) -> Pixels:
        self.model.set_tags({PHOTO: tag})
        self.model.set_marks({PHOTO: mark})
        self.model.use_thumbnails(Thumbnails(thumbnail))
        option = QStyleOptionViewItem()
        size = tile_size(option.font)
        option.rect, option.state = QRect(0, 0, size.width(), size.height()), state
        image = plain(size.width(), size.height(), theme.current().tokens["base"])
        painter = QPainter(image)
        self.delegate.paint(painter, option, self.model.index(0))
        painter.end()
        return pixels_of(image)


def line(pixels: Pixels, number: int) -> Pixels:
    """One of the three lines of words, counted from 0."""
    height = QFontMetrics(QApplication.font()).height()
    top = pixels.shape[0] - 6 - (3 - number) * height
    return pixels[top : top + height]


def differ(one: Pixels, other: Pixels) -> bool:
    return bool((one != other).any())


def red(pixels: Pixels) -> tuple[int, int]:
    """Width and height of what is pure red."""
    inked = (pixels == (255, 0, 0)).all(axis=2)
    return int(inked.any(axis=0).sum()), int(inked.any(axis=1).sum())


@pytest.mark.parametrize(("size", "shown"), [((640, 480), (128, 96)), ((300, 600), (48, 96))])
def test_a_thumbnail_keeps_its_proportions(
    tile: Tile, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    width, height = red(tile.paint(thumbnail=plain(*size)))
    assert abs(width - shown[0]) <= 3  # its border takes a pixel at each side
    assert abs(height - shown[1]) <= 3


def test_a_photo_that_changed_is_painted_as_it_is_now(tile: Tile) -> None:
    assert red(tile.paint(thumbnail=plain(64, 48))) != (0, 0)
    assert red(tile.paint(thumbnail=plain(64, 48, "#0000ff"))) == (0, 0)
    assert red(tile.paint(thumbnail=plain(64, 48))) != (0, 0)


def test_waiting_unreadable_and_bare_photos_have_pictures_of_their_own(tile: Tile) -> None:
    unreadable = Tag(Status.ERROR, error="bag.jpg: empty file")
    shown = [
        tile.paint(thumbnail=None)[:PICTURE_BOTTOM],
        tile.paint(thumbnail=QImage())[:PICTURE_BOTTOM],
        tile.paint(unreadable, thumbnail=QImage())[:PICTURE_BOTTOM],
    ]
    assert all(differ(one, other) for one, other in combinations(shown, 2))


@pytest.mark.parametrize("status", [*Status, None])
def test_a_status_is_painted_in_its_colour(tile: Tile, status: Status | None) -> None:
    words = line(tile.paint(Tag(status, "Handbags", 0.5)), 1)
    assert where(words, STATUS_SIGNS[status].colour, LETTERS).sum() > 15


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict != "to do"])
def test_a_decision_takes_the_place_of_the_status(tile: Tile, verdict: Verdict) -> None:
    tag = Tag(Status.UNCERTAIN, "Handbags", 0.5)
    words = line(tile.paint(tag, Mark(verdict, "Handbags")), 1)
    assert where(words, VERDICT_SIGNS[verdict].colour, LETTERS).sum() > 15
    assert not where(words, STATUS_SIGNS[Status.UNCERTAIN].colour, LETTERS).any()


def test_the_network_s_figure_goes_with_its_own_tag_alone(tile: Tile) -> None:
    kept = line(tile.paint(mark=Mark(Verdict.ACCEPTED, "Handbags")), 0)
    other = line(tile.paint(mark=Mark(Verdict.CORRECTED, "Bag")), 0)
    right = slice(PICTURE.width() - 30, None)
    assert where(kept[:, right], "muted", LETTERS).any()
    assert not where(other[:, right], "muted", LETTERS).any()


def test_selected_and_hovered_tiles_lie_on_grounds_of_their_own(tile: Tile) -> None:
    state = QStyle.StateFlag
    assert where(tile.paint(state=state.State_Selected), "accent_soft").sum() > 1000
    assert where(tile.paint(state=state.State_MouseOver), "hover").sum() > 1000
    both = tile.paint(state=state.State_Selected | state.State_MouseOver)
    assert not differ(both, tile.paint(state=state.State_Selected))


def test_a_product_says_how_many_photos_it_has_and_signs_where_one_contradicts(tile: Tile) -> None:
    alone = line(tile.paint(), 2)
    shown = []
    for photos, contradictions in ((1, 0), (4, 0), (4, 1)):
        tile.model.set_products({PHOTO: Product(TAG, photos, contradictions, PHOTO)})
        shown.append(line(tile.paint(), 2))
    single, several, odd = shown
    assert not differ(single, alone)  # its name
    assert differ(several, alone)
    assert not where(several, "error", 2 * LETTERS).any()
    assert where(odd, "error", 2 * LETTERS).any()


def test_a_tile_is_painted_once_until_it_looks_otherwise(
    tile: Tile, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    directly = PhotoDelegate._paint
    monkeypatch.setattr(
        PhotoDelegate, "_paint", lambda *given: (painted.append(given), directly(*given))[-1]
    )
    first = tile.paint()
    assert not differ(first, tile.paint())
    assert len(painted) == 1
    assert differ(first, tile.paint(mark=Mark(Verdict.FLAGGED)))
    assert differ(first, tile.paint(state=QStyle.StateFlag.State_Selected))
    assert not differ(first, tile.paint())
    assert len(painted) == 3
