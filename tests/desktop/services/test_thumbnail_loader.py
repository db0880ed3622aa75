"""Wishes for thumbnails, and the thumbnails kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.imaging.thumbnails import Thumbnails
from desktop.services import thumbnail_loader
from desktop.services.job_bridge import JobBridge
from desktop.services.thumbnail_loader import ImageCache, ThumbnailLoader, Wishes
from desktop.services.workers import Workers
from tests.window import WAIT_MS

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def image(side: int = 8) -> QImage:
    return QImage(side, side, QImage.Format.Format_RGB32)


@given(st.lists(st.sampled_from(PHOTOS)), st.integers(1, 10))
def test_latest_wish_comes_first_and_the_oldest_are_dropped(asked: list[Path], most: int) -> None:
    wishes = Wishes(most)
    for path in asked:
        wishes.add(path)
    expected = list(dict.fromkeys(reversed(asked)))[:most]
    assert [wishes.take() for _ in expected] == expected
    assert wishes.take() is None


def test_image_cache_keeps_to_its_bound_and_what_was_used_last() -> None:
    cache = ImageCache(3 * image().sizeInBytes())
    for path in PHOTOS[:3]:
        cache.put(path, image())
    cache.get(PHOTOS[0])
    cache.put(PHOTOS[3], image())
    assert cache.get(PHOTOS[1]) is None
    assert cache.get(PHOTOS[0]) is not None
    cache.clear()
    for path in PHOTOS[:3]:
        cache.put(path, image())
    assert all(cache.get(path) for path in PHOTOS[:3])


@pytest.fixture
def loader(bridge: JobBridge, workers: Workers, tmp_path: Path) -> ThumbnailLoader:
    return ThumbnailLoader(bridge, workers.tiles, Thumbnails(tmp_path / "thumbnails", side=40))


def test_a_thumbnail_that_is_asked_for_comes(
    qtbot: QtBot, loader: ThumbnailLoader, blue: Path
) -> None:
    assert loader.kept(blue) is None
    with qtbot.waitSignal(loader.arrived, timeout=WAIT_MS) as arrived:
        assert loader.image(blue) is None
        assert loader.image(blue) is None
    assert arrived.args[0] == blue
    made = loader.image(blue)
    assert made is not None and made.height() == 40
    loader.forget()
    assert loader.kept(blue) is None


def test_where_there_is_none_it_is_not_asked_for_for_ever(
    qtbot: QtBot, loader: ThumbnailLoader, blue: Path
) -> None:
    blue.write_bytes(b"")
    with qtbot.waitSignal(loader.arrived, timeout=WAIT_MS):
        loader.image(blue)
    made = loader.image(blue)
    assert made is not None and made.isNull()


def test_every_wish_is_granted_though_few_are_made_at_a_time(
    qtbot: QtBot, loader: ThumbnailLoader, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail_loader, "AT_WORK", 1)
    paths = sorted(products.rglob("*.png"))
    for path in paths:
        loader.image(path)
    assert len(loader._at_work) == 1
    qtbot.waitUntil(lambda: all(loader.kept(path) for path in paths), timeout=WAIT_MS)


def test_what_is_not_wanted_any_more_is_not_made(
    qtbot: QtBot, loader: ThumbnailLoader, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail_loader, "AT_WORK", 1)
    paths = sorted(products.rglob("*.png"))
    for path in paths:
        loader.image(path)
    loader.forget()
    qtbot.waitUntil(lambda: not loader._at_work, timeout=WAIT_MS)
    assert [path for path in paths if loader.kept(path)] == paths[:1]
